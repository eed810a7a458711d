import type { KnownBlock } from "@slack/types";
import { bold, context, joinMrkdwn, type Mrkdwn, mrkdwn, section } from "../../kit/index.ts";
import type { OnCallModel } from "../model.ts";
import { namedOnCall, type Unable, untilWords } from "./on-call.ts";

/** "On call now" for a person's Home: what they hold themselves first, then everybody's; nothing without rotations. */
export function onCallSection({ rotations, beyond, own }: OnCallModel, unable: Unable): KnownBlock[] {
  if (rotations.length === 0) return [];
  const lines = rotations.map((rotation) => line(rotation, unable));
  return [
    section(joinMrkdwn([mrkdwn`*On call now*`, ...own.map(ownWords)], "\n")),
    section(joinMrkdwn(lines, "\n")),
    ...(beyond > 0 ? [context([mrkdwn`${beyond} more: \`/incident oncall\``])] : []),
  ];
}

const ownWords = ({ name, level, until }: OnCallModel["own"][number]): Mrkdwn =>
  level === "primary"
    ? mrkdwn`:pager: You are on call for ${bold(name)}, ${untilWords(until)}.`
    : mrkdwn`You are secondary for ${bold(name)}, ${untilWords(until)}.`;

function line({ name, primary, secondary }: OnCallModel["rotations"][number], unable: Unable): Mrkdwn {
  const second = secondary ? mrkdwn`, then ${namedOnCall(secondary, unable)}` : mrkdwn``;
  const first = primary ? namedOnCall(primary, unable) : mrkdwn`nobody`;
  return mrkdwn`• ${bold(name)}: ${first}${second}`;
}
