import type { FoldTable } from "../ledger/index.ts";
import type { WithUpdates } from "../updates/index.ts";
import type { PostmortemState, postmortemEntries } from "./entries.ts";

export interface ActionItem {
  readonly id: string;
  readonly text: string;
  readonly ownerId: string | undefined;
  readonly dueAt: number | undefined;
  readonly addedAt: number;
  readonly doneAt: number | undefined;
}

export interface PostmortemFacet {
  readonly state: PostmortemState | undefined;
  readonly draftedAt: number | undefined;
  readonly publishedAt: number | undefined;
  /** What people wrote, by section. */
  readonly sections: Readonly<Record<string, string>>;
  readonly document:
    | { readonly as: "canvas" | "file"; readonly fileId: string; readonly permalink?: string | undefined }
    | undefined;
  readonly actions: Readonly<Record<string, ActionItem>>;
}

export type WithPostmortem = WithUpdates & { readonly postmortem: PostmortemFacet };

export const initialPostmortem: PostmortemFacet = {
  state: undefined,
  draftedAt: undefined,
  publishedAt: undefined,
  sections: {},
  document: undefined,
  actions: {},
};

function changeAction(facet: PostmortemFacet, id: string, change: Partial<ActionItem>): PostmortemFacet {
  const action = facet.actions[id];
  return action ? { ...facet, actions: { ...facet.actions, [id]: { ...action, ...change } } } : facet;
}

export const foldPostmortem: FoldTable<PostmortemFacet, typeof postmortemEntries> = {
  postmortem_drafted: (facet, { at }) => ({ ...facet, state: facet.state ?? "draft", draftedAt: at }),
  section_written: (facet, { data }) => ({ ...facet, sections: { ...facet.sections, [data.section]: data.text } }),
  postmortem_posted: (facet, { data }) => ({ ...facet, document: data }),
  postmortem_moved: (facet, { at, data }) => ({
    ...facet,
    state: data.state,
    publishedAt: data.state === "published" ? at : undefined,
  }),
  action_added: (facet, { at, data }) => ({
    ...facet,
    actions: {
      ...facet.actions,
      [data.id]: {
        id: data.id,
        text: data.text,
        ownerId: data.ownerId,
        dueAt: data.dueAt,
        addedAt: at,
        doneAt: undefined,
      },
    },
  }),
  action_changed: (facet, { data: { id, ...change } }) => changeAction(facet, id, change),
  action_done: (facet, { at, data }) => changeAction(facet, data.id, { doneAt: at }),
  action_reopened: (facet, { data }) => changeAction(facet, data.id, { doneAt: undefined }),
  action_dropped: (facet, { data }) => ({
    ...facet,
    actions: Object.fromEntries(Object.entries(facet.actions).filter(([id]) => id !== data.id)),
  }),
};
