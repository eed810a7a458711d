import { andList } from "../../lib/lists.ts";
import { type Actor, mention, personId, type Telling, type TellTable } from "../ledger/index.ts";
import { actorName } from "../timeline/index.ts";
import type { ExhaustedWhy, escalationEntries, Needless, ShownBy, SkippedWhy } from "./entries.ts";

const key = (text: string): Telling => ({ text, isKey: true });
const quiet = (text: string): Telling => ({ text, isKey: false });

/** The label of a page to people who were named. */
export const BY_NAME = "Called by name";

const SKIPPED: Record<SkippedWhy, string> = {
  nobody: "there is nobody to call",
  at_work: "whoever would be called is on it already",
  paged_already: "whoever would be called was paged already",
};

const NEEDLESS: Record<Needless, string> = {
  acknowledged: "took it up",
  commander: "took command",
  severity: "the severity went down",
  given_back: "the merging was taken back",
};

/** Why a call is over, with who came: “Dana took command”. */
export const needlessWords = (why: Needless, name: string): string =>
  why === "severity" || why === "given_back" ? NEEDLESS[why] : `${name} ${NEEDLESS[why]}`;

const EXHAUSTED: Record<ExhaustedWhy, Telling> = {
  unanswered: key("Everybody on the ladder who can be called was called, and nobody has taken it"),
  at_work: quiet("Nobody else was called: whoever stands on the ladder is on it already"),
  nobody: key("Nobody was called: nobody stands on the ladder now"),
};

const SHOWN: Record<ShownBy, string> = {
  words: "wrote in the channel",
  note: "added a note",
  mark: "marked a message",
  update: "posted an update",
  notice: "sent a notice",
  role: "gave or took a role",
  approval: "decided an approval",
  work: "worked on the incident",
};

/** What somebody did, as it stands behind their name. */
export const shownWords = (shownBy: ShownBy): string => SHOWN[shownBy];

const asked = (by: Actor): string => (personId(by) === undefined ? "Escalated" : `${actorName(by)} escalated`);

export const tellEscalation: TellTable<typeof escalationEntries> = {
  escalation_raised: ({ by, data: { how, reason, evidence, trigger, round, from } }) => {
    const again = round === undefined ? "" : `. Nobody had answered, so the ladder begins again (round ${round})`;
    if (from !== undefined) return quiet(`The ladder goes on for a page: ${reason}${again}`);
    if (how === "person") return quiet(`${actorName(by)} asked for a page: ${reason}`);
    const why = evidence ? `${reason} (${evidence})` : reason;
    return key(`${asked(by)}${trigger ? ` by rule “${trigger.replaceAll("_", " ")}”` : ""}: ${why}${again}`);
  },
  paged: ({ data: { label, userIds, userGroups, isLate } }) => {
    const groups = userGroups.length === 1 ? "a user group" : `${userGroups.length} user groups`;
    const whom = andList([...userIds.map(mention), ...(userGroups.length > 0 ? [groups] : [])]);
    const since = isLate ? ` (on this rung only since it was called)` : "";
    return key(label === BY_NAME ? `${label}: ${whom}` : `${label} called: ${whom}${since}`);
  },
  rung_skipped: ({ data }) => quiet(`${data.label} passed over: ${SKIPPED[data.why]}`),
  group_found: ({ data: { userIds, why } }) =>
    userIds.length > 0
      ? quiet(`In the user group that was called: ${andList(userIds.map(mention))}`)
      : quiet(`Nobody of the user group could be called${why ? ` (${why})` : ""}`),
  page_unreachable: ({ data }) => quiet(`${mention(data.userId)} cannot be paged in Slack (${data.why})`),
  page_acknowledged: ({ by, data: { shownBy } }) =>
    key(
      shownBy
        ? `${actorName(by)} ${shownWords(shownBy)}, which acknowledges the page`
        : `${actorName(by)} acknowledged the page`,
    ),
  page_passed: ({ by }) => key(`${actorName(by)} passed the page on`),
  ladder_exhausted: ({ data: { why = "unanswered" } }) => EXHAUSTED[why],
  escalation_ended: ({ by, data: { why } }) =>
    quiet(`Nobody else is called: ${needlessWords(why, personId(by) === undefined ? "somebody" : actorName(by))}`),
  ladder_spared: () => quiet("Nobody is called for the graver severity: people are on it already"),
};
