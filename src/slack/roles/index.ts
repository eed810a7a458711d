import type { Context } from "../kit/context.ts";
import type { Room } from "../kit/room.ts";
import { roleDeeds } from "./deeds.ts";
import { register } from "./handlers.ts";
import { roleVerbs } from "./verbs.ts";

export { calledName } from "./give.ts";

/** Who does what in an incident. */
export const rolesRoom = (ctx: Context): Room => ({
  register: register(ctx),
  verbs: roleVerbs(ctx),
  deeds: roleDeeds(ctx),
});
