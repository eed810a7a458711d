import { fromRow, HOUSE } from "../../src/core/ledger/index.ts";
import { type Incident, product } from "../../src/core/product.ts";
import type { Person, SeenMessage } from "../../src/sandbox/index.ts";
import { seenEphemeral } from "../../src/sandbox/person/seen.ts";
import { THURSDAY } from "./day.ts";
import { withoutDrawn, withoutIds, withoutTimes } from "./plain.ts";
import type { Stage } from "./stage.ts";

/** What is there in the end, as lines under headings; lines of an ordered list carry their place. */
export interface EndState {
  readonly sections: Readonly<Record<string, readonly string[]>>;
  /** When each timer that did not fire yet is due, milliseconds from the start of the day. */
  readonly timers: ReadonlyMap<string, number>;
}

const PEOPLE = ["dana", "sam", "kim", "lee", "priya"];

/** Reads channels, what each person sees, the record, timers and reminders. */
export async function endState(stage: Stage): Promise<EndState> {
  const { workspace } = stage.sandbox;
  const dana = stage.person("dana");
  const rooms = dana.channels().filter((name) => name.startsWith("inc-"));
  const sections: Record<string, string[]> = { channels: rooms.map((name) => `${name}${isArchived(stage, name)}`) };
  for (const channel of [...rooms, "incidents"]) Object.assign(sections, seenIn(stage, dana, channel));
  for (const name of PEOPLE)
    Object.assign(sections, seenBy(stage, stage.person(name), ["general", "incidents", ...rooms]));
  const timers = new Map<string, number>();
  const due = await stage.store.dueTimers(Number.MAX_SAFE_INTEGER);
  for (const { incidentId, key, dueAt } of due) timers.set(`#${incidentId} ${timerName(key)}`, dueAt - THURSDAY);
  sections.timers = [...timers.keys()].sort();
  for (const { id, state } of await stage.store.listIncidents({})) {
    Object.assign(sections, await recordOf(stage, id, JSON.parse(state)));
  }
  if (sections["#0: record"] === undefined) Object.assign(sections, await recordOf(stage, HOUSE, product.blank(HOUSE)));
  sections["pages outside"] = stage.outside.lines().map(withoutDrawn);
  sections["pages outside, sent again"] = stage.outside.repeated().map(withoutDrawn);
  doneTwice(stage);
  for (const line of stage.outside.alarmedAgain()) stage.troubles.push(`paged twice: ${line}`);
  return { sections: mapped(sections, (line) => withoutIds(line, workspace)), timers };
}

const mapped = (sections: Record<string, string[]>, change: (line: string) => string): Record<string, string[]> =>
  Object.fromEntries(Object.entries(sections).map(([name, lines]) => [name, lines.map(change)]));

const isArchived = (stage: Stage, name: string): string =>
  stage.sandbox.workspace.channels.named(name)?.archived ? " (archived)" : "";

function seenIn(stage: Stage, viewer: Person, channel: string): Record<string, string[]> {
  const all = viewer.sees(channel).filter(({ ephemeral }) => !ephemeral);
  const { purpose } = stage.sandbox.workspace.channels.named(channel) ?? {};
  const said = all.filter(({ fromApp, subtype }) => !fromApp && !subtype);
  const posted = all.filter(({ fromApp, subtype }) => fromApp && !subtype);
  return {
    [`#${channel}: its head`]: [
      `topic ${viewer.topic(channel)}`,
      `purpose ${withoutTimes(purpose?.value ?? "")}`,
      `members ${viewer.members(channel).sort()}`,
      `bookmarks ${viewer.bookmarks(channel).map(({ title }) => title)}`,
    ],
    [`#${channel}: what people said`]: said.map((message, at) => `${at + 1}. ${messageLine(message)}`),
    [`#${channel}: what the bot posted`]: posted.filter(isNoReminder).map(messageLine).sort(),
    [`#${channel}: reminders`]: posted.flatMap(itemsOf).sort(),
    [`#${channel}: lines of Slack`]: all
      .flatMap(({ subtype, plain }) => (subtype ? [`${subtype}: ${withoutTimes(plain)}`] : []))
      .sort(),
  };
}

function seenBy(stage: Stage, person: Person, channels: readonly string[]): Record<string, string[]> {
  const { name } = person;
  const direct = person.dm().filter(({ fromApp }) => fromApp);
  const { ephemerals, people, channels: known } = stage.sandbox.workspace;
  const whispers = channels.flatMap((channel) => {
    const seen = ephemerals.seenBy(person.id, known.named(channel)?.id ?? "");
    const viewer = people.get(person.id);
    return seen.map((one) => `in #${channel}: ${messageLine(seenEphemeral(one, viewer, stage.sandbox.workspace))}`);
  });
  const home = stage.sandbox.workspace.views.home(person.id) ? [withoutTimes(person.home().plain)] : [];
  return {
    [`${name}: channels`]: person.channels(),
    [`${name}: direct messages`]: direct.filter(isNoReminder).map(messageLine).sort(),
    [`${name}: reminders`]: direct.flatMap(itemsOf).sort(),
    [`${name}: private answers`]: whispers.sort(),
    [`${name}: Home`]: home,
  };
}

