import type { incidentEntries } from "../incidents/index.ts";
import type { FoldTable } from "../ledger/index.ts";
import type { WithRelated } from "../related/index.ts";
import type { timelineEntries } from "../timeline/index.ts";
import type { PostmortemState, postmortemEntries } from "./entries.ts";

export interface ActionItem {
  readonly id: string;
  readonly text: string;
  readonly ownerId: string | undefined;
  readonly dueAt: number | undefined;
  readonly addedAt: number;
  readonly doneAt: number | undefined;
  /** The key of the message whose mark it came from. */
  readonly from: string | undefined;
  /** A person changed it, so that it no longer goes with its mark. */
  readonly isTouched: boolean;
}

export interface PostmortemDocument {
  readonly as: "canvas" | "file" | "messages";
  readonly fileId: string;
  readonly permalink?: string | undefined;
  readonly postedAt: number;
}

export interface PostmortemFacet {
  readonly state: PostmortemState | undefined;
  readonly draftedAt: number | undefined;
  readonly publishedAt: number | undefined;
  /** When the incident was resolved and no draft followed yet. */
  readonly awaitedSince: number | undefined;
  /** What people wrote, by section. */
  readonly sections: Readonly<Record<string, string>>;
  readonly document: PostmortemDocument | undefined;
  readonly actions: Readonly<Record<string, ActionItem>>;
  /** Action items of a merged incident whose merging was taken back, by its number, in case it is merged again. */
  readonly givenBack?: Readonly<Record<string, PostmortemFacet["actions"]>>;
}

export type WithPostmortem = WithRelated & { readonly postmortem: PostmortemFacet };

export const initialPostmortem: PostmortemFacet = {
  state: undefined,
  draftedAt: undefined,
  publishedAt: undefined,
  awaitedSince: undefined,
  sections: {},
  document: undefined,
  actions: {},
};

type Seen = typeof postmortemEntries &
  Pick<typeof incidentEntries, "resolved" | "reopened" | "cancelled"> &
  Pick<typeof timelineEntries, "incident_taken_in" | "incident_given_back">;

function changeAction(facet: PostmortemFacet, id: string, change: Partial<ActionItem>): PostmortemFacet {
  const action = facet.actions[id];
  if (!action) return facet;
  return { ...facet, actions: { ...facet.actions, [id]: { ...action, ...change, isTouched: true } } };
}

const withAction = (
  facet: PostmortemFacet,
  action: Pick<ActionItem, "id" | "text" | "addedAt"> & Partial<ActionItem>,
): PostmortemFacet => ({
  ...facet,
  actions: {
    ...facet.actions,
    [action.id]: {
      ownerId: undefined,
      dueAt: undefined,
      doneAt: undefined,
      from: undefined,
      isTouched: false,
      ...action,
    },
  },
});

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

const isKnown = (facet: PostmortemFacet, text: string): boolean =>
  Object.values(facet.actions).some((action) => action.text === text);

export const foldPostmortem: FoldTable<PostmortemFacet, Seen> = {
  resolved: (facet, { at, seq, data }) =>
    data.followUps
      .map((text, index) => ({ id: `r${seq}-${index + 1}`, text: text.trim(), addedAt: at }))
      .filter(({ text }) => text !== "")
      .reduce<PostmortemFacet>((known, action) => (isKnown(known, action.text) ? known : withAction(known, action)), {
        ...facet,
        awaitedSince: at,
      }),
  reopened: (facet) => ({ ...facet, awaitedSince: undefined }),
  cancelled: (facet) => ({ ...facet, awaitedSince: undefined }),
  postmortem_drafted: (facet, { at }) => ({
    ...facet,
    state: facet.state === "in_review" ? "in_review" : "draft",
    draftedAt: at,
    publishedAt: undefined,
    awaitedSince: undefined,
  }),
  section_written: (facet, { data }) => ({
    ...facet,
    sections:
      data.text === "" ? without(facet.sections, data.section) : { ...facet.sections, [data.section]: data.text },
  }),
  postmortem_posted: (facet, { at, data }) => ({ ...facet, document: { ...data, postedAt: at } }),
  postmortem_moved: (facet, { at, data }) => ({
    ...facet,
    state: data.state,
    publishedAt: data.state === "published" ? at : undefined,
  }),
  action_added: (facet, { at, data }) => withAction(facet, { ...data, addedAt: at }),
  action_changed: (facet, { data: { id, text, ownerId, dueAt } }) =>
    changeAction(facet, id, {
      ...(text !== undefined && { text }),
      ...(ownerId !== undefined && { ownerId: ownerId ?? undefined }),
      ...(dueAt !== undefined && { dueAt: dueAt ?? undefined }),
    }),
  action_done: (facet, { at, data }) => changeAction(facet, data.id, { doneAt: at }),
  action_reopened: (facet, { data }) => changeAction(facet, data.id, { doneAt: undefined }),
  incident_given_back: (facet, { data: { incidentId, channelId } }) => {
    const cameFrom = ([id, { from }]: readonly [string, ActionItem]) =>
      id.startsWith(`m${incidentId}-`) ||
      (channelId !== undefined && from?.startsWith(`message/${channelId}/`) === true);
    const [theirs, own] = [true, false].map((isTheirs) =>
      Object.fromEntries(Object.entries(facet.actions).filter((item) => cameFrom(item) === isTheirs)),
    );
    return { ...facet, actions: own ?? {}, givenBack: { ...facet.givenBack, [incidentId]: theirs ?? {} } };
  },
  incident_taken_in: (facet, { data }) => {
    const theirs = facet.givenBack?.[data.incidentId];
    return theirs ? { ...facet, actions: { ...facet.actions, ...theirs } } : facet;
  },
  action_dropped: (facet, { data }) => ({ ...facet, actions: without(facet.actions, data.id) }),
};
