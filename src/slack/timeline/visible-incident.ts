import { type Incident, isVisibleTo } from "../../core/product.ts";
import { NotFoundError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";

/** The incident, for who may know of it; for anybody else there is none. */
export async function visibleIncident(ctx: Context, incidentId: number, userId: string): Promise<Incident> {
  const incident = await ctx.ledger.incident(incidentId);
  if (isVisibleTo(incident, userId)) return incident;
  throw new NotFoundError(`There is no incident #${incidentId}.`);
}

/** Names for the people who stand in texts, by Slack id. */
export async function namesOf(ctx: Context, userIds: readonly string[]): Promise<(userId: string) => string> {
  const people = await ctx.directory.people(userIds);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (userId) => names.get(userId) ?? userId;
}
