import type { Context } from "../kit/context.ts";
import type { Room } from "../kit/room.ts";
import { serviceVerbs } from "./verbs.ts";

/** What Slack sees of the catalog of services. */
export const servicesRoom = (ctx: Context): Room => ({ verbs: serviceVerbs(ctx) });
