import {
  calledBy,
  type EscalationDecision,
  escalate,
  isLadderSet,
  nextRung,
  pagePeople,
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
  await mustBeCallable(ctx, to.userIds, field);
  return called(ctx, incidentId, pagePeople({ userId, why, needs, to }), requestKey);
}

async function called(ctx: Context, incidentId: number, decision: EscalationDecision, once: string): Promise<Reply> {
  const { incident, entries } = await ctx.ledger.record(incidentId, decision, { once });
  const page = pageIn(incident, entries);
  const policy = ctx.policy();
  return calledReply({
    called: page && { userIds: calledBy(page), groups: page.awaited.length, label: page.label },
    until: page?.until,
    next: page && nextRung(incident, await ctx.ledger.world(), page)?.label,
    isLadderSet: isLadderSet(policy),
  });
}

/** Which page the decision made; a request that was heard twice shows the newest. */
function pageIn(incident: Incident, entries: readonly Entry[]) {
  const isExhausted = entries.some(({ kind }) => kind === "ladder_exhausted");
  return isExhausted ? undefined : Object.values(incident.escalation.pages).at(-1);
}

/** Who would be called next, by rung; undefined when nobody would be. Rejects when nobody may be called at all. */
export async function wouldCall(ctx: Context, incident: Incident, userId: string): Promise<string | undefined> {
  const entries = escalate({ userId, why: "" })(incident, await ctx.ledger.world());
  for (const entry of entries) if (entry.kind === "paged") return entry.data.label;
  return undefined;
}
