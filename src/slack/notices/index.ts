import type { Context } from "../kit/context.ts";
import type { Room } from "../kit/room.ts";
import { noticeDeeds } from "./deeds.ts";
import { register } from "./handlers.ts";
import { noticeVerbs } from "./verbs.ts";

export { notify } from "./ids.ts";
export { openHandoff } from "./verbs.ts";

/** Notices: the words for each audience, written, checked, approved and sent. */
export const noticesRoom = (ctx: Context): Room => ({
  register: register(ctx),
  verbs: noticeVerbs(ctx),
  deeds: noticeDeeds(ctx),
});
