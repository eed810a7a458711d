import type { WithPaging } from "../escalation/index.ts";
import type { incidentEntries } from "../incidents/index.ts";
import type { FoldTable } from "../ledger/index.ts";
import type { roleEntries } from "../roles/index.ts";
import type { WithStatuspage } from "../statuspage/index.ts";
import type { timelineEntries } from "../timeline/index.ts";
import type { updateEntries } from "../updates/index.ts";
import type { relatedEntries } from "./entries.ts";
import { after, begun, endedBy, type Undoable } from "./undoable.ts";

export interface LinkedIncident {
  readonly incidentId: number;
  readonly text: string | undefined;
}

export interface Workstream {
  readonly incidentId: number;
  readonly title: string;
  readonly isOpen: boolean;
  /** The stage by id, or how it ended. */
  readonly stage: string;
  readonly leadId: string | undefined;
}

interface Place {
  readonly channelId: string;
  readonly ts: string;
}

export interface RelatedFacet {
  /** By number, as all records here. */
  readonly links: Readonly<Record<string, LinkedIncident>>;
  readonly workstreams: Readonly<Record<string, Workstream>>;
  readonly pointer: Place | undefined;
  readonly takenInPosts: Readonly<Record<string, Place>>;
  /** What can be taken back by a button, oldest first. */
  readonly undoable: readonly Undoable[];
}

export type WithRelated = WithStatuspage & WithPaging & { readonly related: RelatedFacet };

export const initialRelated: RelatedFacet = {
  links: {},
  workstreams: {},
  pointer: undefined,
  takenInPosts: {},
  undoable: [],
};

/** Kinds that can be taken back, and those that build on them. */
type Acts = Pick<
  typeof incidentEntries,
  | "declared"
  | "severity_changed"
  | "acknowledged"
  | "stage_changed"
  | "resolved"
  | "cancelled"
  | "merged_into"
  | "unmerged"
> &
  Pick<typeof timelineEntries, "message_said"> &
  Pick<typeof roleEntries, "role_taken"> &
  Pick<typeof updateEntries, "update_posted" | "update_withdrawn">;

type Seen = typeof relatedEntries & Acts;

type ActEntry = Parameters<typeof begun>[0];

/** Ends what this act builds on, and begins what it lets be taken back. */
function acted(facet: RelatedFacet, entry: ActEntry): RelatedFacet {
  const { undoable } = facet;
  const left = undoable.filter((each) => !endedBy(each, entry)).map((each) => after(each, entry));
  const fresh = begun(entry);
  const isSame = left.length === undoable.length && left.every((each, index) => each === undoable[index]);
  return fresh.length === 0 && isSame ? facet : { ...facet, undoable: [...left, ...fresh] };
}

function without<T>(record: Readonly<Record<string, T>>, key: number): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== String(key)));
}

export const foldRelated: FoldTable<RelatedFacet, Seen> = {
  declared: acted,
  severity_changed: acted,
  acknowledged: acted,
  stage_changed: acted,
  resolved: acted,
  cancelled: acted,
  merged_into: acted,
  unmerged: acted,
  message_said: acted,
  role_taken: acted,
  update_posted: acted,
  update_withdrawn: acted,
  linked: (facet, { data: { incidentId, text } }) => ({
    ...facet,
    links: { ...facet.links, [incidentId]: { incidentId, text } },
  }),
  unlinked: (facet, { data }) => ({ ...facet, links: without(facet.links, data.incidentId) }),
  workstream_opened: (facet, { data: { incidentId, title, leadId } }) => ({
    ...facet,
    workstreams: {
      ...facet.workstreams,
      [incidentId]: { incidentId, title, isOpen: true, stage: "detection", leadId },
    },
  }),
  workstream_told: (facet, { data: { incidentId, title, isOpen, stage, leadId } }) => ({
    ...facet,
    workstreams: { ...facet.workstreams, [incidentId]: { incidentId, title, isOpen, stage, leadId } },
  }),
  pointer_posted: (facet, { data }) => ({ ...facet, pointer: data }),
  taken_in_posted: (facet, { data: { incidentId, channelId, ts } }) => ({
    ...facet,
    takenInPosts: { ...facet.takenInPosts, [incidentId]: { channelId, ts } },
  }),
  undo_over: (facet, { data }) => ({
    ...facet,
    undoable: facet.undoable.filter(({ seq }) => !data.seqs.includes(seq)),
  }),
};
