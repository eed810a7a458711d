import { HOUSE } from "../../../src/core/ledger/index.ts";
import { MINUTE } from "../day.ts";
import { type Allowed, type Circumstances, type Difference, happened, hasCounterpart, isHeldUp } from "./allowed.ts";

/** Somebody came or answered only later, the clock was wrong, or the bot was away or deaf for as long as a rung waits. */
const climbedElse = (one: Difference, run: Circumstances): boolean =>
  isLate(one, run) ||
  happened(run, "jumped", "gone") ||
  run.faults.some(
    (fault) =>
      (fault.kind === "killed" && fault.downMs >= MINUTE) || (fault.kind === "muddled" && fault.delayMs >= MINUTE),
  );

/** Somebody waited in the same incident or for a shift; one that was merged is the other's affair too. */
function isLate(one: Difference, { day, delays }: Circumstances): boolean {
  const number = incidentOf(one);
  const isOwn = (n: number): boolean => number === undefined || day.isMerged || n === number || n === HOUSE;
  return [...delays].some(([n, ms]) => isOwn(n) && ms > 0);
}

/** The number of the incident that a difference is of; undefined when it names none. */
function incidentOf({ section, line }: Difference): number | undefined {
  const [, number] = /^#(\d+):/.exec(section) ?? /#inc-(\d+)-/.exec(section) ?? /#(\d+)/.exec(line) ?? [];
  return number === undefined ? undefined : Number(number);
}

const OF_PAGE = /^(acknowledged|escalation_\w+|paged|page_\w+|rung_skipped|ladder_\w+|trigger_\w+|entry_moved) /;
const TOLD =
  /paged?\*? as|called in|I called|everybody on the ladder (was|is)|nobody is left to call|asks for help|is called next/i;
const CAME = /^(person_joined|people_invited|members|channel_join)|# Catch-up:|^inc-/;

/** What stands in a page of the moment at which it went. */
const OF_ITS_MOMENT = /(\*Why now:\*|Why they were called:) [^/]*|\*State:\*.*(?=\*Needed:\*)| {2}· {2}#inc-[\w-]+$/g;

const tellsOf = (kind: string, text: string): boolean =>
  text.startsWith(`${kind} `) || (text.startsWith("entry_moved ") && text.includes(`"kind":"${kind}"`));

/** Who is called, when, and what they read. */
export const PAGING: readonly Allowed[] = [
  {
    what: "The ladder climbed, or a trigger of time fired, that did not in the calm run, or the other way round; or another person was on call.",
    why: "Somebody came, answered or was heard only later, the clock of the machine was wrong, or the bot was away for minutes: a rung calls who is on call when it is called.",
    allows: (one, run) => {
      const { section, line } = one;
      const isRecorded = /: record$/.test(section) && OF_PAGE.test(line);
      const isTold = /what the bot posted$|direct messages$|private answers$/.test(section) && TOLD.test(line);
      const isAsked = /: reminders( as recorded)?$/.test(section) && / ?(#\d+:)?page\//.test(line);
      const isTimed = section === "timers" && /#\d+ (escalation_climb|trigger)\//.test(line);
      const isOutside = section.startsWith("pages outside");
      return climbedElse(one, run) && (isRecorded || isTold || isAsked || isTimed || isOutside);
    },
  },
  {
    what: "Somebody came into a channel, or is not there, and their Home says so.",
    why: "They were called in one run and not in the other, as above.",
    allows: (one, run) => {
      const { section, line } = one;
      const isCalledElse = run.all.some((other) => /^(paged|escalation_raised) /.test(other.line));
      return (CAME.test(line) || section.endsWith(": Home")) && isCalledElse && climbedElse(one, run);
    },
  },
  {
    what: "A page, or the word that everybody was called, tells another reason or state.",
    why: "It tells what was known when it went or was answered; Slack was away, had not told yet what was said, or there was no channel yet.",
    allows: (one, run) => {
      const undated = (line: string) => line.replace(OF_ITS_MOMENT, "");
      return (
        /what the bot posted$|direct messages$/.test(one.section) &&
        isHeldUp(run) &&
        hasCounterpart(run, one, (line) => undated(line) === undated(one.line))
      );
    },
  },
  {
    what: "A page was acknowledged by another act of the same person.",
    why: "What they do in the incident shows that they are there, and the bot heard of some of it only later.",
    allows: (one, run) => {
      const unshown = (line: string) => line.replace(/"shownBy":"\w+"|, who [^.]*\./, "");
      const isSame = hasCounterpart(run, one, (line) => unshown(line) === unshown(one.line));
      return unshown(one.line) !== one.line && isHeldUp(run) && isSame;
    },
  },
  {
    what: "A page that was over by then did not go out, nor a request for a yes that was answered by then.",
    why: "Slack took nothing when it was to go; nobody is called for what is done.",
    allows: ({ section, side, line }, run) => {
      const isOver =
        /^\w+: (No longer needed|Acknowledged by|:white_check_mark: \*Approved\*|:no_entry_sign: \*Declined\*)/.test(
          line,
        );
      const isUndelivered = happened(run, "limited", "gone", "killed", "broken", "lost", "slow", "full", "locked");
      const isSaid = /direct messages$|what the bot posted$/.test(section);
      // Where nobody could decide that it goes, nothing is on record of it either.
      const isAsk = section.endsWith(": reminders as recorded") && / page\//.test(line);
      const isUndecided = isAsk && happened(run, "killed", "gone", "full", "locked");
      return side === "missing" && ((isSaid && isOver && isUndelivered) || isUndecided);
    },
  },
  {
    what: "Nobody was told that everybody had been called.",
    why: "Slack took it only after a new round had begun, in which people are called again.",
    allows: ({ section, side, line }, run) =>
      /what the bot posted$/.test(section) &&
      side === "missing" &&
      line.includes("*Nobody is left to call") &&
      happened(run, "limited", "gone", "killed", "broken", "lost", "slow", "full", "locked"),
  },
  {
    what: "A page was withdrawn from a way beside Slack instead of being sent there.",
    why: "The way did not take it, or the process was away; meanwhile somebody answered it in Slack, so it would be a false alarm.",
    allows: ({ section, side, line }, run) => {
      const way = /webhook/i.test(line) ? "webhook" : "pagerduty";
      const isWithdrawn = (other: Difference) =>
        other.side === "extra" && tellsOf("page_withdrawn", other.line) && other.line.toLowerCase().includes(way);
      const isOfWay = section === "pages outside" || tellsOf("page_delivered", line);
      const isSo = side === "extra" ? tellsOf("page_withdrawn", line) : isOfWay && run.all.some(isWithdrawn);
      return happened(run, "deaf", "killed", "locked", "full") && isSo;
    },
  },
  {
    what: "Only the acknowledgement of a page went to a way beside Slack.",
    why: "The process ended while the page was sent, so it may have arrived; the way took it no second time before somebody answered.",
    allows: ({ section, side, line }, run) => {
      const isOfPage = section === "pages outside" || tellsOf("page_delivered", line);
      const isInDoubt = happened(run, "deaf") && happened(run, "killed");
      return isOfPage && side === "missing" && isInDoubt && /trigger|was paged/.test(line);
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
];
