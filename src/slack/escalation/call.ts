import {
  calledBy,
  type EscalationDecision,
  escalate,
  isLadderSet,
  ladderCall,
  nextRung,
  type Page,
  pagePeople,
  pagesInRound,
} from "../../core/escalation/index.ts";
import type { Entry } from "../../core/ledger/index.ts";
import type { Incident } from "../../core/product.ts";
import type { Context } from "../kit/context.ts";
import type { Reply } from "../kit/index.ts";
import { mustBeCallable, type Target } from "./target.ts";
import { calledReply } from "./views/news.ts";

interface Asked {
  readonly incidentId: number;
  readonly userId: string;
  readonly why: string;
  readonly needs?: string | undefined;
  readonly requestKey: string;
}

/** Calls the next rung of the ladder, and says who was called. */
export const callLadder = (ctx: Context, { incidentId, userId, why, needs, requestKey }: Asked): Promise<Reply> =>
  called(ctx, incidentId, escalate({ userId, why, needs }), requestKey);

/** Calls people by name, and says who was called. */
export async function callByName(ctx: Context, to: Target, asked: Asked, field?: string): Promise<Reply> {
  const { incidentId, userId, why, needs, requestKey } = asked;
  await mustBeCallable(ctx, await ctx.ledger.incident(incidentId), to.userIds, field);
  return called(ctx, incidentId, pagePeople({ userId, why, needs, to }), requestKey);
}

async function called(ctx: Context, incidentId: number, decision: EscalationDecision, once: string): Promise<Reply> {
  const { incident, entries } = await ctx.ledger.record(incidentId, decision, { once });
  const pages = pagesMade(incident, entries);
  const last = pages.at(-1);
  const call = last ? incident.escalation.raised[last.escalation] : ladderCall(incident);
  const before = call && pagesInRound(incident, call).at(-1);
  return calledReply({
    called: pages.map((page) => ({ userIds: calledBy(page), groups: page.awaited.length, label: page.label })),
    until: last?.until,
    next: last && nextRung(incident, await ctx.ledger.world(), last)?.label,
    round: call?.round ?? 1,
    lastCalled: before && { at: before.at, label: before.label },
    isLadderSet: isLadderSet(ctx.policy()),
  });
}

/** The pages that this request made; one that was heard twice has made none again, and shows the newest. */
function pagesMade({ escalation: { pages } }: Incident, entries: readonly Entry[]): Page[] {
  const made = entries.flatMap((entry) => (entry.kind === "paged" ? (pages[asPaged(entry).page] ?? []) : []));
  const isRepeat = entries.length === 0;
  return isRepeat ? Object.values(pages).slice(-1) : made;
}

/** An entry of this kind was made by the decision a moment ago. */
const asPaged = ({ data }: Entry) => data as { readonly page: string };

/** Who would be called next, by rung; undefined when nobody would be. Rejects when nobody may be called at all. */
export async function wouldCall(ctx: Context, incident: Incident, userId: string): Promise<string | undefined> {
  const entries = escalate({ userId, why: "" })(incident, await ctx.ledger.world());
  for (const entry of entries) if (entry.kind === "paged") return entry.data.label;
  return undefined;
}
