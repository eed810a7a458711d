import { ConflictError } from "../../lib/errors.ts";
import { declare, type NewIncidentEntry } from "../incidents/index.ts";
import { type Decision, type Entry, type NewEntry, person, type Telling } from "../ledger/index.ts";
import { holderOf, type NewRoleEntry } from "../roles/index.ts";
import type { NewTimelineEntry } from "../timeline/index.ts";
import type { WithRelated, Workstream } from "./facet.ts";

export interface SplitInput {
  readonly userId: string;
  readonly title: string;
  readonly leadId: string | undefined;
  readonly parent: WithRelated;
}

/** A part of the work becomes an incident of its own: it is as bad, as private and about the same services as the whole. */
export const split =
  ({
    userId,
    title,
    leadId,
    parent,
  }: SplitInput): Decision<WithRelated, NewIncidentEntry | NewTimelineEntry | NewRoleEntry> =>
  (incident, world) => {
    const { facts } = parent;
    if (!facts.isOpen) throw new ConflictError(`#${parent.id} is over, so there is no work to split off.`);
    if (facts.parentId !== undefined) {
      throw new ConflictError(`#${parent.id} is itself a workstream of #${facts.parentId}; split that one.`);
    }
    const { severity, category, services, isPrivate, isDrill } = facts;
    const of = { severity, category, services, isPrivate, isDrill };
    const declared = declare({ userId, title, via: "split", parentId: parent.id, ...of })(incident, world);
    if (leadId === undefined) return declared;
    const how = leadId === userId ? "claimed" : "assigned";
    return [...declared, { kind: "role_taken", by: person(userId), data: { role: "commander", userId: leadId, how } }];
  };

/** Turns of a workstream that the whole hears of; the first ones in its channel too, the others on its timeline. */
export const TOLD_ALOUD: readonly string[] = ["update_posted", "resolved", "reopened", "cancelled", "merged_into"];
export const TOLD: readonly string[] = [
  ...TOLD_ALOUD,
  "severity_changed",
  "stage_changed",
  "title_changed",
  "role_taken",
  "unmerged",
  "update_withdrawn",
];

/** How it stands with a workstream. */
export function workstreamOf(incident: WithRelated): Workstream {
  const { id, facts } = incident;
  const ended = facts.mergedInto !== undefined ? "merged" : "cancelled";
  return {
    incidentId: id,
    title: facts.title,
    isOpen: facts.isOpen,
    stage: facts.isCancelled ? ended : facts.stage,
    leadId: holderOf(incident, "commander"),
  };
}

/** The entry of the whole for one of its workstream. */
export function toldEntry(incident: WithRelated, entry: Entry, telling: Telling): NewEntry {
  const { leadId, ...state } = workstreamOf(incident);
  const { kind, seq, by, at } = entry;
  const data = {
    ...state,
    kind,
    seq,
    text: entry.isRedacted ? "" : telling.text,
    isKey: telling.isKey,
    ...(leadId && { leadId }),
  };
  return { kind: "workstream_told", by, at, key: `workstream/${incident.id}/${entry.key}`, data };
}

/** The entry with which a workstream begins for the whole. */
export function openedEntry(incident: WithRelated): NewEntry {
  const { leadId, incidentId, title } = workstreamOf(incident);
  const by = incident.facts.declaredBy;
  const key = `workstream/${incident.id}/opened`;
  return { kind: "workstream_opened", by, key, data: { incidentId, title, ...(leadId && { leadId }) } };
}

export const openWorkstreams = ({ related }: WithRelated): Workstream[] =>
  Object.values(related.workstreams).filter(({ isOpen }) => isOpen);

/** Everybody who is in an incident: who came, and who was let in, of whose coming Slack may tell long after it. */
export const peopleOf = ({ facts, timeline }: WithRelated): string[] => [
  ...new Set([...facts.invited, ...timeline.members]),
];
