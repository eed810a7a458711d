import { z } from "zod";
import type { Act } from "../../core/entitlements/index.ts";
import type { Incident } from "../../core/product.ts";
import {
  acceptHandover,
  declineHandover,
  holderOf,
  offerHandover,
  releaseRole,
  roleLabel,
} from "../../core/roles/index.ts";
import { ConflictError } from "../../lib/errors.ts";
import { incidentIds } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import { type ClickInput, type Doors, parseFields, type Reply, visibleIncident } from "../kit/index.ts";
import { giveRole, mustBeAble, roleListReply } from "./give.ts";
import { HANDOVER_FIELDS, HANDOVER_FORM, HandoverMetadata, ON_LIST, roleIds } from "./ids.ts";
import { handoverForm } from "./views/handover-form.ts";

/** The role that `Take command` is about. */
export const COMMAND = "commander";

/** To take command is to lead; to take any other role is to take part. */
export const actOfTaking = (role: string): Act => (role === COMMAND ? "lead" : "respond");

/** One's own role may be left or handed over; that of another is for who leads. */
export const actOfLeaving = (incident: Incident | undefined, role: string, userId: string): Act =>
  incident && holderOf(incident, role) === userId ? "respond" : "lead";

const Handover = z.object({
  [HANDOVER_FIELDS.to]: z.string("Choose the person who shall take over."),
  [HANDOVER_FIELDS.text]: z.string("Write one line that the new holder should know."),
});

export const register =
  (ctx: Context) =>
  (hearing: Doors): void => {
    const label = (role: string) => roleLabel(ctx.policy(), role).toLowerCase();

    async function claim(click: ClickInput, incidentId: number, role: string): Promise<Reply | undefined> {
      const { userId, requestKey } = click;
      await visibleIncident(ctx, incidentId, userId);
      const giving = { incidentId, role, to: userId, by: userId, requestKey };
      const { incident, held, isNothingNew } = await giveRole(ctx, giving);
      if (held) return held;
      if (click.value === ON_LIST) return { ...roleListReply(ctx, incident, userId), replaceOriginal: true };
      return isNothingNew ? { text: `You are ${label(role)} already.` } : undefined;
    }

    hearing.onClick(incidentIds.takeCommand.pattern, "lead", (click) =>
      claim(click, incidentIds.takeCommand.parse(click.actionId).incidentId, COMMAND),
    );

    hearing.onClick(
      roleIds.claim.pattern,
      ({ actionId }) => actOfTaking(roleIds.claim.parse(actionId).role),
      (click) => {
        const { incidentId, role } = roleIds.claim.parse(click.actionId);
        return claim(click, incidentId, role);
      },
    );

    hearing.onClick(incidentIds.roles.pattern, "look", async ({ actionId, userId }) => {
      const incident = await visibleIncident(ctx, incidentIds.roles.parse(actionId).incidentId, userId);
      return roleListReply(ctx, incident, userId);
    });

    hearing.onClick(roleIds.takeOver.pattern, "lead", async ({ actionId, userId, requestKey }) => {
      const { incidentId, role, from, to } = roleIds.takeOver.parse(actionId);
      await visibleIncident(ctx, incidentId, userId);
      const giving = { incidentId, role, to, by: userId, replaces: from, requestKey };
      const { incident, held } = await giveRole(ctx, giving);
      return { ...(held ?? roleListReply(ctx, incident, userId)), replaceOriginal: true };
    });

    const leaving = ({ actionId, userId }: ClickInput, incident: Incident | undefined) =>
      actOfLeaving(incident, roleIds.release.parse(actionId).role, userId);
    hearing.onClick(roleIds.release.pattern, leaving, async ({ actionId, userId, requestKey }) => {
      const { incidentId, role } = roleIds.release.parse(actionId);
      await visibleIncident(ctx, incidentId, userId);
      const released = releaseRole({ role, by: userId });
      const { incident } = await ctx.ledger.record(incidentId, released, { once: requestKey });
      return { ...roleListReply(ctx, incident, userId), replaceOriginal: true };
    });

    hearing.onClick(roleIds.handOver.pattern, "respond", async ({ actionId, userId, triggerId }) => {
      const { incidentId, role } = roleIds.handOver.parse(actionId);
      const incident = await visibleIncident(ctx, incidentId, userId);
      await openHandoverForm(ctx, { incident, role, userId, triggerId });
      return undefined;
    });

    hearing.onSubmit(HANDOVER_FORM, "respond", async ({ metadata, values, userId, requestKey }) => {
      const { incidentId, role } = HandoverMetadata.parse(metadata);
      await visibleIncident(ctx, incidentId, userId);
      const { to, text } = parseFields(Handover, values);
      await mustBeAble(ctx, to, HANDOVER_FIELDS.to);
      await ctx.ledger.record(incidentId, offerHandover({ role, from: userId, to, text }), { once: requestKey });
      return undefined;
    });

    hearing.onClick(roleIds.accept.pattern, "respond", async ({ actionId, userId, requestKey }) => {
      const { incidentId, role } = roleIds.accept.parse(actionId);
      await mustBeOffered(ctx, incidentId, role, userId);
      await ctx.ledger.record(incidentId, acceptHandover({ role, userId }), { once: requestKey });
      return { text: `You are ${label(role)} of #${incidentId} now.`, replaceOriginal: true };
    });

    hearing.onClick(roleIds.decline.pattern, "contribute", async ({ actionId, userId, requestKey }) => {
      const { incidentId, role } = roleIds.decline.parse(actionId);
      await mustBeOffered(ctx, incidentId, role, userId);
      await ctx.ledger.record(incidentId, declineHandover({ role, userId }), { once: requestKey });
      return { text: `You declined to become ${label(role)} of #${incidentId}.`, replaceOriginal: true };
    });
  };

/** Opens the form for a holder; ConflictError for anybody else. */
export async function openHandoverForm(
  ctx: Context,
  asked: { incident: Incident; role: string; userId: string; triggerId: string; to?: string | undefined },
): Promise<void> {
  const { incident, role, userId, triggerId, to } = asked;
  const label = roleLabel(ctx.policy(), role);
  if (holderOf(incident, role) !== userId) {
    throw new ConflictError(
      `You are no longer ${label.toLowerCase()} of #${incident.id}, so there is nothing to hand over.`,
    );
  }
  const form = handoverForm({ incidentId: incident.id, title: incident.facts.title, role: { id: role, label }, to });
  await ctx.interactive.open(triggerId, form);
}

/** Whoever was asked may answer, even before they were let into a private channel. */
async function mustBeOffered(ctx: Context, incidentId: number, role: string, userId: string): Promise<void> {
  const row = await ctx.store.incident(incidentId);
  const isAsked = row && (await ctx.ledger.incident(incidentId)).roles.offers[role]?.to === userId;
  if (!isAsked) await visibleIncident(ctx, incidentId, userId);
}
