import { z } from "zod";
import type { Incident } from "../../core/product.ts";
import {
  nextUpdateDueAt,
  postNothingNew,
  postUpdate,
  publicStatusOf,
  requestUpdate,
  speakerOf,
  statusesFor,
  usualNextUpdateAt,
} from "../../core/updates/index.ts";
import type { Context } from "../kit/context.ts";
import {
  type Doors,
  date,
  joinMrkdwn,
  mrkdwn,
  parseFields,
  type Reply,
  userMention,
  visibleIncident,
} from "../kit/index.ts";
import { nothingNew, requestUpdateButton, UPDATE_FIELDS, UPDATE_FORM, writeUpdate } from "./ids.ts";
import { type UpdateFormModel, updateForm } from "./views/update-form.ts";

const Metadata = z.object({ incidentId: z.number(), offeredNextAt: z.number().optional() });

const Fields = z.object({
  [UPDATE_FIELDS.status]: z.enum(["investigating", "identified", "monitoring", "resolved"]).optional(),
  [UPDATE_FIELDS.situation]: z.string().default(""),
  [UPDATE_FIELDS.actionsTaken]: z.string().optional(),
  [UPDATE_FIELDS.nextSteps]: z.string().optional(),
  [UPDATE_FIELDS.nextUpdate]: z.number().optional(),
});

const Round = z.coerce.number().int().nonnegative().optional().catch(undefined);

/** What the form shows for an incident as it is now. */
export function updateFormModel(ctx: Context, incident: Incident): UpdateFormModel {
  const policy = ctx.policy();
  return {
    incidentId: incident.id,
    title: incident.facts.title,
    statuses: statusesFor(incident, policy),
    status: publicStatusOf(incident, policy),
    last: incident.updates.last,
    nextUpdateAt: usualNextUpdateAt(incident, policy, ctx.clock.now()),
  };
}

/** What the poster reads: that it is out, and when the next one is due. */
export function postedReply(ctx: Context, incident: Incident): Reply {
  const dueAt = nextUpdateDueAt(incident, ctx.policy());
  const next = dueAt === undefined ? [] : [mrkdwn`The next one is due ${date(dueAt, "time")}.`];
  return { text: joinMrkdwn([mrkdwn`Update posted.`, ...next], " ").value };
}

/** What is pressed and filled in. */
export const register =
  (ctx: Context) =>
  (hearing: Doors): void => {
    hearing.onClick(writeUpdate.pattern, "update", async ({ actionId, userId, triggerId }) => {
      const incident = await visibleIncident(ctx, writeUpdate.parse(actionId).incidentId, userId);
      await ctx.interactive.open(triggerId, updateForm(updateFormModel(ctx, incident)));
    });

    hearing.onSubmit(UPDATE_FORM, "update", async ({ userId, metadata, values, requestKey }) => {
      const { incidentId, offeredNextAt } = Metadata.parse(metadata);
      await visibleIncident(ctx, incidentId, userId);
      const fields = parseFields(Fields, values);
      const nextUpdateAt = stillMeant(fields.next_update, offeredNextAt, ctx.clock.now());
      const decision = postUpdate({
        userId,
        status: fields.status,
        situation: fields.situation,
        actionsTaken: fields.actions_taken,
        nextSteps: fields.next_steps,
        nextUpdateAt,
      });
      await ctx.ledger.record(incidentId, decision, { once: requestKey });
    });

    hearing.onClick(nothingNew.pattern, "update", async ({ actionId, userId, value, requestKey }) => {
      const incident = await visibleIncident(ctx, nothingNew.parse(actionId).incidentId, userId);
      const decision = postNothingNew({ userId, round: Round.parse(value) });
      const recorded = await ctx.ledger.record(incident.id, decision, { once: requestKey });
      return postedReply(ctx, recorded.incident);
    });

    hearing.onClick(requestUpdateButton.pattern, "contribute", async ({ actionId, userId, requestKey }) => {
      const known = await visibleIncident(ctx, requestUpdateButton.parse(actionId).incidentId, userId);
      const { incident, entries } = await ctx.ledger.record(known.id, requestUpdate({ userId }), { once: requestKey });
      return requestedReply(incident, entries.length > 0);
    });
  };

/** A time that was offered and has passed while the form was open was not chosen: the rhythm decides. */
function stillMeant(chosen: number | undefined, offeredAt: number | undefined, now: number): number | undefined {
  const isOffered =
    chosen !== undefined && offeredAt !== undefined && Math.floor(offeredAt / 1000) === Math.floor(chosen / 1000);
  return isOffered && chosen <= now ? undefined : chosen;
}

function requestedReply(incident: Incident, isNew: boolean): Reply {
  const speaker = speakerOf(incident);
  const whom = speaker ? userMention(speaker) : mrkdwn`the incident's channel`;
  const asked = isNew ? mrkdwn`Passed on to ${whom}.` : mrkdwn`You have asked already; ${whom} knows.`;
  return { text: mrkdwn`${asked} \`/incident subscribe #${incident.id}\` sends you every update.`.value };
}
