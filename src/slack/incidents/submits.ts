import { z } from "zod";
import { StageId } from "../../config/index.ts";
import type { Act } from "../../core/entitlements/index.ts";
import {
  cancel,
  changeSeverity,
  correct,
  correctTimes,
  moveStage,
  reopen,
  resolve,
} from "../../core/incidents/index.ts";
import { knownFacts } from "../../core/known-facts.ts";
import type { Decision } from "../../core/ledger/index.ts";
import type { Incident } from "../../core/product.ts";
import type { Context } from "../kit/context.ts";
import { type Doors, type SubmitInput, visibleIncident } from "../kit/index.ts";
import { closeNow } from "./acts.ts";
import { declareByForm } from "./declaring.ts";
import { editFields, resolveFields, severityFields, timeFields, whyField } from "./fields.ts";
import { callbacks, IncidentMetadata } from "./ids.ts";
import { closingNotice } from "./views/skip-form.ts";

/** Every form that is sent: each is one decision. */
export function registerSubmits(ctx: Context, hearing: Doors): void {
  const onSubmit = (callbackId: string, act: Act, decide: (input: SubmitInput) => Decision<Incident>) =>
    hearing.onSubmit(callbackId, act, async (input) => {
      const { incidentId } = IncidentMetadata.parse(input.metadata);
      const { id } = await visibleIncident(ctx, incidentId, input.userId);
      await ctx.ledger.record(id, decide(input), { once: input.requestKey });
    });

  hearing.onSubmit(callbacks.declare, "declare", (input) => declareByForm(ctx, input));
  onSubmit(callbacks.severity, "lead", ({ userId, values }) => changeSeverity({ userId, ...severityFields(values) }));
  onSubmit(callbacks.resolve, "finish", ({ userId, values }) =>
    resolve({ userId, known: knownFacts, ...resolveFields(values) }),
  );
  onSubmit(callbacks.edit, "lead", ({ userId, values }) => correct(userId, editFields(values)));
  onSubmit(callbacks.times, "lead", ({ userId, values }) => correctTimes(userId, timeFields(values)));
  onSubmit(callbacks.reopen, "finish", ({ userId, values }) => reopen(userId, whyField(values)));
  onSubmit(callbacks.cancel, "finish", ({ userId, values }) => cancel(userId, whyField(values)));
  onSubmit(callbacks.moveOn, "lead", ({ userId, metadata }) => {
    const { to } = z.object({ to: StageId }).parse(metadata);
    return moveStage({ userId, to, known: knownFacts, isSkipping: true });
  });
  hearing.onSubmit(callbacks.close, "finish", async (input) => {
    const { id } = await visibleIncident(ctx, IncidentMetadata.parse(input.metadata).incidentId, input.userId);
    return { kind: "update", view: closingNotice(await closeNow(ctx, input, id, true)) };
  });
}
