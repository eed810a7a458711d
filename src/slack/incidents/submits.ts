import { z } from "zod";
import { StageId } from "../../config/index.ts";
import {
  cancel,
  changeSeverity,
  close,
  correct,
  correctTimes,
  moveStage,
  reopen,
  resolve,
} from "../../core/incidents/index.ts";
import type { Decision } from "../../core/ledger/index.ts";
import type { Incident } from "../../core/product.ts";
import type { Context } from "../kit/context.ts";
import { type Registrations, type SubmitInput, visibleIncident } from "../kit/index.ts";
import { declareByForm } from "./declaring.ts";
import { editFields, resolveFields, severityFields, timeFields, whyField } from "./fields.ts";
import { callbacks, IncidentMetadata } from "./ids.ts";
import { knownFacts } from "./known-facts.ts";

/** Every form that is sent: each is one decision. */
export function registerSubmits(ctx: Context, hearing: Registrations): void {
  const onSubmit = (callbackId: string, decide: (input: SubmitInput) => Decision<Incident>) =>
    hearing.onSubmit(callbackId, async (input) => {
      const { incidentId } = IncidentMetadata.parse(input.metadata);
      const { id } = await visibleIncident(ctx, incidentId, input.userId);
      await ctx.ledger.record(id, decide(input), { once: input.requestKey });
    });

  hearing.onSubmit(callbacks.declare, (input) => declareByForm(ctx, input));
  onSubmit(callbacks.severity, ({ userId, values }) => changeSeverity({ userId, ...severityFields(values) }));
  onSubmit(callbacks.resolve, ({ userId, values }) => resolve({ userId, known: knownFacts, ...resolveFields(values) }));
  onSubmit(callbacks.edit, ({ userId, values }) => correct(userId, editFields(values)));
  onSubmit(callbacks.times, ({ userId, values }) => correctTimes(userId, timeFields(values)));
  onSubmit(callbacks.reopen, ({ userId, values }) => reopen(userId, whyField(values)));
  onSubmit(callbacks.cancel, ({ userId, values }) => cancel(userId, whyField(values)));
  onSubmit(callbacks.moveOn, ({ userId, metadata }) => {
    const { to } = z.object({ to: StageId }).parse(metadata);
    return moveStage({ userId, to, known: knownFacts, isSkipping: true });
  });
  onSubmit(callbacks.close, ({ userId }) => close({ userId, known: knownFacts, isSkipping: true }));
}
