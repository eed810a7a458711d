import { z } from "zod";
import type { Act } from "../../core/entitlements/index.ts";
import { acknowledgePage, BY_NAME, passPage, wasPaged } from "../../core/escalation/index.ts";
import type { Incident } from "../../core/product.ts";
import { InvalidInputError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";
import { type ClickInput, type Doors, parseFields, visibleIncident } from "../kit/index.ts";
import { callByName, callLadder } from "./call.ts";
import { ESCALATE_FORM, escalationIds, FIELDS, FormMetadata, PAGE_FORM } from "./ids.ts";
import { onCallAt, type Target } from "./target.ts";
import { openEscalateForm, openPageForm } from "./verbs.ts";

const why = z.string("Say in a sentence why, so that whoever is called knows.").trim().min(1, "Say in a sentence why.");
const Reason = z.object({ [FIELDS.why]: why, [FIELDS.needs]: z.string().optional() });
const Page = Reason.extend({
  [FIELDS.to]: z.array(z.string()).default([]),
  [FIELDS.onCall]: z.string().optional(),
});

/** Whoever was paged may answer, whatever else they may do. */
const actOfAnswering = ({ userId }: ClickInput, incident: Incident | undefined): Act =>
  incident && wasPaged(incident, userId) ? "contribute" : "respond";

/** Every answer to a page, and the forms that call people. */
export const register =
  (ctx: Context) =>
  (hearing: Doors): void => {
    hearing.onClick(escalationIds.acknowledge.pattern, actOfAnswering, async ({ actionId, userId, requestKey }) => {
      const { incidentId, page } = escalationIds.acknowledge.parse(actionId);
      await visibleIncident(ctx, incidentId, userId);
      await ctx.ledger.record(incidentId, acknowledgePage({ userId, page }), { once: requestKey });
    });

    hearing.onClick(escalationIds.pass.pattern, actOfAnswering, async ({ actionId, userId, requestKey }) => {
      const { incidentId, page } = escalationIds.pass.parse(actionId);
      await visibleIncident(ctx, incidentId, userId);
      await ctx.ledger.record(incidentId, passPage({ userId, page }), { once: requestKey });
    });

    hearing.onClick(escalationIds.page.pattern, "respond", async ({ actionId, userId, triggerId }) => {
      const incident = await visibleIncident(ctx, escalationIds.page.parse(actionId).incidentId, userId);
      await openPageForm(ctx, { incident, triggerId });
    });

    hearing.onClick(escalationIds.escalate.pattern, "respond", async ({ actionId, userId, triggerId }) => {
      const incident = await visibleIncident(ctx, escalationIds.escalate.parse(actionId).incidentId, userId);
      await openEscalateForm(ctx, { incident, userId, triggerId });
    });

    hearing.onSubmit(ESCALATE_FORM, "respond", async ({ metadata, values, userId, requestKey }) => {
      const { incidentId } = FormMetadata.parse(metadata);
      await visibleIncident(ctx, incidentId, userId);
      await callLadder(ctx, { incidentId, userId, requestKey, ...parseFields(Reason, values) });
    });

    hearing.onSubmit(PAGE_FORM, "respond", async ({ metadata, values, userId, requestKey }) => {
      const { incidentId } = FormMetadata.parse(metadata);
      await visibleIncident(ctx, incidentId, userId);
      const { to, on_call, ...reason } = parseFields(Page, values);
      const target = await targetOf(ctx, to, on_call);
      await callByName(ctx, target, { incidentId, userId, requestKey, ...reason }, FIELDS.to);
    });
  };

async function targetOf(ctx: Context, to: readonly string[], name: string | undefined): Promise<Target> {
  const onDuty = name === undefined ? undefined : onCallAt(name, await ctx.ledger.world());
  if (!onDuty && to.length === 0) throw new InvalidInputError("Choose who shall be called.", FIELDS.to);
  const { userIds = [], userGroups = [], rotations = [], label = BY_NAME } = onDuty ?? {};
  return { userIds: [...new Set([...userIds, ...to])], userGroups, rotations, label };
}
