import { counted } from "../../lib/amounts.ts";
import type { WithFacts } from "../incidents/index.ts";

const SHARES = {
  all: "all users",
  most: "over half of the users",
  some: "some users",
  few: "few users",
  none: undefined,
};

/** What the last assessment says of customers, money and promises; undefined when it says nothing of them. */
export function impactInBusiness({ facts }: WithFacts): string | undefined {
  const assessment = facts.assessments.at(-1);
  if (!assessment) return undefined;
  const { users, business, data } = assessment;
  const share = SHARES[users.share];
  const said = [
    share && `${share} affected${users.arePaying ? ", paying customers among them" : ""}`,
    users.count !== undefined && `${counted(users.count, "user")} counted`,
    business.revenue !== undefined && `${business.revenue.toLocaleString("en")} of revenue lost so far`,
    business.isSlaBroken && "a promise to customers is broken or about to be",
    business.isReputationAtRisk && "customers or the press talk about it",
    business.isRegulatoryRisk && "a regulator may have to be told",
    data.isLossSuspected && "data may be lost",
    data.isExposureSuspected && "data may have been seen by others",
  ].filter((text) => typeof text === "string");
  return said.length === 0 ? undefined : said.join("; ");
}

const EXPECTED = { minutes: "minutes", hours: "hours", days: "days", unknown: undefined };

/** How long the last assessment guesses that it takes. */
export function timeItTakes({ facts }: WithFacts): string | undefined {
  const duration = facts.assessments.at(-1)?.duration;
  const expected = duration && EXPECTED[duration.expected];
  return (
    expected &&
    `a matter of ${expected}, by the present guess${duration.isGettingWorse ? ", and it is getting worse" : ""}`
  );
}
