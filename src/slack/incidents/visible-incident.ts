import { type Incident, isVisibleTo } from "../../core/product.ts";
import { NotFoundError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";

/** The incident, for who may know of it; for anybody else there is none: NotFoundError. */
export async function visibleIncident(ctx: Context, incidentId: number, userId: string): Promise<Incident> {
  const row = await ctx.store.incident(incidentId);
  const incident = row && (await ctx.ledger.incident(incidentId));
  if (incident && isVisibleTo(incident, userId)) return incident;
  throw new NotFoundError(
    `There is no incident #${incidentId} that you can see. \`/incident list\` shows those you can.`,
  );
}
