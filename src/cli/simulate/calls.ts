import { acknowledgePage, escalate, type Page, pagePeople, passPage } from "../../core/escalation/index.ts";
import { type Decision, type Entry, type NewEntry, personId } from "../../core/ledger/index.ts";
import type { Incident } from "../../core/product.ts";

/** What came of calling people; a replay calls by its own policy. */
const MADE_ANEW: readonly string[] = [
  "escalation_raised",
  "paged",
  "rung_skipped",
  "ladder_exhausted",
  "ladder_spared",
  "escalation_ended",
  "group_found",
  "page_acknowledged",
  "page_passed",
  "trigger_fired",
  "sign_seen",
  "owner_asked",
];

/** Whether an entry is no fact of its own, but follows from the policy of its time or from pages that went out by it. */
export const isOfCalls = ({ kind, about }: Entry): boolean =>
  MADE_ANEW.includes(kind) || (kind === "acknowledged" && about !== undefined);

/** Entries of these kinds were checked when they were stored. */
const asRaised = ({ data }: Entry) => data as { id: string; how: string; reason: string; needs?: string };
const asPaged = ({ data }: Entry) =>
  data as { escalation: string; label: string; userIds: string[]; userGroups?: string[]; rotations?: string[] };

/** People do what they did: who asked asks, and who answered a page answers one that calls them, or whichever is open. */
export function doneAnew(
  entry: Entry,
  incident: Incident,
  entries: readonly Entry[],
): Decision<Incident, NewEntry> | undefined {
  const userId = personId(entry.by);
  if (userId === undefined) return undefined;
  switch (entry.kind) {
    case "escalation_raised":
      return asked(entry, userId, entries);
    case "page_acknowledged":
      // It follows anew from what they did.
      if (entry.about !== undefined) return undefined;
      return answered(incident, userId, acknowledgePage, () => true);
    case "page_passed":
      return answered(incident, userId, passPage, (page) => calls(page, userId));
    default:
      return undefined;
  }
}

function asked(entry: Entry, userId: string, entries: readonly Entry[]): Decision<Incident, NewEntry> | undefined {
  const { id, how, reason: why, needs } = asRaised(entry);
  if (how === "hand") return escalate({ userId, why, needs });
  const first = entries.find((other) => other.kind === "paged" && asPaged(other).escalation === id);
  if (how !== "person" || !first) return undefined;
  const { label, userIds, userGroups = [], rotations = [] } = asPaged(first);
  return pagePeople({ userId, why, needs, to: { label, userIds, userGroups, rotations } });
}

const calls = ({ calls: each }: Page, userId: string): boolean => each.some(({ userIds }) => userIds.includes(userId));

function answered(
  { escalation }: Incident,
  userId: string,
  decide: typeof acknowledgePage | typeof passPage,
  isMeant: (page: Page) => boolean,
): Decision<Incident, NewEntry> | undefined {
  const open = Object.values(escalation.pages).filter(({ escalation: id }) => !escalation.raised[id]?.ending);
  const page = open.findLast((each) => calls(each, userId)) ?? open.findLast(isMeant);
  return page && decide({ userId, page: page.id });
}
