import { z } from "zod";
import { parseDuration } from "./duration.ts";

/** When something is owed: a fixed time after its cause, at a turn of the calendar, or not at all. */
export type Due =
  | { kind: "after"; ms: number }
  | { kind: "next_business_day" }
  | { kind: "end_of_day" }
  | { kind: "never" };

const CALENDAR: Record<string, Due> = {
  "next business day": { kind: "next_business_day" },
  "end of day": { kind: "end_of_day" },
  "best effort": { kind: "never" },
  never: { kind: "never" },
};

const EXAMPLES = '"15 min", "1 h", "3 d", "next business day", "end of day" or "never"';

export const Due = z.string(`write when it is due: ${EXAMPLES}`).transform((text, context): Due => {
  const ms = parseDuration(text);
  if (ms !== undefined) return { kind: "after", ms };
  const due = CALENDAR[text.trim().toLowerCase()];
  if (due) return due;
  context.addIssue(`"${text}" does not say when it is due; write ${EXAMPLES}`);
  return z.NEVER;
});
