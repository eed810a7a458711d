import { withoutControls } from "../../../lib/controls.ts";
import { type TimelineLine, timelineLines, withNames } from "../lines.ts";
import { MARK_LABELS } from "../tell.ts";
import type { ExportHead, TimelineExport } from "./export.ts";
import { zoneTimes } from "./zone-time.ts";

/** Folded into the line of their message, so they need none of their own. */
const FOLDED = new Set(["reaction_added", "reaction_removed", "message_deleted"]);

/** The timeline as one Markdown table, key events in bold; in pieces, so that a long one need not be made at a stretch. */
export function* timelineMarkdown({
  incident,
  entries,
  names,
  tell,
  timeZone = "UTC",
}: TimelineExport): Generator<string> {
  const zones = timeZone === "UTC" ? ["UTC"] : ["UTC", timeZone];
  const clocks = zones.map(zoneTimes);
  yield [...headOf(incident), "", "Key events are in bold.", "", ""].join("\n");
  yield row([...zones.map(cell), "What happened"]);
  yield row([...zones.map(() => "---"), "---"]);
  for (const line of timelineLines(entries, tell, { isAsSaid: true })) {
    if (!FOLDED.has(line.kind)) yield row([...clocks.map((clock) => clock(line.at)), wordsOf(line, names)]);
  }
}

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;

function headOf(incident: ExportHead): string[] {
  const utc = zoneTimes("UTC");
  const facts = [
    incident.severity,
    incident.status,
    ...(incident.declaredAt === undefined ? [] : [`declared ${utc(incident.declaredAt)} UTC`]),
    ...(incident.resolvedAt === undefined ? [] : [`resolved ${utc(incident.resolvedAt)} UTC`]),
    ...(incident.isPrivate ? ["private: do not pass on"] : []),
    ...(incident.isDrill ? ["a drill"] : []),
  ];
  return [`# Timeline of incident #${incident.number}: ${cell(incident.title)}`, "", facts.map(cell).join(" · ")];
}

function wordsOf(line: TimelineLine, names: TimelineExport["names"]): string {
  const text = cell(withNames(line.text, names));
  const asides = [
    ...line.marks.map((mark) => MARK_LABELS[mark]),
    ...(line.isEdited ? ["edited later"] : []),
    ...(line.isDeleted ? ["deleted"] : []),
  ];
  const aside = asides.length > 0 ? ` _(${asides.join(", ")})_` : "";
  const link = line.permalink && /^https?:\/\/[^\s()<>|]+$/.test(line.permalink) ? ` [↗](${line.permalink})` : "";
  return `${line.isKey ? `**${text}**` : text}${aside}${link}`;
}

/** What people typed, so that no character of it means anything in a Markdown table. */
const cell = (text: string): string =>
  withoutControls(text)
    .trim()
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/[\\`*_[\]|~#]/g, "\\$&")
    .replace(/\s+/g, (gap) => (gap.includes("\n") ? "<br>" : gap));
