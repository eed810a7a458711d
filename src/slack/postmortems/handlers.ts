import { z } from "zod";
import type { Act } from "../../core/entitlements/index.ts";
import {
  actionOf,
  addAction,
  changeAction,
  dropAction,
  finishAction,
  isSection,
  movePostmortem,
  redraft,
  reopenAction,
  SECTIONS,
  STATE_LABELS,
  sendPostmortem,
  writeSection,
} from "../../core/postmortems/index.ts";
import { InvalidInputError } from "../../lib/errors.ts";
import type { ActionId } from "../kit/action-ids.ts";
import type { Context } from "../kit/context.ts";
import {
  type ClickInput,
  type Doors,
  parseFields,
  type Reply,
  type SubmitInput,
  visibleIncident,
} from "../kit/index.ts";
import { dateIn, readActionForm } from "./action-fields.ts";
import { sectionNow } from "./draft.ts";
import { ActionMetadata, callbacks, ids, SectionMetadata } from "./ids.ts";
import { actionsReply } from "./replies.ts";
import { actionForm } from "./views/action-form.ts";
import { sectionForm } from "./views/section-form.ts";

const SectionFields = z.object({ text: z.string().default("") });

/** Listens to everything that is pressed and sent about a post-mortem and its action items. */
export const register =
  (ctx: Context) =>
  (hearing: Doors): void => {
    registerDocument(ctx, hearing);
    registerActions(ctx, hearing);
  };

function registerDocument(ctx: Context, hearing: Doors): void {
  hearing.onClick(ids.section.pattern, "respond", async ({ actionId, selected, userId, triggerId }) => {
    const incident = await visibleIncident(ctx, ids.section.parse(actionId).incidentId, userId);
    const section = sectionChosen(selected);
    const text = await sectionNow(ctx, incident, section);
    const form = sectionForm({ incidentId: incident.id, section, title: SECTIONS[section].title, text });
    await ctx.interactive.open(triggerId, form);
  });

  hearing.onSubmit(callbacks.section, "respond", async ({ metadata, values, userId, requestKey }) => {
    const { incidentId, section } = SectionMetadata.parse(metadata);
    const incident = await visibleIncident(ctx, incidentId, userId);
    const { text } = parseFields(SectionFields, values);
    const shown = await sectionNow(ctx, incident, section);
    await ctx.ledger.record(incidentId, writeSection({ userId, section, text, shown }), { once: requestKey });
  });

  hearing.onClick(ids.redraft.pattern, "respond", async ({ actionId, userId, requestKey }) => {
    const { incidentId } = ids.redraft.parse(actionId);
    await visibleIncident(ctx, incidentId, userId);
    await ctx.ledger.record(incidentId, redraft({ userId }), { once: requestKey });
    return { text: `#${incidentId} is being drafted anew from the record. What people wrote stays.` };
  });

  hearing.onClick(ids.move.pattern, "publish", async ({ actionId, userId, requestKey }) => {
    const { incidentId, state } = ids.move.parse(actionId);
    await visibleIncident(ctx, incidentId, userId);
    await ctx.ledger.record(incidentId, movePostmortem({ userId, state }), { once: requestKey });
    return { text: `The post-mortem of #${incidentId} is now: ${STATE_LABELS[state].toLowerCase()}.` };
  });

  hearing.onClick(ids.file.pattern, "look", async ({ actionId, userId, requestKey }) => {
    const { incidentId } = ids.file.parse(actionId);
    await visibleIncident(ctx, incidentId, userId);
    await ctx.ledger.note({ once: requestKey, effects: [sendPostmortem(incidentId, userId, requestKey)] });
    return { text: `The post-mortem of #${incidentId} is on its way to you as a direct message.` };
  });
}

/** Anybody may add an action item; to change one is to take part. */
const actOfForm = ({ metadata }: SubmitInput): Act =>
  ActionMetadata.safeParse(metadata).data?.id === undefined ? "contribute" : "respond";

type OneAction = { incidentId: number; id: string };
type ActionDecision = typeof finishAction;

function registerActions(ctx: Context, hearing: Doors): void {
  const decide = (id: ActionId<OneAction>, act: Act, decision: ActionDecision) =>
    hearing.onClick(id.pattern, act, async (click) => {
      const { incidentId, id: actionId } = id.parse(click.actionId);
      const { userId, requestKey } = click;
      await visibleIncident(ctx, incidentId, userId);
      const { incident } = await ctx.ledger.record(incidentId, decision({ userId, id: actionId }), {
        once: requestKey,
      });
      return onList(click, actionsReply(incident));
    });

  decide(ids.finishAction, "contribute", finishAction);
  decide(ids.reopenAction, "contribute", reopenAction);
  decide(ids.dropAction, "respond", dropAction);

  hearing.onClick(ids.addAction.pattern, "contribute", async ({ actionId, userId, triggerId }) => {
    const { incidentId } = ids.addAction.parse(actionId);
    await visibleIncident(ctx, incidentId, userId);
    await ctx.interactive.open(triggerId, actionForm({ incidentId }));
  });

  hearing.onClick(ids.editAction.pattern, "respond", async ({ actionId, userId, triggerId }) => {
    const { incidentId, id } = ids.editAction.parse(actionId);
    const { text, ownerId, dueAt } = actionOf(await visibleIncident(ctx, incidentId, userId), id);
    const { tz } = await ctx.directory.person(userId);
    const due = dueAt === undefined ? undefined : dateIn(dueAt, tz);
    await ctx.interactive.open(triggerId, actionForm({ incidentId, id, text, ownerId, due }));
  });

  hearing.onSubmit(callbacks.action, actOfForm, async ({ metadata, values, userId, requestKey }) => {
    const { incidentId, id } = ActionMetadata.parse(metadata);
    const incident = await visibleIncident(ctx, incidentId, userId);
    const before = id === undefined ? undefined : actionOf(incident, id).dueAt;
    const fields = { userId, ...(await readActionForm(ctx, userId, values, before)) };
    const decision = id === undefined ? addAction(fields) : changeAction({ ...fields, id });
    await ctx.ledger.record(incidentId, decision, { once: requestKey });
  });
}

/** The list is shown anew in its place; the Home follows by itself. */
const onList = ({ viewId }: ClickInput, list: Reply): Reply | undefined =>
  viewId === undefined ? { ...list, replaceOriginal: true } : undefined;

function sectionChosen(selected: unknown) {
  if (typeof selected === "string" && isSection(selected)) return selected;
  throw new InvalidInputError("Choose a section of the post-mortem.");
}
