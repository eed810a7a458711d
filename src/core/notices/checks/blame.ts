import { holderOf } from "../../roles/index.ts";
import { type Find, literally, matches } from "./finding.ts";

const ASK = "say what happened and what allowed it, not who";

/** Phrases that look for a culprit. */
export const BLAME: readonly (readonly [words: string, advice: string])[] = [
  ["human error|operator error|user error|pilot error", `an error is where the search begins: ${ASK}`],
  [
    "(?:should|could|ought to) (?:not |never )?have (?:known|noticed|checked|caught|tested|seen|been|prevented|asked)|should(?:n't| not) have",
    "afterwards it is easy to know: say what was known then",
  ],
  [
    "careless(?:ly|ness)?|negligen(?:t|ce|tly)|sloppy|reckless(?:ly)?|incompeten(?:t|ce)|stupid(?:ly|ity)?|lazy",
    `this judges a person: ${ASK}`,
  ],
  ["(?:at|to) (?:fault|blame)|(?:my|his|her|their|whose) (?:own )?(?:fault|mistake)|culprits?", ASK],
  [
    "(?:mistake|error|fault|failure|negligence) (?:of|by|made by) (?:an?|one of|our|the|some) (?:\\w+ )?(?:engineers?|developers?|employees?|operators?|administrators?|admins?|teams?|members? of staff|colleagues?|contractors?|vendors?|suppliers?|interns?)",
    ASK,
  ],
  [
    "(?:an?|one of our|some|the) (?:engineer|developer|employee|operator|administrator|admin|colleague|contractor|intern)s? (?:\\w+ )?(?:forgot|broke|failed|deleted|missed|ignored|caused|misconfigured|overlooked)",
    ASK,
  ],
  [
    "forgot to|neglected to|didn't bother|did not bother|failed to (?:check|test|notice|follow|read|review|tell)",
    `this names an omission as the cause: ${ASK}`,
  ],
];

const PATTERNS = BLAME.map(
  ([words, advice]) => [new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, "giu"), advice] as const,
);

const DEEDS =
  "(?:accidentally |wrongly |mistakenly )?(?:broke|caused|forgot|failed|deleted|dropped|missed|ignored|overlooked|misconfigured|took down|messed up)";

/** Where a text says what one person did wrong, or uses one of those phrases. */
export const findBlame: Find = ({ text, record: { incident, policy, nameOf } }) => {
  const holders = policy.roles.flatMap(({ id }) => holderOf(incident, id) ?? []);
  const userIds = [...new Set([...holders, ...incident.facts.invited, ...incident.timeline.members])];
  const names = userIds.map(nameOf).filter((name) => name !== "");
  const anybody = ["@[\\p{L}\\w]+(?:[.-][\\p{L}\\w]+)*", ...names.map(literally)].join("|");
  const named = new RegExp(
    `(?<!\\p{L})(?:(?:${anybody}) ${DEEDS}|(?:caused|broken|forgotten|deleted) by (?:${anybody}))(?!\\p{L})`,
    "giu",
  );
  return [...matches(text, named, ASK), ...PATTERNS.flatMap(([pattern, advice]) => matches(text, pattern, advice))];
};
