import type { Incident } from "../../core/product.ts";
import { type SummaryModel, summaryOf } from "../../core/summary/index.ts";
import type { Context } from "../kit/context.ts";
import type { Message } from "../kit/index.ts";
import { keyMoments } from "./key-moments.ts";
import { catchUp } from "./views/catch-up.ts";

/** The incident as it stands now. */
export const summaryNow = (ctx: Context, incident: Incident): SummaryModel =>
  summaryOf(incident, ctx.policy(), ctx.clock.now());

/** What somebody who just came must know. */
export async function catchUpNow(ctx: Context, incident: Incident): Promise<Message> {
  return catchUp({ summary: summaryNow(ctx, incident), moments: await keyMoments(ctx, incident) });
}
