import type { Workspace } from "../../src/sandbox/workspace/index.ts";

const TIME_OF_DAY =
  /\b((yesterday|today|tomorrow|[A-Z][a-z]{2} \d{1,2}, \d{4}) at )?\d{1,2}:\d\d(:\d\d)?( UTC| [AP]M)?\b/g;
const DATE = /\b\d{4}-\d\d-\d\d\b/g;
const DURATION =
  /\b\d+ (s|min|h|d|days?|hours?|minutes?|seconds?)\b(,? \d+ (s|min))?|less than a minute|in a moment|just now/g;
const SLACK_TS = /\b\d{10}\.\d{6}\b/g;
const EPOCH_MS = /\b1[67]\d{11}\b/g;
const EPOCH_SECONDS = /\b1[67]\d{8}\b/g;
/** Names that the bot draws, each life of it by its own count. */
const DRAWN = /\blife-\d+-\d+\b/g;
const IDS = /\b[UCDGF][A-Z0-9]{7,}\b/g;

/** Words without names that the bot drew. */
export const withoutDrawn = (text: string): string => text.replace(DRAWN, "drawn");

/** Words without what differs between two runs that mean the same: times, and the names that Slack gives things. */
export function withoutTimes(text: string): string {
  return text.replace(DATE, "date").replace(TIME_OF_DAY, "hh:mm").replace(DURATION, "a while");
}

/** The same for what is stored, with people and channels by name. */
export function withoutIds(text: string, workspace: Workspace): string {
  const named = (id: string) =>
    workspace.people.find(id)?.name ?? nameOfChannel(workspace, id) ?? (id.startsWith("F") ? "a file" : id);
  return withoutDrawn(text)
    .replace(SLACK_TS, "ts")
    .replace(EPOCH_MS, "then")
    .replace(EPOCH_SECONDS, "then")
    .replace(IDS, named);
}

function nameOfChannel(workspace: Workspace, id: string): string | undefined {
  const channel = workspace.channels.find(id);
  return channel && (channel.name || "direct");
}
