import { assessImpact, changeSeverity, severityLabel } from "../../core/incidents/index.ts";
import type { Incident } from "../../core/product.ts";
import type { Context } from "../kit/context.ts";
import {
  type ClickInput,
  type Doors,
  type Message,
  type SubmitInput,
  type SubmitReply,
  visibleIncident,
} from "../kit/index.ts";
import type { Verb } from "../kit/verbs.ts";
import { assessFields } from "./assess-fields.ts";
import { callbacks, IncidentMetadata, ids } from "./ids.ts";
import { answers } from "./views/answers.ts";
import { assessForm } from "./views/assess-form.ts";
import { assessedView, decidedView } from "./views/assessed.ts";

/** How bad is it? The form that asks, the advice, and the click that follows it. */
export function registerAssessing(ctx: Context, hearing: Doors): void {
  hearing.onClick(ids.assess.pattern, "respond", async (click) => {
    const incident = await visibleIncident(ctx, ids.assess.parse(click.actionId).incidentId, click.userId);
    const show = click.viewId === undefined ? ctx.interactive.open : ctx.interactive.push;
    await show.call(ctx.interactive, click.triggerId, formOf(ctx, incident));
  });

  hearing.onSubmit(callbacks.assess, "respond", (input) => advise(ctx, input));

  hearing.onClick(ids.setSeverity.pattern, "lead", async (click) => {
    const { incidentId, severity } = ids.setSeverity.parse(click.actionId);
    const { id, facts } = await visibleIncident(ctx, incidentId, click.userId);
    const why = facts.assessments.findLast(({ advised }) => advised === severity)?.reasons.join("; ");
    const change = changeSeverity({ userId: click.userId, severity, why });
    await ctx.ledger.record(id, change, { once: click.requestKey });
    return told(ctx, click, answers.severityChanged(id, severity, ctx.policy()));
  });

  hearing.onClick(ids.keepSeverity.pattern, "look", async (click) => {
    const { id, facts } = await visibleIncident(ctx, ids.keepSeverity.parse(click.actionId).incidentId, click.userId);
    return told(ctx, click, answers.severityKept(id, severityLabel(ctx.policy(), facts.severity)));
  });
}

/** `/incident assess`. */
export const assessVerb = (ctx: Context): Verb => ({
  name: "assess",
  synonyms: ["impact", "assessment"],
  usage: "assess",
  help: "Asks how bad it is and advises a severity; you decide.",
  act: "respond",
  needs: "incident",
  async run({ incident, triggerId }) {
    await ctx.interactive.open(triggerId, formOf(ctx, incident));
    return undefined;
  },
});

const formOf = (ctx: Context, { id, facts }: Incident) =>
  assessForm({ incidentId: id, policy: ctx.policy(), last: facts.assessments.at(-1) });

async function advise(ctx: Context, { userId, metadata, values, requestKey }: SubmitInput): Promise<SubmitReply> {
  const { id } = await visibleIncident(ctx, IncidentMetadata.parse(metadata).incidentId, userId);
  const decision = assessImpact({ userId, assessment: assessFields(values) });
  const { incident } = await ctx.ledger.record(id, decision, { once: requestKey });
  const { facts } = incident;
  const assessed = facts.assessments.at(-1);
  if (!assessed) return { kind: "close" };
  const view = assessedView({ incidentId: id, policy: ctx.policy(), assessed, present: facts.severity });
  return { kind: "update", view };
}

/** The advice stands in a form; what was decided takes its place. */
async function told(ctx: Context, { viewId }: ClickInput, said: Message): Promise<undefined> {
  if (viewId !== undefined) await ctx.interactive.update(viewId, decidedView(said));
  return undefined;
}