function messageLine(message: SeenMessage): string {
  const { from, plain, pinned, reactions, thread, files, buttons } = message;
  const marks = Object.entries(reactions).map(([emoji, people]) => `${emoji} by ${[...people].sort()}`);
  const said = thread.filter(({ fromApp, ephemeral }) => !fromApp && !ephemeral).map(messageLine);
  const posted = thread
    .filter(({ fromApp, ephemeral }) => fromApp && !ephemeral)
    .map(messageLine)
    .sort();
  const parts = [
    `${from}: ${withoutTimes(plain)}`,
    pinned && "pinned",
    marks.length > 0 && `marks ${marks.sort()}`,
    files.length > 0 && `files ${files.map((file) => file.name)}`,
    buttons.length > 0 && `buttons ${buttons}`,
    ...[...said, ...posted].map((reply) => `> ${reply}`),
  ];
  return parts
    .filter((part) => part !== false)
    .join(" ¦ ")
    .replaceAll("\n", " / ");
}

/** Several reminders may stand in one message; its metadata names them. */
function itemsOf({ metadata }: SeenMessage): string[] {
  const items: unknown = metadata?.event_payload.items;
  return Array.isArray(items) ? items.map((item) => reminderName(String(item))) : [];
}

const isNoReminder = (message: SeenMessage): boolean => itemsOf(message).length === 0;

/** A reminder without the moments of its cycle: rule, subject and rung. */
const reminderName = (id: string): string => id.replace(/\/\d{13}-\d{13}\//, " ");

const timerName = (key: string): string => reminderName(key).replace(/-\d{13}$/, "");

/** Entries that are heard from Slack: told by what stands in the end, and one by one. */
const HEARD = new Set(["message_edited", "message_deleted", "reaction_added", "reaction_removed"]);
/**
 * What was said has a list of its own. That a button came off is said by the numbers of entries, in one entry or in
 * several: that none is left stands in what is seen.
 */
const UNCOMPARED = new Set(["message_said", "undo_over"]);
const REMINDING = /^reminder_|^zone_learnt/;
const UNTOLD = new Set([
  "permalink",
  "fileId",
  "eventTs",
  "editedTs",
  "isRead",
  "ts",
  "threadTs",
  "nextUpdateAt",
  "skipped",
  "isAdopted",
  "madeAt",
  "items",
  "attempts",
]);

async function recordOf(stage: Stage, id: number, incident: Incident): Promise<Record<string, string[]>> {
  const entries = (await stage.store.entriesOf(id)).map(fromRow);
  const lines = entries
    .filter(({ kind }) => !HEARD.has(kind) && !REMINDING.test(kind) && !UNCOMPARED.has(kind))
    .map(({ kind, by, data }) => withoutTimes(`${kind} by ${by} ${told(data)}`));
  const heard = entries
    .filter(({ kind }) => HEARD.has(kind))
    .map(({ kind, by, data }) => `${kind} by ${by} ${told(data)}`);
  return {
    [`#${id}: record`]: lines.sort(),
    [`#${id}: record of what changed in Slack`]: heard.sort(),
    [`#${id}: talk as recorded`]: talkOf(incident, entries),
    [`#${id}: reminders as recorded`]: entries.flatMap(reminderLine).sort(),
  };
}

type Entries = readonly ReturnType<typeof fromRow>[];

/** What was said, in Slack's order, as it stands in the end. */
function talkOf({ timeline }: Incident, entries: Entries): string[] {
  const said = entries.filter(({ kind, key }) => kind === "message_said" && !timeline.deleted.includes(key));
  const texts = said.map(({ key, by, data }) => {
    const edits = entries.filter(({ kind, about }) => kind === "message_edited" && about === key);
    const last = edits
      .map((edit) => fieldsOf(edit.data))
      .sort((a, b) => (String(a.editedTs) < String(b.editedTs) ? -1 : 1))
      .at(-1);
    const standing = Object.entries(timeline.reactions[key] ?? {}).filter(([, state]) => state.isOn);
    const marks = standing.map(([name, { mark }]) => `${mark} (${name})`).sort();
    return `${by}: ${String((last ?? fieldsOf(data)).text)} ${marks.join(", ")}`;
  });
  return texts.map((text, at) => `${at + 1}. ${text}`);
}

function reminderLine({ kind, data }: Entries[number]): string[] {
  const { id, why } = fieldsOf(data);
  if (!kind.startsWith("reminder_")) return [];
  return [`${kind} ${reminderName(String(id))}${why === undefined ? "" : ` (${String(why)})`}`];
}

function told(data: unknown): string {
  const fields = Object.entries(fieldsOf(data)).filter(([name]) => !UNTOLD.has(name));
  return JSON.stringify(Object.fromEntries(fields), (name, value) => (name === "seq" ? undefined : value));
}

const fieldsOf = (data: unknown): Record<string, unknown> => ({ ...(typeof data === "object" ? data : {}) });

/** Each deed has one message, and each reminder stands in one. */
function doneTwice(stage: Stage): void {
  const keys = stage.sandbox.workspace.channels.all().flatMap(({ messages }) =>
    messages.flatMap(({ metadata, channelId }) => {
      const { key, items } = metadata?.event_payload ?? {};
      const reminders = Array.isArray(items) ? items.map((item) => `${item} in ${channelId}`) : [];
      return [...(key === undefined ? [] : [String(key)]), ...reminders];
    }),
  );
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) stage.troubles.push(`done twice: ${key}`);
    seen.add(key);
  }
}
