import { LogLevel } from "@slack/bolt";
import type { Log } from "../../lib/log.ts";

interface SlackLogger {
  debug(...said: unknown[]): void;
  info(...said: unknown[]): void;
  warn(...said: unknown[]): void;
  error(...said: unknown[]): void;
  setLevel(level: LogLevel): void;
  getLevel(): LogLevel;
  setName(name: string): void;
}

/** Lets Slack's libraries speak at debug level only: they know message texts, and what matters we log ourselves. */
export function quietLogger(log: Log): SlackLogger {
  const said = (...parts: unknown[]) =>
    log.debug({ from: "slack-sdk", said: firstLine(parts) }, "a library of Slack spoke");
  return {
    debug: () => undefined,
    info: said,
    warn: said,
    error: said,
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}

function firstLine(parts: unknown[]): string {
  const text = parts.map((part) => (part instanceof Error ? part.message : String(part))).join(" ");
  return text.slice(0, 200);
}
