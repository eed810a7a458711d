import type { Context } from "../kit/context.ts";
import type { Room } from "../kit/room.ts";
import { triggerDeeds } from "./deeds.ts";
import { register } from "./handlers.ts";

/** The question whether to escalate, for what may have been meant otherwise. */
export const triggersRoom = (ctx: Context): Room => ({ register: register(ctx), deeds: triggerDeeds(ctx) });
