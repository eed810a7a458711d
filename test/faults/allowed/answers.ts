import { type Allowed, happened, hasCounterpart, inSection } from "./allowed.ts";

const APOLOGY =
  /try again|didn't answer in time|didn't get our answer in time|cannot write to its database|Somebody was faster/i;
const WHISPERED = inSection(/: private answers$/);

/** What only one person reads. */
export const ANSWERS: readonly Allowed[] = [
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
    what: "A person was told a second time that it is done.",
    why: "The process ended after it was stored and before Slack had the answer, and pressed again it is answered again; or it was not known yet where the question stands.",
    allows: ({ section, side, line }, run) =>
      section.endsWith("private answers") &&
      side === "extra" &&
      /has its former severity again|The merge is taken back|\*(Approved|Declined)\* by/.test(line) &&
      happened(run, "killed", "lost", "broken", "gone", "dropped"),
  },
];
