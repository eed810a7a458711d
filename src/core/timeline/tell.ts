import type { Mark } from "../../config/policy.ts";
import { type Actor, mention, personId, type TellTable } from "../ledger/index.ts";
import type { From, SharedFile, timelineEntries } from "./entries.ts";

/** What each mark says, to be read after "marked as". */
export const MARK_LABELS: Readonly<Record<Mark, string>> = {
  key_event: "key event",
  finding: "finding",
  root_cause: "root cause",
  action_taken: "action taken",
  fix_confirmed: "fix confirmed",
  impact: "impact",
  follow_up: "follow-up",
  went_well: "went well",
  went_poorly: "went poorly",
  escalation_asked: "escalation asked for",
};

/** Who did it, as a telling names them. */
export function actorName(by: Actor): string {
  const userId = personId(by);
  if (userId !== undefined) return mention(userId);
  return by === "sitrep" ? "Sitrep" : by.slice("app:".length);
}

const GONE = "(text removed)";

interface Spoken {
  readonly by: Actor;
  readonly isRedacted: boolean;
  readonly data: { readonly text: string; readonly files?: readonly SharedFile[] };
}

/** The words of a message with the names of its files; dropped words are said to be dropped. */
function words({ isRedacted, data }: Spoken): string {
  if (isRedacted) return GONE;
  const files = (data.files ?? []).map((file) => `[file: ${file.name}]`);
  return [data.text, ...files].filter((part) => part !== "").join(" ") || "(no text)";
}

/** "[#12] " before what came from there. */
const origin = ({ from }: { readonly from?: From | undefined }): string => (from ? `[#${from.incidentId}] ` : "");

const quiet = (text: string) => ({ text, isKey: false });
const key = (text: string) => ({ text, isKey: true });

export const tellTimeline: TellTable<typeof timelineEntries> = {
  message_said: (entry) => quiet(`${origin(entry.data)}${actorName(entry.by)}: ${words(entry)}`),
  message_added: (entry) => {
    const text = `${origin(entry.data)}${actorName(entry.by)}: ${words(entry)}`;
    return entry.data.isContext ? quiet(text) : key(text);
  },
  message_edited: (entry) => quiet(`${origin(entry.data)}${actorName(entry.by)} edited a message: ${words(entry)}`),
  message_deleted: ({ data }) => quiet(`${origin(data)}A message was deleted`),
  secrets_masked: ({ data }) => quiet(`Masked before it was stored: ${data.kinds.join(", ")}`),
  reaction_added: ({ by, data }) =>
    quiet(`${origin(data)}${actorName(by)} marked a message as ${MARK_LABELS[data.mark]}`),
  reaction_removed: ({ by, data }) =>
    quiet(`${origin(data)}${actorName(by)} took the mark ${MARK_LABELS[data.mark]} off a message`),
  note_added: (entry) => key(`${origin(entry.data)}${actorName(entry.by)} noted: ${words(entry)}`),
  person_joined: ({ data }) => quiet(`${mention(data.userId)} joined`),
  person_left: ({ data }) => quiet(`${mention(data.userId)} left`),
  topic_changed: ({ by, data }) =>
    quiet(data.text === "" ? `${actorName(by)} cleared the topic` : `${actorName(by)} set the topic: ${data.text}`),
  channel_renamed: ({ by, data }) => quiet(`${actorName(by)} renamed the channel to #${data.name}`),
  words_forgotten: ({ data: { count, userId } }) =>
    quiet(
      userId === undefined
        ? `The words of ${count === 1 ? "one message" : `${count} messages`} were removed because of their age`
        : `The words of ${count === 1 ? "one message" : `${count} messages`} of ${mention(userId)} were removed on request`,
    ),
  incident_taken_in: ({ by, data }) =>
    key(`${actorName(by)} merged #${data.incidentId} “${data.title}” into this incident`),
  incident_given_back: ({ by, data }) =>
    key(`${actorName(by)} took back that #${data.incidentId} was merged in; what came from it no longer counts here`),
  entry_moved: ({ data, isRedacted }) => ({
    text: `${origin(data)}${isRedacted ? GONE : data.text}`,
    isKey: data.isKey,
  }),
  deed_failed: (entry) => key(entry.isRedacted ? GONE : entry.data.text),
};
