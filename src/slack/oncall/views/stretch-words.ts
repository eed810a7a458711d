import { lengthWords } from "../../../core/oncall/index.ts";
import { date, type Mrkdwn, mrkdwn } from "../../kit/index.ts";

interface Stretch {
  readonly from: number;
  readonly to: number;
}

const SHORT_MS = 16 * 3_600_000;

/** A stretch of time on each reader's own clock. */
export const stretchWords = ({ from, to }: Stretch): Mrkdwn =>
  mrkdwn`${date(from, "dateTime")} to ${date(to, to - from <= SHORT_MS ? "time" : "dateTime")}`;

/** With its length, said back to whoever asked for it: a time that was misread is seen by that. */
export const spanWords = (span: Stretch): Mrkdwn => mrkdwn`${stretchWords(span)} (${lengthWords(span.to - span.from)})`;

/** The same for a list to choose from, on one clock. */
export function stretchText({ from, to }: Stretch, timeZone: string): string {
  const format = (ms: number) =>
    new Intl.DateTimeFormat("en-GB", {
      timeZone,
      weekday: "short",
      day: "numeric",
      month: "short",
      hour: "2-digit",
      minute: "2-digit",
    }).format(ms);
  return `${format(from)} to ${format(to)}`;
}
