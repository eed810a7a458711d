import type { KnownBlock } from "@slack/types";
import type { Diagnosis, Finding } from "../../../doctor/index.ts";
import { button, context, date, type Mrkdwn, mrkdwn, section, shorten } from "../../kit/index.ts";
import { checkNow } from "../ids.ts";

export type DoingModel = Pick<Diagnosis, "problems" | "checkedAt" | "isLooking">;

const MOST_PROBLEMS = 10;
const LONGEST = 400;
const SIGNS: Readonly<Record<Finding["state"], Mrkdwn>> = {
  good: mrkdwn``,
  poor: mrkdwn`:large_yellow_circle:`,
  bad: mrkdwn`:red_circle:`,
};

/** How the bot itself is doing, for who operates it: one line when all is well, else each problem and its cure, worst first. */
export function doingSection({ problems, ...look }: DoingModel): KnownBlock[] {
  const check = button({ text: "Check now", actionId: checkNow.build({}), label: "Check now how Sitrep is doing" });
  const beyond = problems.length - MOST_PROBLEMS;
  return [
    section(mrkdwn`*How Sitrep is doing*\n${headline(problems, look)}`, { accessory: check }),
    ...problems.slice(0, MOST_PROBLEMS).map((problem) => section(line(problem))),
    ...(beyond > 0 ? [context([mrkdwn`${beyond} more: \`npx sitrep doctor\` on its machine lists all.`])] : []),
  ];
}

function headline(problems: readonly Finding[], { checkedAt, isLooking }: Omit<DoingModel, "problems">): Mrkdwn {
  const found = problems.length > 0 ? mrkdwn`${verdict(problems)}` : undefined;
  if (isLooking) return found ? mrkdwn`${found} Checking now…` : mrkdwn`Checking now…`;
  if (checkedAt === undefined) return found ?? mrkdwn`Not checked yet.`;
  return found ? mrkdwn`${found} Checked at ${date(checkedAt, "time")}.` : calm(checkedAt);
}

const calm = (checkedAt: number): Mrkdwn => mrkdwn`All is well, checked at ${date(checkedAt, "time")}.`;

function verdict(problems: readonly Finding[]): string {
  const grave = problems.filter(({ state }) => state === "bad").length;
  const rest = problems.length - grave;
  const parts = [
    ...(grave > 0 ? [`${grave} ${grave === 1 ? "thing is" : "things are"} wrong`] : []),
    ...(rest > 0 ? [`${rest}${grave > 0 ? "" : rest === 1 ? " thing" : " things"} could be better`] : []),
  ];
  return `${parts.join(", ")}.`;
}

const line = ({ check, state, what, mend }: Finding): Mrkdwn =>
  mrkdwn`${SIGNS[state]} *${check}*: ${shorten(what, LONGEST)}${mend === undefined ? mrkdwn`` : mrkdwn`\n→ ${shorten(mend, LONGEST)}`}`;
