import type { Context } from "../kit/context.ts";
import type { Room } from "../kit/room.ts";
import { timelineDeeds } from "./deeds.ts";
import { register } from "./handlers.ts";
import { timelineVerbs } from "./verbs.ts";

export { createCatchUp } from "./catch-up.ts";
export { timelineExport } from "./export-file.ts";
export { readWhole } from "./fill-in.ts";
export { findMessage } from "./lookup.ts";
export { readThread } from "./read-thread.ts";

/** Hears what is said in the channels of incidents, and shows the record. */
export const timelineRoom = (ctx: Context): Room => ({
  register: register(ctx),
  verbs: timelineVerbs(ctx),
  deeds: timelineDeeds(ctx),
});
