import type { Entry } from "../../ledger/index.ts";
import { type TimelineLine, timelineLines, withNames } from "../lines.ts";
import type { ExportHead, TimelineExport } from "./export.ts";

const iso = (ms: number): string => new Date(ms).toISOString();

/** The whole record as JSON, each entry with its data, its hash and how it reads. */
export function* timelineJson({ incident, entries, names, tell }: TimelineExport): Generator<string> {
  const lines = new Map(timelineLines(entries, tell, { isAsSaid: true }).map((line) => [line.seq, line]));
  const inOrder = [...entries].sort((a, b) => a.at - b.at || a.seq - b.seq);
  yield `{\n  "incident": ${indented(shownHead(incident))},\n  "entries": [`;
  for (const [index, entry] of inOrder.entries()) {
    const shown = shownEntry(entry, lines.get(entry.seq), names);
    yield `${index === 0 ? "" : ","}\n    ${indented(shown, "    ")}`;
  }
  yield "\n  ]\n}\n";
}

const indented = (value: object, by = "  "): string => JSON.stringify(value, null, 2).replaceAll("\n", `\n${by}`);

const shownHead = (incident: ExportHead) => ({
  ...incident,
  declaredAt: incident.declaredAt === undefined ? null : iso(incident.declaredAt),
  resolvedAt: incident.resolvedAt === undefined ? null : iso(incident.resolvedAt),
});

const shownEntry = (entry: Entry, line: TimelineLine | undefined, names: TimelineExport["names"]) => ({
  seq: entry.seq,
  kind: entry.kind,
  at: iso(entry.at),
  recordedAt: iso(entry.recordedAt),
  by: entry.by,
  key: entry.key,
  about: entry.about ?? null,
  text: line ? withNames(line.text, names) : null,
  isKeyEvent: line?.isKey ?? false,
  marks: line?.marks ?? [],
  data: entry.data,
  isRedacted: entry.isRedacted,
  hash: entry.hash,
});
