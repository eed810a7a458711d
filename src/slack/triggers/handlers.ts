import { answerTriggers } from "../../core/escalation/index.ts";
import type { Context } from "../kit/context.ts";
import { type Doors, visibleIncident } from "../kit/index.ts";
import { escalateNow, notNow } from "./ids.ts";

/** The two answers to the question whether to escalate. */
export const register =
  (ctx: Context) =>
  (hearing: Doors): void => {
    for (const [id, isYes] of [
      [escalateNow, true],
      [notNow, false],
    ] as const) {
      hearing.onClick(id.pattern, "respond", async ({ actionId, userId, requestKey }) => {
        const { incidentId, round } = id.parse(actionId);
        const incident = await visibleIncident(ctx, incidentId, userId);
        await ctx.ledger.record(incident.id, answerTriggers({ userId, round, isYes }), { once: requestKey });
      });
    }
  };
