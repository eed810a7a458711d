import { withoutControls } from "../../../lib/controls.ts";
import { timelineLines, withNames } from "../lines.ts";
import { actorName, MARK_LABELS } from "../tell.ts";
import type { TimelineExport } from "./export.ts";
import { zoneTimes } from "./zone-time.ts";

const COLUMNS = [
  "time_utc",
  "time_local",
  "time_zone",
  "kind",
  "by",
  "text",
  "key_event",
  "marks",
  "edited",
  "deleted",
  "permalink",
  "key",
] as const;

/** The timeline as RFC 4180 CSV with one row for each entry; no cell is read as a formula by a spreadsheet. */
export function* timelineCsv({ entries, names, tell, timeZone = "UTC" }: TimelineExport): Generator<string> {
  const [utc, local] = [zoneTimes("UTC"), zoneTimes(timeZone)];
  yield row(COLUMNS);
  for (const line of timelineLines(entries, tell, { isAsSaid: true })) {
    yield row([
      utc(line.at),
      local(line.at),
      timeZone,
      line.kind,
      withNames(actorName(line.by), names),
      withNames(line.text, names),
      line.isKey ? "yes" : "no",
      line.marks.map((mark) => MARK_LABELS[mark]).join(", "),
      line.isEdited ? "yes" : "no",
      line.isDeleted ? "yes" : "no",
      line.permalink ?? "",
      line.key,
    ]);
  }
}

const row = (cells: readonly string[]): string => `${cells.map(cell).join(",")}\r\n`;

/** Spreadsheets run what begins like a formula, also behind spaces. https://owasp.org/www-community/attacks/CSV_Injection */
function cell(typed: string): string {
  const text = withoutControls(typed);
  const harmless = /^[\s]*[=+\-@|%]/.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
