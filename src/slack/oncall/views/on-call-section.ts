import type { KnownBlock } from "@slack/types";
import { bold, context, joinMrkdwn, type Mrkdwn, mrkdwn, section, userMention } from "../../kit/index.ts";
import type { RotationNow } from "../model.ts";
import { untilWords } from "./on-call.ts";

/** A Home has a hundred blocks for everything; these few lines say the most. */
const MOST = 10;

/** "On call now" for a person's Home: what they hold themselves first, then everybody's; nothing without rotations. */
export function onCallSection(rotations: readonly RotationNow[], userId: string): KnownBlock[] {
  if (rotations.length === 0) return [];
  const own = rotations.flatMap((rotation) => ownWords(rotation, userId));
  const lines = rotations.slice(0, MOST).map(line);
  const left = rotations.length - lines.length;
  return [
    section(joinMrkdwn([mrkdwn`*On call now*`, ...own], "\n")),
    section(joinMrkdwn(lines, "\n")),
    ...(left > 0 ? [context([mrkdwn`${left} more: \`/incident oncall\``])] : []),
  ];
}

function ownWords({ name, primary, secondary }: RotationNow, userId: string): Mrkdwn[] {
  const held = [
    ...(primary?.userId === userId
      ? [mrkdwn`:pager: You are on call for ${bold(name)} ${untilWords(primary.until)}.`]
      : []),
    ...(secondary?.userId === userId
      ? [mrkdwn`You are secondary for ${bold(name)} ${untilWords(secondary.until)}.`]
      : []),
  ];
  return held;
}

function line({ name, primary, secondary }: RotationNow): Mrkdwn {
  const second = secondary ? mrkdwn`, then ${userMention(secondary.userId)}` : mrkdwn``;
  if (!primary) return mrkdwn`• ${bold(name)}: nobody${second}`;
  return mrkdwn`• ${bold(name)}: ${userMention(primary.userId)}${second}`;
}
