import type { KnownBlock } from "@slack/types";
import { bold, context, joinMrkdwn, type Mrkdwn, mrkdwn, section, userMention } from "../../kit/index.ts";
import type { OnCallModel } from "../model.ts";
import { untilWords } from "./on-call.ts";

/** A Home has a hundred blocks for everything; these few lines say the most. */
const MOST = 10;

/** "On call now" for a person's Home: what they hold themselves first, then everybody's; nothing without rotations. */
export function onCallSection({ rotations, own }: OnCallModel): KnownBlock[] {
  if (rotations.length === 0) return [];
  const left = rotations.length - MOST;
  return [
    section(joinMrkdwn([mrkdwn`*On call now*`, ...own.slice(0, MOST).map(ownWords)], "\n")),
    section(joinMrkdwn(rotations.slice(0, MOST).map(line), "\n")),
    ...(left > 0 ? [context([mrkdwn`${left} more: \`/incident oncall\``])] : []),
  ];
}

const ownWords = ({ name, level, until }: OnCallModel["own"][number]): Mrkdwn =>
  level === "primary"
    ? mrkdwn`:pager: You are on call for ${bold(name)}, ${untilWords(until)}.`
    : mrkdwn`You are secondary for ${bold(name)}, ${untilWords(until)}.`;

function line({ name, primary, secondary }: OnCallModel["rotations"][number]): Mrkdwn {
  const second = secondary ? mrkdwn`, then ${userMention(secondary)}` : mrkdwn``;
  const first = primary ? userMention(primary) : mrkdwn`nobody`;
  return mrkdwn`• ${bold(name)}: ${first}${second}`;
}
