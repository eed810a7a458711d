import {
  calledBy,
  nextRung,
  type Page,
  pagesOf,
  shownWords,
  troubleOf,
  type WayName,
  waysWords,
} from "../../core/escalation/index.ts";
import { severityLabel, stageOf } from "../../core/incidents/index.ts";
import { type Actor, personId } from "../../core/ledger/index.ts";
import type { Incident } from "../../core/product.ts";
import { holderOf } from "../../core/roles/index.ts";
import { actorName } from "../../core/timeline/index.ts";
import { statusLabel } from "../../core/updates/index.ts";
import type { Context } from "../kit/context.ts";
import { namedWords } from "../kit/index.ts";
import { situationOf } from "./situation.ts";
import type { PageModel } from "./views/page-message.ts";

/** The page of an ask: its subject is the page's id, or that and the user group in which people were found. */
export function pageOf({ escalation }: Incident, subject: string | undefined): Page | undefined {
  return escalation.pages[(subject ?? "").split("/")[0] ?? ""];
}

/** All that the words of a page need, as things are now. */
export async function pageModel(
  ctx: Context,
  incident: Incident,
  page: Page,
  userIds: readonly string[],
): Promise<PageModel> {
  const policy = ctx.policy();
  const { facts, updates, escalation } = incident;
  const call = escalation.raised[page.escalation];
  const reasons = call?.reasons ?? [];
  const ending = call?.ending;
  const commander = holderOf(incident, "commander");
  const isOpen = !ending && !page.passed;
  const named = (text: string) => namedWords(ctx, text);
  const pages = pagesOf(incident, page.escalation);
  const trouble = troubleOf(incident, page.id);
  return {
    incidentId: incident.id,
    title: facts.title,
    severityLabel: severityLabel(policy, facts.severity),
    channelId: facts.channel?.id,
    page: page.id,
    label: page.label,
    userIds,
    why: await Promise.all(reasons.map(({ reason, evidence }) => named(evidence ? `${reason} (${evidence})` : reason))),
    asker: await personName(ctx, reasons[0]?.by),
    needs: reasons.findLast(({ needs }) => needs)?.needs,
    status: statusLabel(stageOf(policy, facts.stage).status),
    startedAt: facts.times.started ?? facts.severityAt,
    commander: commander === undefined ? undefined : (await ctx.directory.person(commander)).name,
    impact: facts.impact ?? facts.description,
    lastUpdate: updates.last && { at: updates.last.at, text: updates.last.situation },
    ...(isOpen ? await situationOf(ctx, incident) : { tried: [], hypothesis: undefined }),
    unanswered: await unansweredBefore(ctx, incident, page),
    failedWays: trouble.failed.length > 0 ? waysWords(trouble.failed) : undefined,
    delayedWays: delayedWords(trouble.delayed),
    until: page.until,
    next: nextRung(incident, await ctx.ledger.world(), page)?.label,
    passed: page.passed && {
      at: page.passed.at,
      name: (await personName(ctx, page.passed.by)) ?? "Sitrep",
      to: pages[pages.findIndex(({ id }) => id === page.id) + 1]?.label,
    },
    ending,
    shownBy: ending?.how === "acknowledged" && ending.shownBy ? shownWords(ending.shownBy) : undefined,
    isAnsweredHere: ending?.how === "acknowledged" && ending.page === page.id,
    goesOnIn: await goesOnIn(ctx, incident),
    enderName: ending && "by" in ending ? await personName(ctx, ending.by) : undefined,
  };
}

/** The channel of its survivor; into a private one somebody has to let people in. */
async function goesOnIn(ctx: Context, { facts }: Incident): Promise<string | undefined> {
  if (facts.mergedInto === undefined) return undefined;
  const survivor = (await ctx.ledger.incident(facts.mergedInto)).facts;
  return survivor.isPrivate ? undefined : survivor.channel?.id;
}

function delayedWords(ways: readonly WayName[]): string | undefined {
  if (ways.length === 0) return undefined;
  return `${waysWords(ways)} ${ways.length === 1 ? "has" : "have"}`;
}

/** Of an executive group the rung says enough. */
const MOST_NAMES = 3;

/** Who was called for the same before this page and has not answered: by name, or a rung of many by its own. */
async function unansweredBefore(
  ctx: Context,
  incident: Incident,
  { id, at, escalation, ...own }: Page,
): Promise<string[]> {
  const pages = pagesOf(incident, escalation);
  const earlier = pages.slice(
    0,
    pages.findIndex((page) => page.id === id),
  );
  // As it was when the page went out, whenever it is shown.
  const waiting = earlier.filter(({ passed }) => passed === undefined || passed.at > at);
  const called = await Promise.all(
    waiting.map(async (page) => {
      const userIds = calledBy(page).filter((userId) => !calledBy(own).includes(userId));
      if (userIds.length === 0 && page.awaited.length === 0) return [];
      const people = userIds.length > MOST_NAMES ? [] : await ctx.directory.people(userIds);
      return people.length > 0 ? people.map(({ name }) => name) : [page.label];
    }),
  );
  return [...new Set(called.flat())];
}

async function personName(ctx: Context, actor: Actor | undefined): Promise<string | undefined> {
  if (actor === undefined) return undefined;
  const userId = personId(actor);
  return userId === undefined ? undefined : (await ctx.directory.person(userId)).name || actorName(actor);
}
