import { mention, type TellTable } from "../ledger/index.ts";
import { actorName } from "../timeline/index.ts";
import type { Notice, noticeEntries } from "./entries.ts";

const GONE = "(text removed)";

const WHY = {
  replaced: "replaced by a newer text",
  refused: "not approved",
  expired: "not approved in time",
  taken_back: "taken back",
} as const;

const words = (isRedacted: boolean, { headline, text }: Notice): string =>
  isRedacted ? GONE : [headline, text].filter(Boolean).join("\n");

/** Where a notice went, in words; what went nowhere was copied by hand. */
function destination({ channels, people, userGroups }: Notice): string {
  const groups = userGroups.length === 1 ? "a user group" : `${userGroups.length} user groups`;
  const to = [
    ...channels.map((channel) => `#${channel}`),
    ...people.map(mention),
    ...(userGroups.length > 0 ? [groups] : []),
  ];
  return to.length > 0 ? ` to ${to.join(", ")}` : "";
}

function overruled({ overruled: found }: Notice): string {
  return found.length === 0
    ? ""
    : `\nSent although the check named: ${found.map(({ words: each }) => `“${each}”`).join(", ")}`;
}

export const tellNotices: TellTable<typeof noticeEntries> = {
  notice_submitted: ({ by, data, isRedacted }) => ({
    text: `${actorName(by)} wrote “${data.title}”, which waits for an approval: ${words(isRedacted, data)}`,
    isKey: false,
  }),
  notice_sent: ({ by, data, isRedacted }) => ({
    text: `${actorName(by)} sent “${data.title}”${destination(data)}: ${words(isRedacted, data)}${isRedacted ? "" : overruled(data)}`,
    isKey: true,
  }),
  notice_withdrawn: ({ data }) => ({ text: `A notice was not sent: ${WHY[data.why]}`, isKey: false }),
  notice_addressed: () => undefined,
  notice_offered: () => undefined,
};
