import { createLog, type Log } from "../../src/lib/log.ts";

export interface HeardLog {
  readonly log: Log;
  /** Everything that was written, as it would stand in the file. */
  text(): string;
  /** The lines, parsed. */
  lines(): Record<string, unknown>[];
}

/** A log that keeps what the bot writes, at its most talkative unless told. */
export function hearLog(level = "debug"): HeardLog {
  const written: string[] = [];
  const log = createLog(level, { write: (line: string) => void written.push(line) });
  return { log, text: () => written.join(""), lines: () => written.map((line) => JSON.parse(line)) };
}
