import { type DestinationStream, type Logger, pino } from "pino";

export type Log = Pick<Logger, "debug" | "info" | "warn" | "error">;

/** Fields that never reach a log line, wherever they stand. */
const REDACTED = ["token", "*.token", "headers.authorization", "*.headers.authorization", "text", "*.text"];

/** Structured logs on standard output: ids, counts and times, never message texts or tokens. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, redact: { paths: REDACTED, censor: "[redacted]" }, base: null };
  return destination ? pino(options, destination) : pino(options);
}
