import type { Policy } from "../../../config/index.ts";
import { type Act, grantOf, isForAll, mayI, type Standing, verdict } from "../../../core/entitlements/index.ts";
import type { Incident } from "../../../core/product.ts";
import { Allowances } from "../../../lib/allowances.ts";
import { ForbiddenError, UnavailableError } from "../../../lib/errors.ts";
import type { Context } from "../context.ts";
import type { Directory, Person } from "../speaking/directory.ts";
import { Memberships } from "./memberships.ts";
import { refusalWords } from "./refusal-words.ts";

/** Where everything that people do is asked: not too often, and may they? */
export interface Gate {
  /** UnavailableError for who does too much at once. */
  count(userId: string): void;
  /** ForbiddenError, which says who may, for who may not. */
  admit(userId: string, act: Act, incident: Incident | undefined): Promise<void>;
  /** Whether somebody may, where that decides what they are shown; who is in doubt may not. */
  allows(userId: string, act: Act, incident: Incident | undefined): Promise<boolean>;
}

type GateContext = Pick<Context, "policy" | "directory" | "slack" | "clock" | "log">;

const MINUTE_MS = 60_000;

export function createGate(ctx: GateContext): Gate {
  const memberships = new Memberships(ctx);
  const most = () => ctx.policy().limits.personPerMinute;
  const allowances = new Allowances({ clock: ctx.clock, most, perMs: MINUTE_MS });

  return {
    count(userId) {
      const waitMs = allowances.take(userId);
      if (waitMs === 0) return;
      ctx.log.warn({ userId }, "somebody does more than the policy lets one person do");
      throw new UnavailableError(
        `That was more than ${most()} commands and clicks in a minute, so I left this one out. Try again in ${Math.ceil(waitMs / 1000)} s.`,
      );
    },
    async allows(userId, act, incident) {
      return mayI(await standingOf(ctx, memberships, userId, act), act, incident, ctx.policy());
    },
    async admit(userId, act, incident) {
      const { isUnsure, ...standing } = await standingOf(ctx, memberships, userId, act);
      const found = verdict(standing, act, incident, ctx.policy());
      if (found === "yes") return;
      if (found === "not_named" && isUnsure) {
        throw new UnavailableError(
          "Slack does not say just now who may do that, so I left it. Try again in a minute, or ask whoever leads.",
        );
      }
      throw new ForbiddenError(await refusalWords(found, { act, policy: ctx.policy(), ctx, memberships }));
    },
  };
}

/** What is for all does not wait for Slack to say who somebody is; what is for admins takes nobody's word from before. */
async function standingOf(
  { policy, directory }: GateContext,
  memberships: Memberships,
  userId: string,
  act: Act,
): Promise<Standing & { isUnsure: boolean }> {
  const person = await whoIs(directory, userId, act, policy());
  const { userGroups = [], channels = [] } = grantOf(act, policy()) ?? {};
  const lists = [...userGroups, ...channels];
  const found = await Promise.all(lists.map((list) => memberships.isIn(list, userId)));
  return {
    userId,
    isGuest: person?.isGuest ?? false,
    isOutside: person?.isOutside ?? false,
    isDeactivated: person?.isDeactivated ?? false,
    isAdmin: person?.isAdmin ?? false,
    memberOf: lists.filter((_, index) => found[index]),
    isUnsure: found.includes(undefined),
  };
}

function whoIs(directory: Directory, userId: string, act: Act, policy: Policy): Promise<Person | undefined> {
  if (act === "operate") return directory.personAsTold(userId);
  return isForAll(act, policy) ? directory.known(userId) : directory.person(userId);
}
