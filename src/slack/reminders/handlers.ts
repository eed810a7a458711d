import { finishAction } from "../../core/postmortems/index.ts";
import { snoozeReminder, switchReminders } from "../../core/reminders/index.ts";
import { InvalidInputError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";
import { type Doors, visibleIncident } from "../kit/index.ts";
import { finishAction as finishedButton, snooze, turnOff } from "./ids.ts";

/** What is pressed on a reminder; the message itself then shows what came of it. */
export const register =
  (ctx: Context) =>
  (hearing: Doors): void => {
    hearing.onClick(snooze.pattern, "respond", async ({ actionId, value, userId, requestKey }) => {
      const { incidentId, minutes } = snooze.parse(actionId);
      await visibleIncident(ctx, incidentId, userId);
      if (!value || !ctx.policy().reminders.snoozeMinutes.includes(minutes)) {
        throw new InvalidInputError("This button is from an older version. The next reminder has one that works.");
      }
      await ctx.ledger.record(incidentId, snoozeReminder({ userId, id: value, minutes }), { once: requestKey });
    });

    hearing.onClick(finishedButton.pattern, "contribute", async ({ actionId, value = "", userId, requestKey }) => {
      const { incidentId } = finishedButton.parse(actionId);
      await visibleIncident(ctx, incidentId, userId);
      await ctx.ledger.record(incidentId, finishAction({ userId, id: value }), { once: requestKey });
    });

    hearing.onClick(turnOff.pattern, "reminders", async ({ actionId, userId, requestKey }) => {
      const { incidentId, rule } = turnOff.parse(actionId);
      await visibleIncident(ctx, incidentId, userId);
      await ctx.ledger.record(incidentId, switchReminders({ userId, rule, isOn: false }), { once: requestKey });
    });
  };
