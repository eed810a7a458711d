import { type Incident, isVisibleTo } from "../../core/product.ts";
import { NotFoundError } from "../../lib/errors.ts";
import type { Context } from "./context.ts";

/** The incident, for who may know of it; for anybody else there is none: NotFoundError. */
export async function visibleIncident(ctx: Context, incidentId: number, userId: string): Promise<Incident> {
  const incident = await knownIncident(ctx, incidentId);
  if (incident && isVisibleTo(incident, userId)) return incident;
  throw new NotFoundError(
    `There is no incident #${incidentId} that you can see. \`/incident list\` shows those you can.`,
  );
}

async function knownIncident(ctx: Context, incidentId: number): Promise<Incident | undefined> {
  try {
    return await ctx.ledger.incident(incidentId);
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
