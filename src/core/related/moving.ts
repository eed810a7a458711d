import type { Policy } from "../../config/index.ts";
import { carryOnCalls, endCarriedOn } from "../escalation/index.ts";
import type { WithFacts } from "../incidents/index.ts";
import { type Decision, type Entry, type NewEntry, person, type Telling } from "../ledger/index.ts";
import { carriedBy } from "../statuspage/index.ts";
import { type From, isGivenBack, timelineEntries } from "../timeline/index.ts";
import type { WithRelated } from "./facet.ts";
import { peopleOf } from "./workstreams.ts";

/** What people said and marked comes over as it is, under its own name, so that edits, marks and deletions find it. */
const AS_IT_IS: ReadonlySet<string> = new Set([
  "message_said",
  "message_added",
  "message_edited",
  "message_deleted",
  "reaction_added",
  "reaction_removed",
  "note_added",
]);

/** How the merged incident's own room was furnished and its reminders went says nothing in another. */
const STAYS: ReadonlySet<string> = new Set([
  ...["secrets_masked", "person_joined", "person_left", "topic_changed", "channel_renamed", "words_forgotten"],
  ...[
    "channel_opened",
    "people_invited",
    "channel_archived",
    "channel_unarchived",
    "archive_warned",
    "archive_objected",
  ],
  ...["announced", "entitled_found", "update_addressed", "subscribed", "unsubscribed", "verbosity_set"],
  ...["merged_into", "unmerged", "linked", "unlinked", "postmortem_drafted", "postmortem_posted", "postmortem_moved"],
]);

const isAboutTheBot = (kind: string): boolean => kind.startsWith("reminder") || STAYS.has(kind);

export interface MovingParts {
  /** The merged incident. */
  readonly from: WithFacts;
  readonly tell: (entry: Entry) => Telling | undefined;
  /** How entries of slices above come over, where they mean more than their telling; undefined for others, and empty for none. */
  readonly others: (entry: Entry, from: number) => readonly NewEntry[] | undefined;
  readonly policy: Policy;
}

/** An entry of a merged incident as it stands in the survivor: author and time stay, its key names it once and for all. */
export function movedEntry(entry: Entry, parts: MovingParts): readonly NewEntry[] {
  const { from, tell, others, policy } = parts;
  const before = fromOf(entry);
  if (isAboutTheBot(entry.kind) || (before && isGivenBack(from.timeline, before.incidentId))) return [];
  const origin: From = { incidentId: from.id, seq: entry.seq };
  if (AS_IT_IS.has(entry.kind)) return [asItIs(entry, origin, policy)];
  const other = others(entry, from.id);
  if (other) return other;
  const telling = tell(entry);
  if (!telling) return [];
  const key = `from/${from.id}/${entry.key}`;
  const { kind, by, at } = entry;
  const data = { from: origin, kind, text: telling.text, isKey: telling.isKey };
  return [{ kind: "entry_moved", by, at, key, data }];
}

function asItIs({ kind, by, at, key, about, data, isRedacted }: Entry, from: From, policy: Policy): NewEntry {
  const drops = kind === "message_deleted" && policy.messages.deletedText === "drop" ? about : undefined;
  const redacts = isRedacted ? key : drops;
  // Words that were removed stand as none: what they were is known nowhere any more.
  const moved = { ...(isRedacted && { text: "" }), ...objectOf(data), from };
  return { kind, by, at, key, data: moved, ...(about && { about }), ...(redacts && { redacts }) };
}

const Moved = timelineEntries.note_added.pick({ from: true }).catch({});

/** Where an entry stood that came from a merged incident; undefined for what was said here. */
export const fromOf = ({ data }: Entry): From | undefined => Moved.parse(data).from;

const objectOf = (data: unknown): object => (typeof data === "object" && data !== null ? data : {});

/** The survivor takes note of what was merged in, once for each merging, before its entries come. */
export const takeIn =
  (loser: WithRelated, by: string | undefined): Decision<WithRelated> =>
  (incident, world) => {
    const { timeline, updates } = incident;
    const known = timeline.takenIn[loser.id];
    if (known && !known.isGivenBack) return [];
    const { facts } = loser;
    const data = {
      incidentId: loser.id,
      title: facts.title,
      userIds: peopleOf(loser),
      ...(facts.channel && { channelId: facts.channel.id }),
    };
    const waiting = loser.updates.subscribers.filter((userId) => !updates.subscribers.includes(userId));
    const actor = by === undefined ? "sitrep" : person(by);
    return [
      { kind: "incident_taken_in", by: actor, data },
      ...customersOf(loser),
      ...waiting.map((userId) => ({ kind: "subscribed", by: person(userId), data: { userId } })),
      ...carryOnCalls(loser)(incident, world),
    ];
  };

/** Whoever was told of it hears from the survivor how it goes on and ends. */
function customersOf(loser: WithRelated): NewEntry[] {
  const { customers } = loser.notices;
  if (!customers) return [];
  const { status, services, at: toldAt } = customers;
  const knownAs = [loser.id, ...carriedBy(loser)];
  const data = { incidentId: loser.id, status, services, toldAt, knownAs };
  return [{ kind: "customers_taken_in", by: "sitrep", data }];
}

/** What came from it no longer counts. */
export const giveBack =
  (incidentId: number, by: Entry["by"]): Decision<WithRelated> =>
  (incident, world) => {
    const known = incident.timeline.takenIn[incidentId];
    if (!known || known.isGivenBack) return [];
    const data = { incidentId, ...(known.channelId && { channelId: known.channelId }) };
    return [{ kind: "incident_given_back", by, data }, ...endCarriedOn(incidentId)(incident, world)];
  };

/** Into which incident everything went in the end; of a circle that two mergings at once made, the one with the lowest number. */
export async function survivorOf(
  incidentId: number,
  mergedInto: (incidentId: number) => Promise<number | undefined>,
): Promise<number> {
  const path = [incidentId];
  for (let id = incidentId; ; ) {
    const next = await mergedInto(id);
    if (next === undefined) return id;
    if (path.includes(next)) return Math.min(...path.slice(path.indexOf(next)));
    path.push(next);
    id = next;
  }
}
