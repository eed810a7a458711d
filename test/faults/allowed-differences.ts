import { type Day, MINUTE, SECOND } from "./day.ts";
import { endOf, type Fault } from "./fault.ts";

/** A line that is there in one run and not in the other. */
export interface Difference {
  readonly section: string;
  /** `missing`: the calm run has it; `extra`: the run with faults has it. */
  readonly side: "missing" | "extra";
  readonly line: string;
}

/** What is known of the run in which it differs. */
export interface Circumstances {
  readonly day: Day;
  readonly faults: readonly Fault[];
  /** The longest that somebody had to wait or repeat, by incident, in milliseconds. */
  readonly delays: ReadonlyMap<number, number>;
  /** All differences of the run, to look for a counterpart. */
  readonly all: readonly Difference[];
}

export interface Allowed {
  readonly what: string;
  readonly why: string;
  allows(difference: Difference, circumstances: Circumstances): boolean;
}

type Where = (difference: Difference) => boolean;

const inSection =
  (pattern: RegExp): Where =>
  ({ section }) =>
    pattern.test(section);

const REMINDED = inSection(/: reminders as recorded$/);
const RECORD = inSection(/^#\d+: record$/);
const HEARD = inSection(/: record of what changed in Slack$/);
const POSTED = inSection(/: what the bot posted$/);
const WHISPERED = inSection(/: private answers$/);

const happened = ({ faults }: Circumstances, ...kinds: Fault["kind"][]): boolean =>
  faults.some(({ kind }) => kinds.includes(kind));

const isDelayed = ({ delays }: Circumstances): boolean => [...delays.values()].some((ms) => ms > 0);

/** Something was done or heard later than it happened. */
const isHeldUp = (run: Circumstances): boolean =>
  isDelayed(run) || happened(run, "killed", "gone", "jumped", "locked", "full", "dropped", "muddled");

const hasCounterpart = ({ all }: Circumstances, one: Difference, fits: (line: string) => boolean): boolean =>
  all.some((other) => other.section === one.section && other.side !== one.side && fits(other.line));

const reminderIn = (line: string): string => line.replace(/^reminder_\w+ /, "").replace(/ \(\w+\)$/, "");
const withoutCount = (line: string): string => line.replace(/It asks (\d+|one) questions?/, "It asks");
const withoutNames = (line: string): string => line.toLowerCase().replaceAll("@", "");
const APOLOGY =
  /try again|didn't answer in time|didn't get our answer in time|cannot write to its database|Somebody was faster/i;

/** Where a run with faults may end otherwise than the calm run, and why. Anything else is a fault of ours. */
export const ALLOWED: readonly Allowed[] = [
  {
    what: "The bot is in #incidents, and Slack says so.",
    why: "To look whether a post in doubt went out, the bot must be in the channel, so it joins.",
    allows: ({ section, line }) =>
      section.startsWith("#incidents") && (/^members /.test(line) || /^channel_join: .*sitrep/i.test(line)),
  },
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
      REMINDED(one) &&
      (isDelayed(run) || happened(run, "jumped") || (one.line.includes(" silent ") && happened(run, "muddled"))),
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
    why: "The clock of the machine was wrong, so the reminder came while somebody else led the incident.",
    allows: ({ section, line, side }, run) => {
      const isElsewhere = (other: Difference) =>
        other.line === line && other.side !== side && other.section !== section && /: reminders$/.test(other.section);
      return /: reminders$/.test(section) && happened(run, "jumped") && run.all.some(isElsewhere);
    },
  },
  {
    what: "A timer waits for a reminder that was sent in the other run.",
    why: "The same: where people or the clock were late, so is the rhythm.",
    allows: ({ section, line }, run) =>
      section === "timers" && line.includes(" reminder/") && (isDelayed(run) || happened(run, "jumped")),
  },
  {
    what: "An answer that only one person was to see is missing.",
    why: "It was on its way when the process or the connection ended. Slack tells the person that the app failed, and what was asked for is done.",
    allows: (one, run) =>
      WHISPERED(one) &&
      one.side === "missing" &&
      !one.line.includes("# Catch-up:") &&
      happened(run, "killed", "dropped", "gone", "lost", "broken", "locked", "full"),
  },
  {
    what: "A person read an apology, or that something went through although Slack said it did not.",
    why: "That is what these words are for: Slack did not answer, or the database did not take what was asked for.",
    allows: ({ section, side, line }, { faults }) =>
      /: (private answers|direct messages)$/.test(section) &&
      side === "extra" &&
      faults.length > 0 &&
      APOLOGY.test(line),
  },
  {
    what: "Who came into a channel read another state there.",
    why: "The catch-up tells of the moment at which the bot heard of the coming.",
    allows: (one, run) =>
      WHISPERED(one) &&
      one.line.includes("# Catch-up:") &&
      hasCounterpart(run, one, (line) => line.includes("# Catch-up:") && line.split(":")[0] === one.line.split(":")[0]),
  },
  {
    what: "Who came into a channel was told twice where it stands, or told although they declared it just now.",
    why: "Slack lets nobody look for a message that only one person sees, so one that may not have gone out is sent again; and by a wrong clock nothing is just now.",
    allows: (one, run) =>
      WHISPERED(one) &&
      one.side === "extra" &&
      one.line.includes("# Catch-up:") &&
      happened(run, "killed", "lost", "broken", "slow", "gone", "jumped"),
  },
  {
    what: "Somebody was invited who was in the channel already.",
    why: "They took a role before the bot heard that they had come; Slack says that they are in, and nobody notices.",
    allows: (one, run) => RECORD(one) && one.side === "extra" && one.line.startsWith("people_invited") && isHeldUp(run),
  },
  {
    what: "A resolution or a post-mortem counts another number of open questions.",
    why: "It is made from what was known at that moment, and a mark or a message was heard only later.",
    allows: (one, run) => {
      const same = (line: string) => withoutCount(line) === withoutCount(one.line);
      return POSTED(one) && isHeldUp(run) && hasCounterpart(run, one, same);
    },
  },
  {
    what: "A person is called by their handle, or by a mention instead of their name.",
    why: "Slack was asked for the name and did not answer; nobody waits for a name.",
    allows: (one, run) => {
      const same = (line: string) => withoutNames(line) === withoutNames(one.line);
      const isUnanswered = happened(run, "lost", "broken", "slow", "limited", "gone", "killed", "locked", "full");
      return (
        /what the bot posted$|messages$|answers$|Home$/.test(one.section) &&
        isUnanswered &&
        hasCounterpart(run, one, same)
      );
    },
  },
  {
    what: "A message that was deleted lacks the bot's sign that a mark on it was recorded.",
    why: "The bot heard of the mark only after the message was gone, and Slack lets nobody mark what is gone.",
    allows: (one, run) => {
      const unsigned = (line: string) => {
        const [head = "", ...replies] = line.split(" ¦ > ");
        return [head.replace(/,?memo by sitrep,?/, ""), ...replies].join(" ¦ > ");
      };
      const isGone = one.line.includes("This message was deleted.") && isHeldUp(run);
      return isGone && hasCounterpart(run, one, (line) => unsigned(line) === unsigned(one.line));
    },
  },
  {
    what: "Incidents stand in another order in a Home.",
    why: "They are ordered by when they were declared, and the clock of the machine was wrong.",
    allows: (one, run) => {
      const unordered = (line: string) => line.split("\n").sort().join("\n");
      const isReordered = hasCounterpart(run, one, (line) => unordered(line) === unordered(one.line));
      return one.section.endsWith(": Home") && happened(run, "jumped") && isReordered;
    },
  },
  {
    what: "An edit lacks the words before it, a deleted message or a mark taken off again left nothing.",
    why: "Nobody listened when it happened; Slack's history keeps the last state only, and that is recorded.",
    allows: (one, run) => HEARD(one) && happened(run, "killed", "gone", "dropped", "muddled", "locked", "full"),
  },
];

/** How much later a timer may be due than in the calm run, in milliseconds, each part with its reason. */
export function allowedDelayMs(key: string, { delays, faults }: Omit<Circumstances, "all" | "day">): number {
  // A machine whose clock was wrong planned by that clock.
  if (faults.some(({ kind }) => kind === "jumped")) return Number.POSITIVE_INFINITY;
  // A commit is tried for two seconds before a person is told; what a person had to repeat counts from then.
  const waited = Math.max(0, ...delays.values()) + LONGEST_COMMIT_MS;
  // Slack does not say when a mark was put on: one that is found later breaks the silence later.
  // And silence is counted from full minutes.
  const unheard = key.includes("silent") ? MINUTE + Math.max(0, ...faults.map((fault) => endOf(fault) - fault.at)) : 0;
  return waited + unheard;
}

const LONGEST_COMMIT_MS = 5 * SECOND;
