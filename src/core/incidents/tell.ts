import { mention, type Telling, type TellTable } from "../ledger/index.ts";
import { actorName } from "../timeline/index.ts";
import type { incidentEntries, Moment } from "./entries.ts";
import { spokenSeverity } from "./severity.ts";

const quiet = (text: string): Telling => ({ text, isKey: false });
const key = (text: string): Telling => ({ text, isKey: true });

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

const utc = (ms: number | undefined): string =>
  ms === undefined ? "unknown" : `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** How what happens to an incident reads on its timeline. */
export const tellIncident: TellTable<typeof incidentEntries> = {
  declared: ({ by, data }) => {
    const what = data.isDrill ? "a drill" : "it";
    const after = data.isRetrospective ? " after the fact" : "";
    return key(`${actorName(by)} declared ${what}${after} as ${spokenSeverity(data.severity)}: ${data.title}`);
  },
  title_changed: ({ by, data }) => quiet(`${actorName(by)} changed the title from “${data.before}” to “${data.title}”`),
  severity_changed: ({ by, data }) => {
    const [before, after] = [spokenSeverity(data.before), spokenSeverity(data.severity)];
    return key(`${actorName(by)} changed the severity from ${before} to ${after}${because(data.text)}`);
  },
  category_changed: ({ by, data }) => {
    const from = data.before ? ` from ${data.before}` : "";
    return quiet(`${actorName(by)} changed the category${from} to ${data.category}`);
  },
  services_changed: ({ by, data }) =>
    quiet(`${actorName(by)} changed the services from ${listed(data.before)} to ${listed(data.services)}`),
  description_changed: ({ by, data }) =>
    quiet(data.text ? `${actorName(by)} described it: ${data.text}` : `${actorName(by)} took the description away`),
  impact_changed: ({ by, data }) =>
    data.text
      ? key(`${actorName(by)} stated the impact: ${data.text}`)
      : quiet(`${actorName(by)} took the impact away`),
  impact_assessed: ({ by, data }) =>
    key(
      `${actorName(by)} assessed the impact: ${data.reasons.join("; ")}. That speaks for ${spokenSeverity(data.advised)}`,
    ),
  time_corrected: ({ by, data }) => {
    const moment = MOMENT_WORDS[data.moment];
    return quiet(`${actorName(by)} corrected the time of ${moment} from ${utc(data.before)} to ${utc(data.time)}`);
  },
  acknowledged: ({ by }) => key(`${actorName(by)} acknowledged it`),
  criterion_ticked: ({ by, data }) =>
    quiet(`${actorName(by)} ${data.isMet ? "ticked" : "unticked"} “${spoken(data.criterion)}”`),
  stage_changed: ({ by, data }) => {
    const [before, after] = [spoken(data.before), spoken(data.stage)];
    if (data.takesBack) return key(`${actorName(by)} took back that it went from ${after} to ${before}`);
    return key(`${actorName(by)} moved it from ${before} to ${after}${skipping(data.skipped)}`);
  },
  resolved: ({ by, data }) => key(`${actorName(by)} resolved it: ${data.fix}${skipping(data.skipped)}`),
  reopened: ({ by, data }) => key(`${actorName(by)} reopened it${because(data.text)}`),
  cancelled: ({ by, data }) => key(`${actorName(by)} cancelled it${because(data.text)}`),
  merged_into: ({ by, data }) => key(`${actorName(by)} merged it into #${data.incidentId}${because(data.text)}`),
  unmerged: ({ by, data }) => key(`${actorName(by)} took back that it was merged into #${data.incidentId}`),
  made_real: ({ by, data }) => key(`${actorName(by)} made a real incident of this drill: ${data.text}`),
  closed: ({ by, data }) => key(`${actorName(by)} closed it${skipping(data.skipped)}`),
  channel_opened: ({ data }) => quiet(`Channel #${data.name} was opened`),
  channel_refused: ({ data }) => key(`Slack would not open a channel (${data.reason})`),
  people_invited: ({ data }) => {
    const invited = data.userIds.length > 0 ? [`Invited: ${data.userIds.map(mention).join(", ")}`] : [];
    const failed = data.failed.map(({ userId, why }) => `${mention(userId)} could not be invited (${why})`);
    return invited.length + failed.length > 0 ? quiet([...invited, ...failed].join("; ")) : undefined;
  },
  archive_warned: ({ data }) => quiet(`Sitrep told the channel that it is to be archived on ${utc(data.archiveAt)}`),
  archive_objected: ({ by }) => quiet(`${actorName(by)} wanted the channel kept`),
  archive_due: () => undefined,
  channel_archived: ({ data }) => quiet(data.byHand ? "The channel was archived by hand" : "The channel was archived"),
  channel_unarchived: () => quiet("The channel was brought back from the archive"),
};
