import type { Context } from "../kit/context.ts";

/** Who has not looked for so long sees their Home anew when they open it. */
const FRESH_MS = 3 * 86_400_000;

const nameOf = (userId: string): string => `home/${userId}`;

/** Notes that a person looks at their Home. */
export const noteVisit = (ctx: Context, userId: string): Promise<void> =>
  ctx.store.keep(nameOf(userId), String(ctx.clock.now()));

/** Whether a person looked at their Home of late. */
export async function isLookedAt(ctx: Context, userId: string): Promise<boolean> {
  const visitedAt = await ctx.store.keepsake(nameOf(userId));
  return visitedAt !== undefined && ctx.clock.now() - Number(visitedAt) < FRESH_MS;
}
