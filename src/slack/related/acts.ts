import type { Incident } from "../../core/product.ts";
import { link, mayName, merge as mergeInto, split, unlink } from "../../core/related/index.ts";
import type { Context } from "../kit/context.ts";
import { type Reply, visibleIncident } from "../kit/index.ts";
import { answers } from "./views/answers.ts";

interface Asker {
  readonly userId: string;
  readonly requestKey: string;
}

interface Pair {
  readonly loserId: number;
  readonly intoId: number;
  readonly why: string | undefined;
}

/** Merges one incident into another; both must be the person's to see. */
export async function merge(ctx: Context, { userId, requestKey }: Asker, pair: Pair): Promise<Reply> {
  const loser = await visibleIncident(ctx, pair.loserId, userId);
  const into = await visibleIncident(ctx, pair.intoId, userId);
  await ctx.ledger.record(loser.id, mergeInto({ userId, into, why: pair.why }), { once: requestKey });
  return answers.merged(loser.id, into.id);
}

interface Tie {
  readonly incident: Incident;
  readonly otherId: number;
  readonly why?: string | undefined;
}

/** Recorded in an incident that may name the other; that one gets it too where it may name this one. */
async function sidesOf(ctx: Context, userId: string, { incident, otherId }: Tie) {
  const other = await visibleIncident(ctx, otherId, userId);
  return mayName(incident, other) ? { at: incident, to: other } : { at: other, to: incident };
}

export async function linkTo(ctx: Context, { userId, requestKey }: Asker, tie: Tie): Promise<Reply> {
  const { at, to } = await sidesOf(ctx, userId, tie);
  await ctx.ledger.record(at.id, link({ userId, other: to, why: tie.why }), { once: requestKey });
  return answers.linked(tie.incident.id, tie.otherId, mayName(to, at));
}

export async function unlinkFrom(ctx: Context, { userId, requestKey }: Asker, tie: Tie): Promise<Reply> {
  const { at, to } = await sidesOf(ctx, userId, tie);
  await ctx.ledger.record(at.id, unlink({ userId, other: to }), { once: requestKey });
  return answers.unlinked(tie.incident.id, tie.otherId);
}

export async function splitOff(
  ctx: Context,
  { userId, requestKey }: Asker,
  parent: Incident,
  wish: { readonly title: string; readonly leadId: string | undefined },
): Promise<Reply> {
  const { incident } = await ctx.ledger.open(split({ userId, parent, ...wish }), { once: requestKey });
  return answers.split(incident.id, incident.facts.title, parent.id);
}
