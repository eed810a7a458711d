import { timelineLines, withNames } from "../lines.ts";
import type { TimelineExport } from "./export.ts";

const iso = (ms: number): string => new Date(ms).toISOString();

/** The whole record as JSON, each entry with its data, its hash and how it reads. */
export function timelineJson({ incident, entries, names, tell }: TimelineExport): string {
  const texts = new Map(timelineLines(entries, tell, { isAsSaid: true }).map((line) => [line.seq, line]));
  const inOrder = [...entries].sort((a, b) => a.at - b.at || a.seq - b.seq);
  const shown = {
    incident: {
      ...incident,
      declaredAt: incident.declaredAt === undefined ? null : iso(incident.declaredAt),
      resolvedAt: incident.resolvedAt === undefined ? null : iso(incident.resolvedAt),
    },
    entries: inOrder.map((entry) => {
      const line = texts.get(entry.seq);
      return {
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
      };
    }),
  };
  return `${JSON.stringify(shown, null, 2)}\n`;
}
