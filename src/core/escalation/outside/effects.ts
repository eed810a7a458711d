import { type Effect, type EffectTable, PRIORITY } from "../../ledger/index.ts";
import type { escalationEntries } from "../entries.ts";
import type { Escalation } from "../facet.ts";
import { pagesOf } from "../pages.ts";
import { type Act, type pagingEntries, WayName } from "./entries.ts";
import type { WithPaging } from "./facet.ts";

/** Carries a page, its acknowledgement or its end beyond Slack; done at once where the way is not switched on. */
export interface PageOutside {
  readonly page: string;
  readonly way: WayName;
  readonly act: Act;
}
export type PagingEffect = Effect<"page_outside", PageOutside>;

/** A lane for each page and way: a way that fails holds up no other, nor another page of its own. */
function onEachWay(incident: WithPaging, page: string, act: Act): PagingEffect[] {
  if (incident.facts.isDrill || incident.facts.isRetrospective) return [];
  return WayName.options.map((way) => ({
    key: `${incident.id}/page/${page}/${way}/${act}`,
    kind: "page_outside",
    lane: `${incident.id}/page/${page}/${way}`,
    priority: PRIORITY.page,
    data: { page, way, act },
  }));
}

type Seen = Pick<typeof escalationEntries, "paged"> & typeof pagingEntries;

export const pagingEffects: EffectTable<WithPaging, Seen> = {
  paged: ({ data: { page } }, incident) => onEachWay(incident, page, "trigger"),
};

/** Whoever was paged elsewhere is told there that somebody has it, or that it is over. */
export function afterPaging(before: WithPaging, after: WithPaging): PagingEffect[] {
  const isOver = before.facts.isOpen && !after.facts.isOpen;
  return Object.values(after.escalation.raised).flatMap((escalation) => {
    const act = isOver ? "resolve" : actAfter(before.escalation.raised[escalation.id], escalation);
    return act === undefined ? [] : pagesOf(after, escalation.id).flatMap(({ id }) => onEachWay(after, id, act));
  });
}

function actAfter(before: Escalation | undefined, { ending }: Escalation): Act | undefined {
  if (!ending || before?.ending) return undefined;
  if (ending.how === "over") return "resolve";
  const isOver = ending.how === "needless" && (ending.why === "severity" || ending.why === "given_back");
  return isOver ? "resolve" : "acknowledge";
}

/** Whether a way must still be told; a page that was withdrawn has no end to tell of either. */
export function isStillNeeded({ facts, escalation, paging }: WithPaging, { page: id, way, act }: PageOutside): boolean {
  const page = escalation.pages[id];
  if (!page || paging.fates[id]?.[way] === "withdrawn") return false;
  return act !== "trigger" || (facts.isOpen && escalation.raised[page.escalation]?.ending === undefined);
}
