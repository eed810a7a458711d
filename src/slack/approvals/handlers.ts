import { z } from "zod";
import {
  approvalOf,
  askAgain,
  decideApproval,
  endedWords,
  mayApprove,
  withdrawApproval,
} from "../../core/approvals/index.ts";
import { CARRY_OUT } from "../../core/carry-out.ts";
import type { Act } from "../../core/entitlements/index.ts";
import { type Incident, viewersOf } from "../../core/product.ts";
import { ConflictError } from "../../lib/errors.ts";
import { membersOf } from "../kit/channel-list.ts";
import type { Context } from "../kit/context.ts";
import { type ClickInput, type Doors, parseFields, type Reply, SlackCallError, visibleIncident } from "../kit/index.ts";
import { readWhole } from "../timeline/index.ts";
import { DECLINE_FORM, DeclineMetadata, approvalIds as ids } from "./ids.ts";
import { approvalModel } from "./model.ts";
import { decidedReply } from "./views/approval-message.ts";
import { declineForm } from "./views/decline-form.ts";

const Why = z.object({ why: z.string().optional() });

/** Who asks again does what asking was: closing, or speaking to customers. */
const actOfAsking = ({ value = "" }: ClickInput): Act => (value.startsWith("customer_message-") ? "update" : "finish");

/** Every answer to a request, and what whoever asked can do. */
export const register =
  (ctx: Context) =>
  (hearing: Doors): void => {
    hearing.onClick(ids.approve.pattern, "approve", async (click) => {
      const { incidentId } = ids.approve.parse(click.actionId);
      const { userId, requestKey, value: id = "" } = click;
      await hearOfComing(ctx, await visibleIncident(ctx, incidentId, userId), { id, userId });
      const decision = decideApproval({ id, userId, verdict: "approved", carryOut: CARRY_OUT });
      const { incident } = await ctx.ledger.record(incidentId, decision, { once: requestKey });
      return answerTo(ctx, click, incident, id);
    });

    hearing.onClick(ids.decline.pattern, "approve", async ({ actionId, userId, triggerId, value: id = "" }) => {
      const { incidentId } = ids.decline.parse(actionId);
      const approval = approvalOf(await visibleIncident(ctx, incidentId, userId), id);
      if (approval.ending) throw new ConflictError(endedWords(approval));
      await ctx.interactive.open(triggerId, declineForm(incidentId, approval));
    });

    hearing.onSubmit(DECLINE_FORM, "approve", async ({ metadata, values, userId, requestKey }) => {
      const { incidentId, id } = DeclineMetadata.parse(metadata);
      await hearOfComing(ctx, await visibleIncident(ctx, incidentId, userId), { id, userId });
      const { why } = parseFields(Why, values);
      const decision = decideApproval({ id, userId, verdict: "declined", why, carryOut: CARRY_OUT });
      await ctx.ledger.record(incidentId, decision, { once: requestKey });
    });

    hearing.onClick(ids.withdraw.pattern, "contribute", async ({ actionId, userId, requestKey, value: id = "" }) => {
      const { incidentId } = ids.withdraw.parse(actionId);
      await visibleIncident(ctx, incidentId, userId);
      await ctx.ledger.record(incidentId, withdrawApproval({ id, userId }), { once: requestKey });
      return { text: "Withdrawn. Nobody needs to answer it any more.", replaceOriginal: true };
    });

    hearing.onClick(ids.askAgain.pattern, actOfAsking, async ({ actionId, userId, requestKey, value: id = "" }) => {
      const { incidentId } = ids.askAgain.parse(actionId);
      await visibleIncident(ctx, incidentId, userId);
      const { entries } = await ctx.ledger.record(incidentId, askAgain({ id, userId }), { once: requestKey });
      return entries.length > 0 ? { text: "Asked again.", replaceOriginal: true } : undefined;
    });
  };

/** Whoever is in the channel may answer, also where Slack tells of their coming an hour late: before a refusal it is asked. */
async function hearOfComing(
  ctx: Context,
  incident: Incident,
  { id, userId }: { readonly id: string; readonly userId: string },
): Promise<void> {
  const { channel } = incident.facts;
  const isRefused = mayApprove(incident, approvalOf(incident, id), userId, ctx.policy()) === "not_entitled";
  if (!channel || !isRefused || viewersOf(incident).includes(userId)) return;
  try {
    if ((await membersOf(ctx, channel.id)).includes(userId)) await readWhole(ctx, incident);
  } catch (error) {
    if (!(error instanceof SlackCallError)) throw error;
    ctx.log.warn({ err: error, incident: incident.id }, "who is in the channel could not be asked; the record decides");
  }
}

/** A message that asked shows by itself what came of it, and so does a Home; anywhere else it is said. */
async function answerTo(ctx: Context, click: ClickInput, incident: Incident, id: string): Promise<Reply | undefined> {
  const approval = approvalOf(incident, id);
  const hasFailed = approval.ending?.how === "approved" && approval.ending.couldNot !== undefined;
  if (!hasFailed && (click.viewId !== undefined || isAskedIn(incident, id, click.messageTs))) return undefined;
  return decidedReply(await approvalModel(ctx, incident, approval));
}

const isAskedIn = ({ reminders }: Incident, id: string, ts: string | undefined): boolean =>
  Object.values(reminders.sent).some(
    ({ rule, subject, places }) => rule === "approval" && subject === id && places.some((place) => place.ts === ts),
  );
