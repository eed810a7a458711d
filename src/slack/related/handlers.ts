import { z } from "zod";
import { withdrawnByMerging } from "../../core/approvals/index.ts";
import { makeReal, stageOf } from "../../core/incidents/index.ts";
import { takeBack } from "../../core/related/index.ts";
import { InvalidInputError } from "../../lib/errors.ts";
import { declareFromMessage } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import {
  type Doors,
  escapeText,
  modal,
  parseFields,
  type Reply,
  readCarriedJson,
  type SubmitReply,
  visibleIncident,
} from "../kit/index.ts";
import { linkTo, merge, splitOff } from "./acts.ts";
import { callbacks, ids } from "./ids.ts";
import { MarkedMessage, onMark } from "./offering.ts";
import { answers } from "./views/answers.ts";

const chosen = z.coerce.number({ error: "Choose an incident." }).int().positive();
const text = z.string().optional();
const MergeFields = z.object({ incident: chosen, into: chosen, why: text });
const LinkFields = z.object({ other: chosen, why: text });
const SplitFields = z.object({ title: z.string().default(""), lead: text });
const OfIncident = z.object({ incidentId: z.number() });

const done = ({ blocks = [] }: Reply, title: string): SubmitReply => ({
  kind: "update",
  view: modal({ callbackId: "notice", title, blocks }),
});

/** What is pressed and sent. */
export const register =
  (ctx: Context) =>
  (hearing: Doors): void => {
    hearing.onEvent("reaction_added", (input) => onMark(ctx, input));

    hearing.onClick(ids.undo.pattern, "contribute", async ({ actionId, userId, requestKey }) => {
      const { incidentId, seq, kind } = ids.undo.parse(actionId);
      const { id, related } = await visibleIncident(ctx, incidentId, userId);
      const act = related.undoable.find((undoable) => undoable.seq === seq);
      const { incident, entries } = await ctx.ledger.record(id, takeBack({ userId, seq, kind }), { once: requestKey });
      const isBack = entries.some((entry) => entry.kind === "stage_changed");
      const hasMoved = kind === "update_posted" && act?.before !== undefined;
      if (kind === "merged_into") {
        const withdrawn = withdrawnByMerging(incident, act?.at ?? incident.facts.stageAt);
        return answers.takenBack.merged_into(
          id,
          withdrawn.map(({ what }) => what),
        );
      }
      const { label } = stageOf(ctx.policy(), incident.facts.stage);
      return answers.takenBack[kind](id, hasMoved ? { how: isBack ? "again" : "stays", stage: label } : undefined);
    });
    hearing.onClick(ids.makeReal.pattern, "lead", async ({ actionId, userId, requestKey }) => {
      const { id } = await visibleIncident(ctx, ids.makeReal.parse(actionId).incidentId, userId);
      await ctx.ledger.record(id, makeReal(userId, undefined), { once: requestKey });
      return answers.real(id);
    });
    hearing.onClick(ids.declareFrom.pattern, "declare", ({ value, userId, triggerId }) => {
      const { ts: messageTs, text: words, ...message } = readCarriedJson(MarkedMessage, value);
      // The form reads Slack's own text, and these words are plain by now.
      const from = { threadTs: undefined, authorId: undefined, ...message, text: escapeText(words) };
      return declareFromMessage(ctx, { userId, triggerId, messageTs, ...from });
    });

    hearing.onSubmit(callbacks.merge, "finish", async (input) => {
      const { incident: loserId, into: intoId, why } = parseFields(MergeFields, input.values);
      if (loserId === intoId) throw new InvalidInputError("Choose two different incidents.", "into");
      return done(await merge(ctx, input, { loserId, intoId, why }), "Merged");
    });
    hearing.onSubmit(callbacks.link, "contribute", async (input) => {
      const incident = await visibleIncident(ctx, OfIncident.parse(input.metadata).incidentId, input.userId);
      const { other: otherId, why } = parseFields(LinkFields, input.values);
      return done(await linkTo(ctx, input, { incident, otherId, why }), "Linked");
    });
    hearing.onSubmit(callbacks.split, "lead", async (input) => {
      const parent = await visibleIncident(ctx, OfIncident.parse(input.metadata).incidentId, input.userId);
      const { title, lead: leadId } = parseFields(SplitFields, input.values);
      return done(await splitOff(ctx, input, parent, { title, leadId }), "Split off");
    });
  };
