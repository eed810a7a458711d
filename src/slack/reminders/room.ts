import type { Context } from "../kit/context.ts";
import type { Room } from "../kit/room.ts";
import { reminderDeeds } from "./deeds.ts";
import { register } from "./handlers.ts";
import { reminderVerbs } from "./verbs.ts";

/** Reminders: sent, put off, turned off, and taken back when they are answered. */
export const remindersRoom = (ctx: Context): Room => ({
  register: register(ctx),
  verbs: reminderVerbs(ctx),
  deeds: reminderDeeds(ctx),
});
