import { type approvalEntries, approvals } from "./approvals/index.ts";
import {
  escalation,
  type escalationEntries,
  paging,
  type pagingEntries,
  type triggerEntries,
  triggers,
} from "./escalation/index.ts";
import { home } from "./home/index.ts";
import { type incidentEntries, incidents, standingOf, type WithFacts } from "./incidents/index.ts";
import { type AnySlice, type Columns, HOUSE, joinSlices, type Product, projectionOf } from "./ledger/index.ts";
import { type noticeEntries, notices } from "./notices/index.ts";
import { oncall } from "./oncall/index.ts";
import { type postmortemEntries, postmortems } from "./postmortems/index.ts";
import { related, type relatedEntries } from "./related/index.ts";
import { reminders } from "./reminders/index.ts";
import { type roleEntries, roles } from "./roles/index.ts";
import { statuspage, type statuspageEntries, type WithStatuspage } from "./statuspage/index.ts";
import { summary, type WithSummary } from "./summary/index.ts";
import { timeline, type timelineEntries } from "./timeline/index.ts";
import { type updateEntries, updates } from "./updates/index.ts";

/** An incident with everything that all slices know of it. */
export type Incident = WithSummary & WithStatuspage;

/** Who listens to what happens: lowest first, each built on those before it. */
const slices: readonly AnySlice[] = [
  timeline,
  oncall,
  incidents,
  roles,
  updates,
  approvals,
  escalation,
  triggers,
  paging,
  notices,
  statuspage,
  related,
  postmortems,
  reminders,
  summary,
  home,
];

export const product: Product<Incident> = joinSlices<Incident>(slices);

/** Raise the number when a fold makes something else of entries that were written before: incidents are then folded anew. */
export const PROJECTION = projectionOf(product, 7);

type Kind = keyof (typeof timelineEntries &
  typeof incidentEntries &
  typeof roleEntries &
  typeof updateEntries &
  typeof approvalEntries &
  typeof escalationEntries &
  typeof triggerEntries &
  typeof pagingEntries &
  typeof noticeEntries &
  typeof statuspageEntries &
  typeof relatedEntries &
  typeof postmortemEntries);

/** Kinds that may be key entries by themselves: a short timeline does not even read the many between them. */
export const KEY_KINDS: readonly string[] = [
  "message_added",
  "note_added",
  "deed_failed",
  "statuspage_failed",
  "declared",
  "severity_changed",
  "impact_changed",
  "impact_assessed",
  "acknowledged",
  "stage_changed",
  "resolved",
  "reopened",
  "cancelled",
  "merged_into",
  "unmerged",
  "made_real",
  "closed",
  "channel_refused",
  "role_taken",
  "role_released",
  "update_posted",
  "update_withdrawn",
  "approval_decided",
  "escalation_raised",
  "paged",
  "page_acknowledged",
  "page_passed",
  "ladder_exhausted",
  "trigger_fired",
  "trigger_answered",
  "page_failed",
  "page_delayed",
  "notice_sent",
  "incident_taken_in",
  "incident_given_back",
  "entry_moved",
  "workstream_opened",
  "workstream_told",
  "postmortem_moved",
] satisfies readonly Kind[];

/** What lists and searches ask for, read off an incident. The house's own record is none, and nobody is shown it. */
export function columnsOf(incident: Incident): Columns {
  const { facts } = incident;
  const isHouse = incident.id === HOUSE;
  return {
    title: asUtf8(facts.title),
    severity: facts.severity,
    status: facts.mergedInto === undefined ? facts.stage : standingOf(facts),
    isPrivate: isHouse || facts.isPrivate,
    isOpen: !isHouse && facts.isOpen,
    channelId: facts.channel?.id ?? null,
    viewers: JSON.stringify(viewersOf(incident)),
    declaredAt: facts.times.declared ?? 0,
    resolvedAt: facts.times.resolved ?? null,
  };
}

/** As a file keeps text: half an emoji, in which cut words may end, becomes the sign for what is missing. */
const asUtf8 = (text: string): string => Buffer.from(text).toString();

/** Who may see the incident when it is private: those who were let in and did not leave. */
export const viewersOf = ({ facts, timeline }: WithFacts): string[] =>
  [...new Set([...facts.invited, ...timeline.members])].sort();

/** Whether a person may know of the incident at all. */
export const isVisibleTo = (incident: WithFacts, userId: string): boolean =>
  !incident.facts.isPrivate || viewersOf(incident).includes(userId);
