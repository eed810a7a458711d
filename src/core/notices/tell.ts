import { andList } from "../../lib/lists.ts";
import { mention, type TellTable } from "../ledger/index.ts";
import { actorName } from "../timeline/index.ts";
import type { Notice, noticeEntries } from "./entries.ts";

const GONE = "(text removed)";

/** Where a notice went, in words; what went nowhere was copied by hand. */
function destinationWords({ channels, people, userGroups }: Notice): string | undefined {
  const groups = userGroups.length === 1 ? "a user group" : `${userGroups.length} user groups`;
  const to = [
    ...channels.map((channel) => `#${channel}`),
    ...people.map(mention),
    ...(userGroups.length > 0 ? [groups] : []),
  ];
  return to.length > 0 ? andList(to) : undefined;
}

function overruledWords({ overruled }: Notice): string {
  if (overruled.length === 0) return "";
  return `\nSent as it is although the check named ${andList(overruled.map(({ words }) => `“${words}”`))}`;
}

export const tellNotices: TellTable<typeof noticeEntries> = {
  notice_sent: ({ by, data, isRedacted }) => {
    const to = destinationWords(data);
    const words = isRedacted ? GONE : [data.headline, data.text].filter(Boolean).join("\n") + overruledWords(data);
    const sent = to === undefined ? "released" : "sent";
    return { text: `${actorName(by)} ${sent} “${data.title}”${to ? ` to ${to}` : ""}: ${words}`, isKey: true };
  },
  notice_addressed: ({ data }) => ({ text: `Notice sent to ${andList(data.userIds.map(mention))}`, isKey: false }),
  customers_taken_in: () => undefined,
  notice_offered: () => undefined,
};
