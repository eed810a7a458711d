import { type Allowed, happened, hasCounterpart, isHeldUp, POSTED } from "./allowed.ts";

const withoutCount = (line: string): string => line.replace(/It asks (\d+|one) questions?/, "It asks");
const withoutNames = (line: string): string => line.toLowerCase().replaceAll("@", "");

/** How posts and the Home read. */
export const SCREENS: readonly Allowed[] = [
  {
    what: "The bot is in #incidents, and Slack says so.",
    why: "To look whether a post in doubt went out, the bot must be in the channel, so it joins.",
    allows: ({ section, line }) =>
      section.startsWith("#incidents") && (/^members /.test(line) || /^channel_join: .*sitrep/i.test(line)),
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
    what: "Something can still be taken back, or was archived only later.",
    why: "The clock of the machine was wrong when it began, so its time is over later.",
    allows: ({ section, line }, run) => {
      const isTime = section === "timers" && /#\d+ (undo|archive\w*)\b/.test(line);
      const isButton =
        /what the bot posted$/.test(section) && /^sitrep: (\*Update: |# |:\S+: \*(Merged into|#\d+ ))/.test(line);
      const isArchived =
        /^(archive_due|channel_archived|undo_over|channel_archive:) ?/.test(line) ||
        /Its channel was archived|It was run in/.test(line);
      const isListed = section === "channels" && /^inc-/.test(line);
      return happened(run, "jumped") && (isTime || isButton || isArchived || isListed);
    },
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
];
