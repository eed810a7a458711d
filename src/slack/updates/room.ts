import type { Context } from "../kit/context.ts";
import type { Room } from "../kit/room.ts";
import { updateDeeds } from "./deeds.ts";
import { register } from "./handlers.ts";
import { updateVerbs } from "./verbs.ts";

/** Updates: written, asked for, and sent to whoever waits for them. */
export const updatesRoom = (ctx: Context): Room => ({
  register: register(ctx),
  verbs: updateVerbs(ctx),
  deeds: updateDeeds(ctx),
});
