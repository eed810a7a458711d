import type { Mark } from "../../../../config/index.ts";
import type { Entry } from "../../../ledger/index.ts";
import { MARK_LABELS } from "../../../timeline/index.ts";
import { quotation } from "../prose.ts";
import { type Draft, nameOf, type Said, spoken } from "../record.ts";
import { silencesOf } from "../silences.ts";
import { bullets, day, exactTime, lasting, timeNear, timeOfDay } from "../words.ts";

interface Line {
  readonly at: number;
  readonly text: string;
}

/** Marks that make a message part of the story. */
const TELLING: ReadonlySet<Mark> = new Set([
  "key_event",
  "finding",
  "root_cause",
  "action_taken",
  "fix_confirmed",
  "impact",
  "escalation_asked",
]);

/** The key events minute by minute, with the silences between them. */
export function timeline(draft: Draft): string {
  const messages = new Map(draft.messages.map((said) => [said.key, said]));
  const events = draft.entries.flatMap((entry) => keyLine(draft, entry, messages.get(entry.key)));
  const silences = silencesOf(draft).map(({ fromMs, toMs }) => ({
    at: fromMs,
    text: `*${lasting(toMs - fromMs)} without an entry after ${timeNear(fromMs, draft.declaredAt)}*`,
  }));
  const lines = [...events, ...silences].sort((a, b) => a.at - b.at);
  return `Times are UTC.\n\n${byDay(lines)}`;
}

function keyLine(draft: Draft, entry: Entry, said: Said | undefined): Line[] {
  if (said) {
    const marks = said.marks.filter((mark) => TELLING.has(mark));
    return marks.length > 0 || entry.kind === "message_added" ? [messageLine(draft, said, marks)] : [];
  }
  const telling = isMessage(entry) ? undefined : draft.tell(entry);
  return telling?.isKey
    ? [{ at: entry.at, text: `**${timeOfDay(entry.at)}** ${quotation(telling.text, draft.names)}` }]
    : [];
}

function messageLine(draft: Draft, said: Said, marks: readonly Mark[]): Line {
  const labels = marks.length > 0 ? ` *(${marks.map((mark) => MARK_LABELS[mark]).join(", ")})*` : "";
  const words = `${nameOf(draft, said.by)}: “${spoken(draft, said)}”`;
  return { at: said.at, text: `**${timeOfDay(said.at)}** ${words}${labels}${address(said.link)}` };
}

/** Said or added; a deleted one is missing among the messages that are quoted. */
const isMessage = ({ kind }: Entry): boolean => kind === "message_said" || kind === "message_added";

/** Every entry that is ever shown, to the second. */
export function appendix(draft: Draft): string {
  const messages = new Map(draft.messages.map((said) => [said.key, said]));
  const lines = draft.entries.flatMap((entry) => fullLine(draft, entry, messages.get(entry.key)));
  const shown = draft.appendixLines === undefined ? lines : lines.slice(0, draft.appendixLines);
  const left = lines.length - shown.length;
  const more = left > 0 ? `\n\n${left} more entries are in the file that “Get as file” sends.` : "";
  return `${byDay(shown)}${more}`;
}

function fullLine(draft: Draft, entry: Entry, said: Said | undefined): Line[] {
  const telling = draft.tell(entry);
  if (!telling) return [];
  const text = quotation(telling.text, draft.names);
  return [{ at: entry.at, text: `**${exactTime(entry.at)}** ${text}${address(said?.link)}` }];
}

const address = (link: string | undefined): string => (link ? ` ([message](${link}))` : "");

/** One list, or one under each date when the lines span several days. */
function byDay(lines: readonly Line[]): string {
  const days = [...new Set(lines.map(({ at }) => day(at)))];
  const list = (of: readonly Line[]) => bullets(of.map(({ text }) => text));
  if (days.length < 2) return list(lines);
  return days.map((date) => `### ${date}\n\n${list(lines.filter(({ at }) => day(at) === date))}`).join("\n\n");
}
