import type { KnownBlock } from "@slack/types";
import {
  bold,
  context,
  date,
  joinMrkdwn,
  type Message,
  type Mrkdwn,
  message,
  mrkdwn,
  section,
  userMention,
} from "../../kit/index.ts";
import type { Held, RotationNow, ShiftAhead } from "../model.ts";

/** A message has fifty blocks. */
const MOST = 40;

/** People who are named and cannot be on call, each with why. */
export type Unable = ReadonlyMap<string, string>;

/** All rotations: who is on call now, until when, and who is next. */
export function rotationsMessage(rotations: readonly RotationNow[], unable: Unable): Message {
  if (rotations.length === 0) return message(NONE, [section(NONE)]);
  const shown = rotations.slice(0, MOST).map((rotation) => rotationWords(rotation, unable));
  const left = rotations.length - shown.length;
  const more = mrkdwn`${left} more rotations: \`/incident oncall\` with the name of one.`;
  const foot = left > 0 ? [HINT, more] : [HINT];
  return message(joinMrkdwn([...shown, ...foot], "\n"), [...shown.map((text) => section(text)), context(foot)]);
}

/** One rotation, with its next shifts. */
export function rotationMessage(rotation: RotationNow, ahead: readonly ShiftAhead[], unable: Unable): Message {
  const now = rotationWords(rotation, unable);
  const lines = ahead.map((shift) => aheadWords(shift, unable));
  const next = lines.length > 0 ? [joinMrkdwn([mrkdwn`*Coming up*`, ...lines], "\n")] : [];
  const { services } = rotation;
  const about = services.length > 0 ? [mrkdwn`On call for ${services.join(", ")}.`] : [];
  const foot: KnownBlock[] = about.length > 0 ? [context(about)] : [];
  return message(joinMrkdwn([now, ...next, ...about], "\n"), [...[now, ...next].map((text) => section(text)), ...foot]);
}

const HINT = mrkdwn`\`/incident oncall payments\` shows one rotation, or that of a service, with its next shifts; \`/incident oncall health\` the pages of each person.`;

const NONE = mrkdwn`*No rotations are set up yet.* Put a \`rotations.yml\` beside \`policy.yml\` in the folder that CONFIG_DIR names:
\`\`\`payments:
  name: Payments
  kind: weekly            # or daily, follow_the_sun, business_hours
  timeZone: Europe/Berlin
  people: [U0123ABCD, U0456EFGH]
  startsOn: "2026-01-05"
  handoverAt: "09:00"\`\`\`
Then \`rotation: payments\` under a service in \`services.yml\` says who is on call for it. \`npx sitrep validate\` checks both.`;

/** Who is on call in one rotation, in two or three lines. */
function rotationWords({ id, name, primary, secondary, next }: RotationNow, unable: Unable): Mrkdwn {
  const cannot = [primary, secondary].some((held) => held && unable.has(held.userId));
  const from =
    next && mrkdwn`${namedOnCall(next.userId, unable)} from ${date(next.at, "dateTime")}${mark(next.isOverride)}`;
  const lines = [
    mrkdwn`${bold(name)}  \`${id}\``,
    primary ? mrkdwn`On call: ${heldWords(primary, unable)}` : mrkdwn`Nobody is on call now.`,
    ...(secondary ? [mrkdwn`Secondary: ${heldWords(secondary, unable)}`] : []),
    ...(from ? [mrkdwn`Next: ${from}`] : []),
    ...(cannot
      ? [mrkdwn`Put somebody on call: \`/incident override ${id} @name …\`, and take them out of rotations.yml.`]
      : []),
  ];
  return joinMrkdwn(lines, "\n");
}

/** A call to them would reach nobody, or nobody who can do what is asked. */
export function namedOnCall(userId: string, unable: Unable): Mrkdwn {
  const why = unable.get(userId);
  return why ? mrkdwn`${userMention(userId)} :warning: *(${why})*` : userMention(userId);
}

function heldWords({ userId, name, isOverride, insteadOf, until }: Held, unable: Unable): Mrkdwn {
  const shift = name ? mrkdwn` (${name})` : mrkdwn``;
  const stand = insteadOf ? mrkdwn`, instead of ${userMention(insteadOf)}` : mark(isOverride);
  return mrkdwn`${namedOnCall(userId, unable)}${shift}${stand}, ${untilWords(until)}`;
}

export const untilWords = (until: number | undefined): Mrkdwn =>
  until === undefined ? mrkdwn`until further notice` : mrkdwn`until ${date(until, "dateTime")}`;

const mark = (isOverride: boolean): Mrkdwn => (isOverride ? mrkdwn`, by override` : mrkdwn``);

function aheadWords({ userId, name, isOverride, startAt, endAt }: ShiftAhead, unable: Unable): Mrkdwn {
  const shift = name ? mrkdwn` (${name})` : mrkdwn``;
  const span = mrkdwn`${date(startAt, "dateTime")} to ${date(endAt, "dateTime")}`;
  return mrkdwn`• ${span}: ${namedOnCall(userId, unable)}${shift}${mark(isOverride)}`;
}
