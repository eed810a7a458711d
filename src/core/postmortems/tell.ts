import { mention, type TellTable } from "../ledger/index.ts";
import { actorName as who } from "../timeline/index.ts";
import type { PostmortemState, postmortemEntries } from "./entries.ts";
import { isSection, SECTIONS } from "./outline.ts";

const STATES: Record<PostmortemState, string> = {
  draft: "back to draft",
  in_review: "into review",
  published: "to published",
};

const titleOf = (section: string): string => (isSection(section) ? SECTIONS[section].title : section);

const named = ({ text }: { readonly text?: string | undefined }): string =>
  text ? `the action item “${text}”` : "an action item";

/** How the post-mortem's entries read on a timeline. */
export const tellPostmortem: TellTable<typeof postmortemEntries> = {
  postmortem_drafted: ({ by }) => ({ text: `${who(by)} drafted the post-mortem from the record`, isKey: false }),
  section_written: ({ by, data }) => ({
    text:
      data.text === ""
        ? `${who(by)} gave “${titleOf(data.section)}” in the post-mortem back to the draft`
        : `${who(by)} wrote “${titleOf(data.section)}” in the post-mortem`,
    isKey: false,
  }),
  postmortem_posted: () => undefined,
  postmortem_moved: ({ by, data }) => ({
    text:
      data.state === "published"
        ? `${who(by)} published the post-mortem`
        : `${who(by)} moved the post-mortem ${STATES[data.state]}`,
    isKey: data.state === "published",
  }),
  action_added: ({ by, data }) => ({
    text: `${who(by)} added the action item “${data.text}”${data.ownerId ? ` for ${mention(data.ownerId)}` : ""}`,
    isKey: false,
  }),
  action_changed: ({ by, data }) => ({
    text: data.text ? `${who(by)} changed an action item to “${data.text}”` : `${who(by)} changed an action item`,
    isKey: false,
  }),
  action_done: ({ by, data }) => ({ text: `${who(by)} finished ${named(data)}`, isKey: false }),
  action_reopened: ({ by, data }) => ({ text: `${who(by)} reopened ${named(data)}`, isKey: false }),
  action_dropped: ({ by, data }) => ({ text: `${who(by)} dropped ${named(data)}`, isKey: false }),
};
