import type { AskViews } from "../kit/asks.ts";
import type { Context } from "../kit/context.ts";
import type { Room } from "../kit/room.ts";
import { reminderDeeds } from "./deeds.ts";
import { register } from "./handlers.ts";
import { reminderVerbs } from "./verbs.ts";

/** Everything that people are asked for: sent, put off, turned off, and taken back when it is answered. */
export const remindersRoom = (ctx: Context, views: AskViews): Room => ({
  register: register(ctx),
  verbs: reminderVerbs(ctx),
  deeds: reminderDeeds(ctx, views),
});
