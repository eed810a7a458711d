import type { StageId } from "../../config/index.ts";
import { askedInPerson, closeOrRequest, mayDecideAlone, openApprovals } from "../../core/approvals/index.ts";
import {
  criteriaOf,
  moveStage,
  movesOf,
  mustBeCancellable,
  mustBeClosable,
  mustBeReachable,
  mustBeReopenable,
  mustBeResolvable,
  openCriteria,
  openForClosing,
  severityLabel,
  severityOf,
  stageOf,
} from "../../core/incidents/index.ts";
import { knownFacts } from "../../core/known-facts.ts";
import type { Incident } from "../../core/product.ts";
import { openWorkstreams } from "../../core/related/index.ts";
import { summaryOf } from "../../core/summary/index.ts";
import type { Context } from "../kit/context.ts";
import type { Message, Reply } from "../kit/index.ts";
import { answers } from "./views/answers.ts";
import { controlPanel as panel } from "./views/control-panel.ts";
import { editForm } from "./views/edit-form.ts";
import { reasonForm } from "./views/reason-form.ts";
import { resolveForm } from "./views/resolve-form.ts";
import { severityForm } from "./views/severity-form.ts";
import { closeForm, moveOnForm } from "./views/skip-form.ts";
import { stageChecklist } from "./views/stage-checklist.ts";

/** Who asked, and the trigger with which a form can be opened for them. */
export interface Asker {
  readonly userId: string;
  readonly triggerId: string;
  readonly requestKey: string;
}

/** What can be done now, for one person in the incident's channel. */
export async function controlPanel(ctx: Context, incident: Incident, userId: string): Promise<Reply> {
  return panel(summaryOf(incident, ctx.policy(), ctx.clock.now()), userId);
}

export async function openSeverityForm(
  ctx: Context,
  { triggerId }: Asker,
  { id, facts }: Incident,
): Promise<undefined> {
  await ctx.interactive.open(triggerId, severityForm(ctx.policy(), id, facts.severity));
}

export async function openEditForm(ctx: Context, { triggerId }: Asker, { id, facts }: Incident): Promise<undefined> {
  await ctx.interactive.open(triggerId, editForm(ctx.policy(), id, facts));
}

/** Asks how it ended; what is still open stands below, so that resolving is the one question. */
export async function openResolveForm(
  ctx: Context,
  { triggerId }: Asker,
  incident: Incident,
  fix?: string,
): Promise<undefined> {
  const { id, facts } = incident;
  mustBeResolvable(facts);
  const world = worldOf(ctx);
  const open = openCriteria("resolution", incident, knownFacts(incident), world);
  const severity = severityOf(world.policy, facts.severity);
  const workstreams = openWorkstreams(incident);
  await ctx.interactive.open(triggerId, resolveForm({ incidentId: id, facts, severity, fix, open, workstreams }));
}

export async function openReasonForm(
  ctx: Context,
  { triggerId }: Asker,
  verb: "reopen" | "cancel",
  { id, facts }: Incident,
): Promise<undefined> {
  if (verb === "reopen") mustBeReopenable(facts);
  else mustBeCancellable(facts);
  await ctx.interactive.open(triggerId, reasonForm(verb, { id, title: facts.title }));
}

/** The checklist of the present stage. */
export function showStage(ctx: Context, incident: Incident): Reply {
  const { id, facts } = incident;
  const world = worldOf(ctx);
  const criteria = criteriaOf(stageOf(world.policy, facts.stage), incident, knownFacts(incident), world);
  const { title, stage, isOpen } = facts;
  return stageChecklist({
    incidentId: id,
    title,
    policy: world.policy,
    stage,
    isOpen,
    criteria,
    moves: movesOf(facts),
  });
}

/** Moves to a stage, or asks once where that would skip something. */
export async function moveTo(
  ctx: Context,
  { userId, triggerId, requestKey }: Asker,
  incident: Incident,
  to: StageId,
): Promise<Incident | undefined> {
  const world = worldOf(ctx);
  mustBeReachable(incident.facts, to, world.policy);
  const open = openCriteria(to, incident, knownFacts(incident), world);
  if (open.length > 0) {
    await ctx.interactive.open(triggerId, moveOnForm(incident.id, stageOf(world.policy, to), open));
    return undefined;
  }
  const move = moveStage({ userId, to, known: knownFacts, isSkipping: false });
  return (await ctx.ledger.record(incident.id, move, { once: requestKey })).incident;
}

/** Closes, or asks once where something is left to do, or asks for the yes that closing needs. */
export async function closeOrAsk(ctx: Context, asker: Asker, incident: Incident): Promise<Reply | undefined> {
  mustBeClosable(incident.facts);
  const open = openForClosing(incident, knownFacts(incident), worldOf(ctx));
  if (open.length > 0) {
    await ctx.interactive.open(asker.triggerId, closeForm(incident.id, open));
    return undefined;
  }
  return closeNow(ctx, asker, incident.id, false);
}

/** Closes, or says whose yes is waited for. */
export async function closeNow(
  ctx: Context,
  { userId, requestKey }: Pick<Asker, "userId" | "requestKey">,
  incidentId: number,
  isSkipping: boolean,
): Promise<Message> {
  const decision = closeOrRequest({ userId, known: knownFacts, isSkipping });
  const { incident } = await ctx.ledger.record(incidentId, decision, { once: requestKey });
  const approval = openApprovals(incident).find(({ step }) => step === "close");
  if (!approval) return answers.closed(incidentId);
  const policy = ctx.policy();
  const asked = await ctx.directory.people(askedInPerson(incident, approval, policy));
  return answers.closingAsked({
    severityLabel: severityLabel(policy, incident.facts.severity),
    asked: asked.map(({ name }) => name),
    expiresAt: approval.expiresAt,
    mayDecideAlone: mayDecideAlone(incident, approval, policy),
  });
}

const worldOf = (ctx: Context) => ({ policy: ctx.policy(), now: ctx.clock.now() });
