import type { World } from "../../core/ledger/index.ts";
import { calendarKey, calendarPath, type Feed, rotationMeant } from "../../core/oncall/index.ts";
import type { Context } from "../kit/context.ts";
import { type Mrkdwn, mrkdwn, type Reply } from "../kit/index.ts";

/** The addresses under which calendars find a person's shifts, or those of a rotation. */
export async function calendarLinks(ctx: Context, world: World, userId: string, words: string): Promise<Reply> {
  const { publicUrl } = ctx.config;
  if (publicUrl === undefined) return said(NOT_SERVED);
  const key = await calendarKey(ctx.store);
  const linkTo = (feed: Feed) => `${publicUrl}${calendarPath(key, feed)}`;
  if (words !== "") {
    const { id, name } = rotationMeant(world, words);
    return said(mrkdwn`*${name} as a calendar:* ${linkTo({ kind: "rotation", id })}
${HOW}`);
  }
  return said(mrkdwn`*Your shifts as a calendar:* ${linkTo({ kind: "person", id: userId })}
${HOW} \`/incident oncall calendar [rotation]\` gives that of a rotation.`);
}

const HOW = mrkdwn`Subscribe to it in your calendar program (“from URL”). Whoever has the address can read it, so keep it to yourself.`;

const NOT_SERVED = mrkdwn`Calendars are served once whoever runs Sitrep sets PORT and PUBLIC_URL, the address under which others reach that port.`;

const said = (text: Mrkdwn): Reply => ({ text: text.value });
