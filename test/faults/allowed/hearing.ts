import { type Allowed, happened, hasCounterpart, inSection, isHeldUp, RECORD } from "./allowed.ts";

const TALK = inSection(/: talk as recorded$/);
const HEARD = inSection(/: record of what changed in Slack$/);

/** What was heard of what people did, and when. */
export const HEARING: readonly Allowed[] = [
  {
    what: "Somebody was invited who was in the channel already.",
    why: "They took a role or were called again before Slack took the first invitation or told that they had come; Slack says that they are in, and nobody notices.",
    allows: (one, run) => {
      const isExtra = RECORD(one) && one.side === "extra" && one.line.startsWith("people_invited");
      return isExtra && (isHeldUp(run) || happened(run, "limited", "lost", "broken", "slow"));
    },
  },
  {
    what: "The record does not say that somebody was invited.",
    why: "The answer of Slack was lost, and asked again it says that they are in the channel already.",
    allows: (one, run) =>
      RECORD(one) &&
      one.side === "missing" &&
      one.line.startsWith("people_invited") &&
      happened(run, "lost", "broken", "killed"),
  },
  {
    what: "People were invited together instead of one after the other.",
    why: "They were called or took a role before Slack let the channel be made.",
    allows: (one, run) => {
      const invited = (line: string): readonly string[] => line.match(/(?<="userIds":\[)[^\]]*/)?.[0].split(",") ?? [];
      const isInvitation = (line: string) => line.startsWith("people_invited ");
      const isIn = (userId: string) =>
        hasCounterpart(run, one, (line) => isInvitation(line) && invited(line).includes(userId));
      return RECORD(one) && isInvitation(one.line) && invited(one.line).every(isIn);
    },
  },
  {
    what: "A merge took other people along, or names them in another order.",
    why: "It takes along whom the bot knows to be in the channel; it heard of their coming only later, or they were called in the other run.",
    allows: (one, run) => {
      const unnamed = (line: string) => line.replace(/"userIds":\[[^\]]*\]/, "");
      const isMerge = /^(incident_taken_in|people_invited) /.test(one.line);
      const isAlike = hasCounterpart(run, one, (line) => unnamed(line) === unnamed(one.line));
      const wasMerged = happened(run, "jumped") || run.all.some(({ line }) => line.startsWith("incident_taken_in "));
      return RECORD(one) && isMerge && wasMerged && isHeldUp(run) && (isAlike || one.line.startsWith("people_invited"));
    },
  },
  {
    what: "What was said in a merged incident stands in its own record only, or in another place of the other's.",
    why: "Slack told of it only after the merge, or after it was taken back; or the clock of the machine was wrong.",
    allows: (one, run) => {
      const unnumbered = (line: string) => line.replace(/^\d+\. /, "");
      const wasUndone = run.day.acts.some((act) => act.kind === "press" && act.label === "Undo the merge");
      const isOfMerged = wasUndone && /\(2\.\w+\)/.test(one.line);
      const isRenumbered = hasCounterpart(run, one, (line) => unnumbered(line) === unnumbered(one.line));
      return TALK(one) && run.day.isMerged && isHeldUp(run) && (isOfMerged || isRenumbered);
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
    what: "An edit lacks the words before it, a deleted message or a mark taken off again left nothing.",
    why: "Nobody listened when it happened; Slack's history keeps the last state only, and that is recorded.",
    allows: (one, run) => HEARD(one) && happened(run, "killed", "gone", "dropped", "muddled", "locked", "full"),
  },
];
