import type { Context } from "../kit/context.ts";
import type { Room } from "../kit/room.ts";
import { oncallAsks } from "./asks.ts";
import { registerCovers } from "./cover.ts";
import { oncallDeeds } from "./deeds.ts";
import { registerHandoffs } from "./handoff.ts";
import { registerOverrides } from "./override.ts";
import { shiftVerbs } from "./shift-verbs.ts";
import { registerSwaps } from "./swap.ts";
import { rotaVerbs } from "./verbs.ts";

/** Shifts: who is on call, how that changes for a while, and how a shift is handed over. */
export const oncallRoom = (ctx: Context): Room => ({
  register(doors) {
    registerCovers(ctx, doors);
    registerSwaps(ctx, doors);
    registerOverrides(ctx, doors);
    registerHandoffs(ctx, doors);
  },
  verbs: [...rotaVerbs(ctx), ...shiftVerbs(ctx)],
  deeds: oncallDeeds(ctx),
  asks: oncallAsks(ctx),
});
