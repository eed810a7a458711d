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
    what: "A merge took other people along, or names them in another order.",
    why: "It takes along whom the bot knows to be in the channel; it heard of their coming only later, or they were called in the other run.",
    allows: (one, run) => {
      const unnamed = (line: string) => line.replace(/"userIds":\[[^\]]*\]/, "");
      const isMerge = /^(incident_taken_in|people_invited) /.test(one.line);
      const isAlike = hasCounterpart(run, one, (line) => unnamed(line) === unnamed(one.line));
      const wasMerged = run.all.some(({ line }) => line.startsWith("incident_taken_in "));
      return RECORD(one) && isMerge && wasMerged && isHeldUp(run) && (isAlike || one.line.startsWith("people_invited"));
    },
  },
  {
    what: "What was said in a merged incident stands in its own record only.",
    why: "Slack told of it only after the merge was taken back.",
    allows: (one, run) => {
      const unnumbered = (line: string) => line.replace(/^\d+\. /, "");
      const wasUndone = run.day.acts.some((act) => act.kind === "press" && act.label === "Undo the merge");
      const isOfMerged = /\(2\.\w+\)/.test(one.line);
      const isRenumbered = hasCounterpart(run, one, (line) => unnumbered(line) === unnumbered(one.line));
      return /: talk as recorded$/.test(one.section) && wasUndone && isHeldUp(run) && (isOfMerged || isRenumbered);
    },
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
    what: "A mark that was taken off again stays.",
    why: "Slack told of the putting on long after it, and of the taking off while nobody could hear: it gives up after six minutes.",
    allows: (one, run) => {
      const unmarked = (line: string) => line.replace(/( ¦ marks .*| \w+ \(\w+\/person:\w+\).*| )$/, "");
      const isTakenOff = run.day.acts.some((act) => act.kind === "unreact");
      const isUnheard = happened(run, "muddled") && happened(run, "gone", "killed", "dropped");
      return (
        /: (talk as recorded|what people said)$/.test(one.section) &&
        isTakenOff &&
        isUnheard &&
        hasCounterpart(run, one, (line) => unmarked(line) === unmarked(one.line))
      );
    },
  },
  {
    what: "The ladder climbed, or a trigger of time fired, that did not in the calm run, or the other way round; or another person was on call.",
    why: "Somebody came or answered only later, the clock of the machine was wrong, or the bot came back only after a change of shift: a rung calls who is on call when it is called.",
    allows: ({ section, line }, run) => {
      const isOfPage = /^(escalation_\w+|paged|page_\w+|rung_skipped|ladder_exhausted|trigger_\w+|entry_moved) /.test(
        line,
      );
      const isTold =
        /paged?\*? as|called in|I called|everybody on the ladder (was|is)|nobody is left to call|asks for help|is called next/i.test(
          line,
        );
      const isTimed = section === "timers" && /#\d+ (escalation_climb|trigger)\//.test(line);
      const isPaging = (/: record$/.test(section) && isOfPage) || /^pages outside/.test(section);
      const isSaid = /what the bot posted$|direct messages$|private answers$/.test(section) && isTold;
      const wasAway = run.faults.some((fault) => fault.kind === "killed" && fault.downMs >= MINUTE);
      return (isPaging || isSaid || isTimed) && (isDelayed(run) || wasAway || happened(run, "jumped"));
    },
  },
  {
    what: "A page, or the word that everybody was called, gives another reason.",
    why: "Slack was away when it was to be posted; it tells what stood when it could.",
    allows: (one, run) => {
      const unreasoned = (line: string) => line.replace(/(\*Why now:\*|Why they were called:) [^/]*/, "");
      return (
        /what the bot posted$|direct messages$/.test(one.section) &&
        happened(run, "gone") &&
        unreasoned(one.line) !== one.line &&
        hasCounterpart(run, one, (line) => unreasoned(line) === unreasoned(one.line))
      );
    },
  },
  {
    what: "The word that an incident was merged does not say any more when its channel is archived.",
    why: "It is archived, and Slack was away when the post was to be edited.",
    allows: (one, run) => {
      const untimed = (line: string) => line.replace(/ \/ What is still said here moves over too, until .*$/, "");
      const same = (line: string) => untimed(line) === untimed(one.line);
      return (
        POSTED(one) && happened(run, "gone") && one.line.includes("*Merged into ") && hasCounterpart(run, one, same)
      );
    },
  },
  {
    what: "Somebody came into a channel, or is not there.",
    why: "They were paged in one run and not in the other, as above.",
    allows: (one, run) => {
      const isOfComing = /^(person_joined|people_invited|members|channel_join)|# Catch-up:|^inc-/.test(one.line);
      const isPagedElse = run.all.some(({ line }) => /^(paged|escalation_raised) /.test(line));
      return isOfComing && isPagedElse && (isDelayed(run) || happened(run, "jumped"));
    },
  },
  {
    what: "A page was withdrawn from a way beside Slack instead of being sent there, or only its acknowledgement went there.",
    why: "The way did not take it, or the process was away; meanwhile somebody answered it in Slack, so it would be a false alarm. One that may have arrived is acknowledged all the same.",
    allows: ({ section, side, line }, { faults, all }) => {
      const hindered = faults.some(
        ({ kind }) => kind === "deaf" || kind === "killed" || kind === "locked" || kind === "full",
      );
      const way = /webhook/i.test(line) ? "webhook" : "pagerduty";
      const tellsOf = (kind: string, text: string) =>
        text.startsWith(`${kind} `) || (text.startsWith("entry_moved ") && text.includes(`"kind":"${kind}"`));
      const isWithdrawn = (other: Difference) =>
        other.side === "extra" && tellsOf("page_withdrawn", other.line) && other.line.toLowerCase().includes(way);
      const inDoubt = ["deaf", "killed"].every((kind) => faults.some((fault) => fault.kind === kind));
      const isOfWay = section === "pages outside" || tellsOf("page_delivered", line);
      return (
        hindered &&
        ((side === "extra" && tellsOf("page_withdrawn", line)) ||
          (side === "missing" && isOfWay && (all.some(isWithdrawn) || (/trigger|was paged/.test(line) && inDoubt))))
      );
    },
  },
  {
    what: "A handoff went by itself instead of by its leaver, was not edited, or was not asked about again.",
    why: "The leaver or the arriver could do their part only later, or it was delivered only later; the shift changes at its time.",
    allows: ({ section, line }, run) => {
      const isRecorded = section.startsWith("#0: ") && /^(handoff_|reminder_\w+ handoff\/)/.test(line);
      const isShown = /: (direct messages|reminders)$/.test(section) && /handoff/i.test(line);
      return (isRecorded || isShown) && isHeldUp(run);
    },
  },
  {
    what: "A handoff tells another state.",
    why: "It is made from the record at the moment at which it goes, and people, Slack or the clock were late by then.",
    allows: (one, run) => {
      const untold = (line: string) =>
        line.replace(/"text":".*?","channelId"/, '"channelId"').replace(/andoff of.*/, "");
      const isHandoff = one.line.startsWith("handoff_delivered") || /andoff of \*?Platform/.test(one.line);
      return isHandoff && isHeldUp(run) && hasCounterpart(run, one, (line) => untold(line) === untold(one.line));
    },
  },
  {
    what: "A page was sent again under the key under which it was sent before.",
    why: "Its answer was lost, or the process ended before it noted the answer; the receiver knows it by its key.",
    allows: ({ section, side }, { faults }) =>
      section === "pages outside, sent again" &&
      side === "extra" &&
      faults.some((fault) => fault.kind === "killed" || (fault.kind === "deaf" && /lost|broken/.test(fault.how))),
  },
  {
    what: "A page that was over by then did not go out, or a request for a yes that was answered by then.",
    why: "Slack took nothing when it was to go; nobody is called for what is done.",
    allows: ({ section, side, line }, run) => {
      const isOver = /^\w+: (No longer needed|:white_check_mark: \*Approved\*|:x: \*Declined\*)/.test(line);
      const isUndelivered = happened(run, "limited", "gone", "killed", "broken", "lost", "slow", "full", "locked");
      return section.endsWith("direct messages") && side === "missing" && isOver && isUndelivered;
    },
  },
  {
    what: "Something can still be taken back, or was archived only later.",
    why: "The clock of the machine was wrong when it began, so its time is over later.",
    allows: ({ section, line }, run) => {
      const isTime = section === "timers" && /#\d+ (undo|archive\w*)\b/.test(line);
      const isButton =
        /what the bot posted$/.test(section) && /^sitrep: (\*Update: |:\S+: \*(Merged into|#\d+ ))/.test(line);
      const isArchived =
        /^(archive_due|channel_archived|undo_over|channel_archive:) ?/.test(line) ||
        /Its channel was archived|It was run in/.test(line);
      return happened(run, "jumped") && (isTime || isButton || isArchived);
    },
  },
  {
    what: "Somebody was asked for cover for another stretch, or not asked.",
    why: "By a wrong clock another shift is the running one.",
    allows: ({ section, line }, run) =>
      happened(run, "jumped") &&
      ((section === "#0: record" && /^(cover_|override_|swap_)/.test(line)) ||
        (/: (direct messages|private answers)$/.test(section) && /cover|swap/i.test(line))),
  },
  {
    what: "A person was told a second time that it is done.",
    why: "The process ended after it was stored and before Slack had the answer; pressed again, it is answered again.",
    allows: ({ section, side, line }, run) =>
      section.endsWith("private answers") &&
      side === "extra" &&
      /has its former severity again/.test(line) &&
      happened(run, "killed", "lost", "broken", "gone", "dropped"),
  },
  {
    what: "Incidents stand in another order in a Home, or under those of others.",
    why: "They are ordered by when they were declared, and the clock of the machine was wrong; or another person was paged and came.",
    allows: (one, run) => {
      const unordered = (line: string) => line.replace("*Also open*\n", "").split("\n").sort().join("\n");
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
