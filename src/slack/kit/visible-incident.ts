import { isAsked } from "../../core/entitlements/index.ts";
import { HOUSE } from "../../core/ledger/index.ts";
import { type Incident, isVisibleTo } from "../../core/product.ts";
import { NotFoundError } from "../../lib/errors.ts";
import type { Context } from "./context.ts";

type Reading = Pick<Context, "ledger">;

/** The incident, for who may know of it; for anybody else there is none: NotFoundError. */
export async function visibleIncident(ctx: Reading, incidentId: number, userId: string): Promise<Incident> {
  const incident = await knownIncident(ctx, incidentId);
  if (incident && isVisibleTo(incident, userId)) return incident;
  throw noneFor(incidentId);
}

/** The same, also for who was asked to take a role in it and may answer before they were let in. */
export async function answerableIncident(ctx: Reading, incidentId: number, userId: string): Promise<Incident> {
  const incident = await knownIncident(ctx, incidentId);
  if (incident && (isVisibleTo(incident, userId) || isAsked(incident, userId))) return incident;
  throw noneFor(incidentId);
}

const noneFor = (incidentId: number): NotFoundError =>
  new NotFoundError(`There is no incident #${incidentId} that you can see. \`/incident list\` shows those you can.`);

async function knownIncident(ctx: Reading, incidentId: number): Promise<Incident | undefined> {
  if (incidentId === HOUSE) return undefined;
  try {
    return await ctx.ledger.incident(incidentId);
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
