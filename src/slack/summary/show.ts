import { personId } from "../../core/ledger/index.ts";
import type { Incident } from "../../core/product.ts";
import { type SummaryModel, summaryOf } from "../../core/summary/index.ts";
import type { Context } from "../kit/context.ts";
import type { Message } from "../kit/index.ts";
import { relatedNow } from "../related/index.ts";
import { calledName } from "../roles/index.ts";
import { keyMoments } from "./key-moments.ts";
import { catchUp } from "./views/catch-up.ts";
import { summaryCard } from "./views/summary-card.ts";

/** The incident as it stands now. */
export const summaryNow = (ctx: Context, incident: Incident): SummaryModel =>
  summaryOf(incident, ctx.policy(), ctx.clock.now());

/** The card as it should read now. */
export async function cardNow(ctx: Context, incident: Incident): Promise<Message> {
  const declarer = personId(incident.facts.declaredBy);
  const name = declarer === undefined ? "Sitrep" : await calledName(ctx, declarer);
  return summaryCard(summaryNow(ctx, incident), name, await relatedNow(ctx, incident));
}

/** What somebody who just came must know. */
export async function catchUpNow(ctx: Context, incident: Incident): Promise<Message> {
  return catchUp({ summary: summaryNow(ctx, incident), moments: await keyMoments(ctx, incident) });
}
