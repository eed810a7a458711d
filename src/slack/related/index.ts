import type { Context } from "../kit/context.ts";
import type { Room } from "../kit/room.ts";
import { relatedDeeds } from "./deeds.ts";
import { register } from "./handlers.ts";
import { relatedVerbs } from "./verbs.ts";

export { relatedNow } from "./related-now.ts";
export { realButton, undoButton } from "./undo-button.ts";

/** What ties incidents together, declaring from a mark, and mistakes taken back. */
export const relatedRoom = (ctx: Context): Room => ({
  register: register(ctx),
  verbs: relatedVerbs(ctx),
  deeds: relatedDeeds(ctx),
});
