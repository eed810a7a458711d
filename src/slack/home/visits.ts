import type { Context } from "../kit/context.ts";

/** When somebody looked at their Home, and as whom. */
export interface Visit {
  readonly isFresh: boolean;
  /** They were shown how the bot itself is doing. */
  readonly asOperator: boolean;
}

/** Who has not looked for so long sees their Home anew when they open it. */
const FRESH_MS = 3 * 86_400_000;
const OPERATOR = "operator";

const nameOf = (userId: string): string => `home/${userId}`;

/** Notes that a person looks at their Home. */
export const noteVisit = (ctx: Context, userId: string, asOperator: boolean): Promise<void> =>
  ctx.store.keep(nameOf(userId), `${ctx.clock.now()}${asOperator ? ` ${OPERATOR}` : ""}`);

/** A person's last look at their Home; undefined for who never looked. */
export async function lastVisit(ctx: Context, userId: string): Promise<Visit | undefined> {
  const [at, as] = (await ctx.store.keepsake(nameOf(userId)))?.split(" ") ?? [];
  return at === undefined
    ? undefined
    : { isFresh: ctx.clock.now() - Number(at) < FRESH_MS, asOperator: as === OPERATOR };
}
