import { mention, personId, type TellTable } from "../ledger/index.ts";
import type { incidentEntries, Moment } from "./entries.ts";
import { spokenSeverity } from "./severity.ts";

const because = (why: string | undefined): string => (why ? `: ${why}` : "");
const listed = (names: readonly string[]): string => (names.length > 0 ? names.join(", ") : "none");
const spoken = (id: string): string => (id === "postmortem" ? "post-mortem" : id.replaceAll("_", " "));
const skipping = (skipped: readonly string[]): string =>
  skipped.length > 0 ? ` (skipped: ${skipped.map(spoken).join(", ")})` : "";

const MOMENT_WORDS: Record<Moment, string> = {
  started: "start",
  detected: "detection",
  declared: "declaration",
  acknowledged: "acknowledgement",
  identified: "finding of the cause",
  mitigated: "mitigation",
  resolved: "resolution",
  closed: "closing",
};

const iso = (ms: number | undefined): string =>
  ms === undefined ? "unknown" : `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** How what happens to an incident reads on its timeline. */
export const tellIncident: TellTable<typeof incidentEntries> = {
  declared: ({ data }) => {
    const kind = data.isDrill ? "Drill declared" : "Declared";
    const after = data.isRetrospective ? " after the fact" : "";
    return { text: `${kind}${after} as ${spokenSeverity(data.severity)}: ${data.title}`, isKey: true };
  },
  title_changed: ({ data }) => ({ text: `Title changed from “${data.before}” to “${data.title}”`, isKey: false }),
  severity_changed: ({ data }) => {
    const [before, after] = [spokenSeverity(data.before), spokenSeverity(data.severity)];
    return { text: `Severity changed from ${before} to ${after}${because(data.text)}`, isKey: true };
  },
  category_changed: ({ data }) => ({
    text: data.before ? `Category changed from ${data.before} to ${data.category}` : `Category set to ${data.category}`,
    isKey: false,
  }),
  services_changed: ({ data }) => ({
    text: `Services changed from ${listed(data.before)} to ${listed(data.services)}`,
    isKey: false,
  }),
  description_changed: ({ data }) => ({
    text: data.text ? `Description changed: ${data.text}` : "Description taken away",
    isKey: false,
  }),
  impact_changed: ({ data }) => ({
    text: data.text ? `Impact: ${data.text}` : "Impact taken away",
    isKey: data.text !== "",
  }),
  time_corrected: ({ data }) => ({
    text: `Time of ${MOMENT_WORDS[data.moment]} corrected from ${iso(data.before)} to ${iso(data.time)}`,
    isKey: false,
  }),
  acknowledged: ({ by }) => {
    const who = personId(by);
    return { text: who ? `Acknowledged by ${mention(who)}` : "Acknowledged", isKey: true };
  },
  criterion_ticked: ({ data }) => ({
    text: `${data.isMet ? "Ticked" : "Tick taken away"}: ${spoken(data.criterion)}`,
    isKey: false,
  }),
  stage_changed: ({ data }) => ({
    text: `Moved from ${spoken(data.before)} to ${spoken(data.stage)}${skipping(data.skipped)}`,
    isKey: true,
  }),
  resolved: ({ data }) => ({ text: `Resolved: ${data.fix}${skipping(data.skipped)}`, isKey: true }),
  reopened: ({ data }) => ({ text: `Reopened${because(data.text)}`, isKey: true }),
  cancelled: ({ data }) => ({ text: `Cancelled${because(data.text)}`, isKey: true }),
  closed: ({ data }) => ({ text: `Closed${skipping(data.skipped)}`, isKey: true }),
  channel_opened: ({ data }) => ({ text: `Channel #${data.name} opened`, isKey: false }),
  channel_refused: ({ data }) => ({ text: `Slack would not open a channel (${data.reason})`, isKey: true }),
  people_invited: ({ data }) => {
    const invited = data.userIds.length > 0 ? [`Invited ${data.userIds.map(mention).join(", ")}`] : [];
    const failed = data.failed.map(({ userId, why }) => `${mention(userId)} could not be invited (${why})`);
    return { text: [...invited, ...failed].join("; ") || "Nobody had to be invited", isKey: false };
  },
  archive_warned: () => ({ text: "Told that the channel is going to be archived", isKey: false }),
  archive_objected: () => ({ text: "Wanted the channel kept", isKey: false }),
  archive_due: () => undefined,
  channel_archived: ({ data }) => ({
    text: data.byHand ? "Channel archived by hand" : "Channel archived",
    isKey: false,
  }),
  channel_unarchived: () => ({ text: "Channel brought back from the archive", isKey: false }),
};
