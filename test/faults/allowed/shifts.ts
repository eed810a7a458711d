import { type Allowed, happened, hasCounterpart, isHeldUp } from "./allowed.ts";

/** Handoffs, covers and swaps. */
export const SHIFTS: readonly Allowed[] = [
  {
    what: "A handoff went by itself instead of by its leaver, was not edited, or was not asked about again.",
    why: "The leaver or the arriver could do their part only later, or it was delivered only later; the shift changes at its time.",
    allows: ({ section, line }, run) => {
      const isRecorded = section.startsWith("#0: ") && /^(handoff_|reminder_\w+ handoff\/)/.test(line);
      const isShown = /: (direct messages|reminders)$/.test(section) && /handoff/i.test(line);
      return (isRecorded || isShown) && (isHeldUp(run) || happened(run, "slow", "lost", "broken", "limited"));
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
    what: "Somebody was asked for cover for another stretch, or not asked.",
    why: "By a wrong clock another shift is the running one.",
    allows: ({ section, line }, run) =>
      happened(run, "jumped") &&
      ((section === "timers" && /^#0 (cover|swap)/.test(line)) ||
        (section === "#0: record" && /^(cover_|override_|swap_)/.test(line)) ||
        (/: (direct messages|private answers)$/.test(section) && /cover|swap/i.test(line))),
  },
];
