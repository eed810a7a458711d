import { StageId } from "../../config/index.ts";
import {
  acknowledge,
  archiveAt,
  correct,
  objectToArchive,
  tickCriterion,
  withDerivedTimes,
} from "../../core/incidents/index.ts";
import { servicesLike } from "../../core/services/index.ts";
import type { Context } from "../kit/context.ts";
import { type ClickInput, type Doors, LIMITS, type Reply, readCarried, visibleIncident } from "../kit/index.ts";
import {
  closeOrAsk,
  moveTo,
  openEditForm,
  openReasonForm,
  openResolveForm,
  openSeverityForm,
  showStage,
} from "./acts.ts";
import { afterTheFactChosen, categoryChosen } from "./declaring.ts";
import { declareIds, ids, SERVICES } from "./ids.ts";
import { answers } from "./views/answers.ts";
import { serviceChoice } from "./views/choices.ts";
import { timesForm } from "./views/edit-form.ts";

/** Everything that is pressed. */
export function registerClicks(ctx: Context, hearing: Doors): void {
  const incidentOf = (id: { parse(actionId: string): { incidentId: number } }, { actionId, userId }: ClickInput) =>
    visibleIncident(ctx, id.parse(actionId).incidentId, userId);

  hearing.onClick(ids.acknowledge.pattern, "respond", async (click) => {
    const { id } = await incidentOf(ids.acknowledge, click);
    await ctx.ledger.record(id, acknowledge(click.userId), { once: click.requestKey });
    return answers.acknowledged(id);
  });

  hearing.onClick(ids.changeSeverity.pattern, "lead", async (click) =>
    openSeverityForm(ctx, click, await incidentOf(ids.changeSeverity, click)),
  );
  hearing.onClick(ids.resolve.pattern, "finish", async (click) =>
    openResolveForm(ctx, click, await incidentOf(ids.resolve, click)),
  );
  hearing.onClick(ids.reopen.pattern, "finish", async (click) =>
    openReasonForm(ctx, click, "reopen", await incidentOf(ids.reopen, click)),
  );
  hearing.onClick(ids.editDetails.pattern, "lead", async (click) =>
    openEditForm(ctx, click, await incidentOf(ids.editDetails, click)),
  );
  hearing.onClick(ids.close.pattern, "finish", async (click) =>
    closeOrAsk(ctx, click, await incidentOf(ids.close, click)),
  );
  hearing.onClick(ids.correctTimes.pattern, "lead", async (click) => {
    const { id, facts } = withDerivedTimes(await incidentOf(ids.correctTimes, click));
    await ctx.interactive.push(click.triggerId, timesForm(id, facts));
  });

  hearing.onClick(ids.stage.pattern, "look", async (click) => showStage(ctx, await incidentOf(ids.stage, click)));
  hearing.onClick(ids.tick.pattern, "respond", async (click) => {
    const { criterion } = ids.tick.parse(click.actionId);
    const { id } = await incidentOf(ids.tick, click);
    const tick = tickCriterion(click.userId, criterion, click.value === "met");
    const { incident } = await ctx.ledger.record(id, tick, { once: click.requestKey });
    return { ...showStage(ctx, incident), replaceOriginal: true };
  });

  const move = async (click: ClickInput, incidentId: number, to: StageId): Promise<Reply | undefined> => {
    const incident = await visibleIncident(ctx, incidentId, click.userId);
    const moved = await moveTo(ctx, click, incident, to);
    return moved && { ...showStage(ctx, moved), replaceOriginal: true };
  };
  hearing.onClick(ids.moveOn.pattern, "lead", (click) => {
    const { incidentId, to } = ids.moveOn.parse(click.actionId);
    return move(click, incidentId, to);
  });
  hearing.onClick(ids.moveTo.pattern, "lead", (click) =>
    move(click, ids.moveTo.parse(click.actionId).incidentId, readCarried(StageId, click.selected)),
  );

  hearing.onClick(ids.keepChannel.pattern, "contribute", async (click) => {
    const { id } = await incidentOf(ids.keepChannel, click);
    const { incident } = await ctx.ledger.record(id, objectToArchive(click.userId), { once: click.requestKey });
    return answers.kept(id, archiveAt(incident.facts, ctx.policy()));
  });

  hearing.onClick(ids.setCategory.pattern, "lead", async (click) => {
    const { category } = ids.setCategory.parse(click.actionId);
    const { id } = await incidentOf(ids.setCategory, click);
    await ctx.ledger.record(id, correct(click.userId, { category }), { once: click.requestKey });
    const label = ctx.policy().categories.find((each) => each.id === category)?.label ?? category;
    return answers.categorySet(id, label);
  });

  hearing.onSuggest(SERVICES, "look", async ({ typed }) =>
    servicesLike(ctx.policy().services, typed).slice(0, LIMITS.select.options).map(serviceChoice),
  );
  hearing.onClick(declareIds.category, "declare", (click) => categoryChosen(ctx, click));
  hearing.onClick(declareIds.afterTheFact, "declare", (click) => afterTheFactChosen(ctx, click));
}
