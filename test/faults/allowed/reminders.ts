import { type Allowed, type Difference, happened, hasCounterpart, inSection, isDelayed, isHeldUp } from "./allowed.ts";

const reminderIn = (line: string): string => line.replace(/^reminder_\w+ /, "").replace(/ \(\w+\)$/, "");
const REMINDED = inSection(/: reminders as recorded$/);

/** What people are asked, and when. */
export const REMINDERS: readonly Allowed[] = [
  {
    what: "A reminder was overtaken by a later one instead of being sent.",
    why: "After an absence several rungs of one matter are due at once, and the last one says it all.",
    allows: (one, run) => {
      const skipped = `reminder_skipped ${reminderIn(one.line)} (overtaken)`;
      return (
        REMINDED(one) && isHeldUp(run) && (one.line === skipped || hasCounterpart(run, one, (line) => line === skipped))
      );
    },
  },
  {
    what: "A reminder was withdrawn instead of being delivered.",
    why: "It was answered while it could not be sent, and nobody wants to be asked what they have just answered.",
    allows: (one, run) => {
      const withdrawn = `reminder_withdrawn ${reminderIn(one.line)}`;
      const isInstead =
        one.line.startsWith("reminder_delivered") && hasCounterpart(run, one, (line) => line === withdrawn);
      return REMINDED(one) && (one.line === withdrawn || isInstead);
    },
  },
  {
    what: "A reminder came that did not come in the calm run, or the other way round.",
    why: "Somebody could do only later what answers it, Slack told only later what breaks the silence, or the clock of the machine was wrong.",
    allows: (one, run) =>
      REMINDED(one) && (isDelayed(run) || happened(run, "jumped") || (one.line.includes(" silent ") && isHeldUp(run))),
  },
  {
    what: "A reminder stands in a place, or does not, as the record says.",
    why: "It follows from the three above; that none stands anywhere twice is checked in every run.",
    allows: ({ section, line, side }, { all }) => {
      const [number = "", ...name] = line.split(":");
      const recorded = { section: `#${number}: reminders as recorded`, line: `reminder_delivered ${name.join(":")}` };
      const isRecorded = (other: Difference) =>
        other.section === recorded.section && other.line === recorded.line && other.side === side;
      return /: reminders$/.test(section) && all.some(isRecorded);
    },
  },
  {
    what: "Another person was asked.",
    why: "The clock of the machine was wrong, or the reminder waited for the file, so it came while somebody else led the incident.",
    allows: ({ section, line, side }, run) => {
      const isElsewhere = (other: Difference) =>
        other.line === line && other.side !== side && other.section !== section && /: reminders$/.test(other.section);
      return /: reminders$/.test(section) && isHeldUp(run) && run.all.some(isElsewhere);
    },
  },
  {
    what: "A timer waits for a reminder that was sent in the other run.",
    why: "The same: where people or the clock were late, so is the rhythm.",
    allows: ({ section, line }, run) =>
      section === "timers" && line.includes(" reminder/") && (isDelayed(run) || happened(run, "jumped")),
  },
];
