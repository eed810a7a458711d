import type { PublicStatus } from "../../config/policy-stages.ts";
import { type Actor, type FoldTable, personId } from "../ledger/index.ts";
import type { WithRoles } from "../roles/index.ts";
import type { updateEntries, Verbosity } from "./entries.ts";

export interface PostedUpdate {
  readonly key: string;
  readonly at: number;
  readonly by: Actor;
  readonly status: PublicStatus;
  readonly situation: string;
  readonly actionsTaken: string | undefined;
  readonly nextSteps: string | undefined;
  readonly nextUpdateAt: number | undefined;
}

export interface Question {
  readonly round: number;
  readonly channelId: string;
  readonly ts: string;
}

export interface UpdatesFacet {
  readonly last: PostedUpdate | undefined;
  /** What stands again if the last one is taken back. */
  readonly previous: PostedUpdate | undefined;
  /** Keys of updates that were taken back. */
  readonly withdrawn: readonly string[];
  readonly count: number;
  /** Who asked for an update since the last one. */
  readonly requestedBy: readonly string[];
  /** Where the latest request for an update stands; its round is the `count` at which it was asked. */
  readonly question: Question | undefined;
  readonly subscribers: readonly string[];
  readonly verbosity: Verbosity | undefined;
}

export type WithUpdates = WithRoles & { readonly updates: UpdatesFacet };

export const initialUpdates: UpdatesFacet = {
  last: undefined,
  previous: undefined,
  withdrawn: [],
  count: 0,
  requestedBy: [],
  question: undefined,
  subscribers: [],
  verbosity: undefined,
};

const including = (ids: readonly string[], id: string | undefined): readonly string[] =>
  id === undefined || ids.includes(id) ? ids : [...ids, id];

export const foldUpdates: FoldTable<UpdatesFacet, typeof updateEntries> = {
  update_posted: (facet, { at, by, key, data }) => ({
    ...facet,
    previous: facet.last,
    count: facet.count + 1,
    requestedBy: [],
    last: {
      key,
      at,
      by,
      status: data.status,
      situation: data.isNothingNew ? (facet.last?.situation ?? data.text) : data.text,
      actionsTaken: data.isNothingNew ? facet.last?.actionsTaken : data.actionsTaken,
      nextSteps: data.isNothingNew ? facet.last?.nextSteps : data.nextSteps,
      nextUpdateAt: data.nextUpdateAt,
    },
  }),
  update_withdrawn: (facet, { about = "" }) => ({
    ...facet,
    withdrawn: [...facet.withdrawn, about],
    ...(facet.last?.key === about && { last: facet.previous, previous: undefined }),
  }),
  update_requested: (facet, { by }) => ({ ...facet, requestedBy: including(facet.requestedBy, personId(by)) }),
  question_posted: (facet, { data }) => ({ ...facet, question: data }),
  subscribed: (facet, { data }) => ({ ...facet, subscribers: including(facet.subscribers, data.userId) }),
  unsubscribed: (facet, { data }) => ({
    ...facet,
    subscribers: facet.subscribers.filter((id) => id !== data.userId),
  }),
  verbosity_set: (facet, { data }) => ({ ...facet, verbosity: data.verbosity }),
};
