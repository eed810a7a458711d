import type { Context } from "../kit/context.ts";
import type { Room } from "../kit/room.ts";
import { assessVerb, registerAssessing } from "./assessing.ts";
import { registerClicks } from "./clicks.ts";
import { declareFromMessage, openDeclareForm } from "./declaring.ts";
import { incidentDeeds } from "./deeds.ts";
import { registerSubmits } from "./submits.ts";
import { incidentVerbs } from "./verbs.ts";

export { controlPanel } from "./acts.ts";
export { declareFromMessage, openDeclareForm } from "./declaring.ts";
export { postToConfigured } from "./deeds-channel-list.ts";
export { isBookmarked } from "./deeds-dress.ts";
export {
  editPosted,
  findPosted,
  incidentOf,
  postDirect,
  postDirectOr,
  postOnce,
  roomOf,
  type Where,
} from "./deeds-posting.ts";
export { ids as incidentIds } from "./ids.ts";

/** What Slack sees of the incident as such: how it is declared, changed, ended, and its channel. */
export const incidentsRoom = (ctx: Context): Room => ({
  register(hearing) {
    registerClicks(ctx, hearing);
    registerSubmits(ctx, hearing);
    registerAssessing(ctx, hearing);
    hearing.onShortcut("declare", "declare", (input) => openDeclareForm(ctx, { ...input, via: "shortcut" }));
    hearing.onMessageShortcut("declare_from_message", "declare", (input) => declareFromMessage(ctx, input));
  },
  verbs: [...incidentVerbs(ctx), assessVerb(ctx)],
  deeds: incidentDeeds(ctx),
});
