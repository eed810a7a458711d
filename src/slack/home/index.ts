import type { Context } from "../kit/context.ts";
import type { Room } from "../kit/room.ts";
import { homeDeeds } from "./deeds.ts";
import { register } from "./handlers.ts";

/** What concerns a person, at a glance; and an answer for who speaks to the bot. */
export const homeRoom = (ctx: Context): Room => ({ register: register(ctx), deeds: homeDeeds(ctx) });
