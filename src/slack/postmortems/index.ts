import type { Context } from "../kit/context.ts";
import type { Room } from "../kit/room.ts";
import { postmortemDeeds } from "./deeds.ts";
import { register } from "./handlers.ts";
import { postmortemVerbs } from "./verbs.ts";

export { postmortemMarkdown } from "./draft.ts";
export { ids as postmortemIds } from "./ids.ts";

/** What Slack sees of the post-mortem and of what must be done. */
export const postmortemsRoom = (ctx: Context): Room => ({
  register: register(ctx),
  verbs: postmortemVerbs(ctx),
  deeds: postmortemDeeds(ctx),
});
