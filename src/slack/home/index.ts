import type { AskViews } from "../kit/asks.ts";
import type { Context } from "../kit/context.ts";
import type { Gate } from "../kit/index.ts";
import type { Room } from "../kit/room.ts";
import { homeDeeds } from "./deeds.ts";
import { register } from "./handlers.ts";
import { Operators } from "./operators.ts";

/** What concerns a person, at a glance; and an answer for who speaks to the bot. */
export function homeRoom(ctx: Context, _asks: AskViews, gate: Gate): Room {
  const operators = new Operators(ctx, gate);
  return { register: register(ctx, operators), deeds: homeDeeds(ctx, operators) };
}
