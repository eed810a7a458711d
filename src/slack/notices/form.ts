import { z } from "zod";
import type { Audience, Template } from "../../config/index.ts";
import { refuseMerged } from "../../core/incidents/index.ts";
import {
  audiencesFor,
  fill,
  findingId,
  hasReadTheEnd,
  isOnStatusPage,
  isReachable,
  Notice,
  type NoticeInput,
  needsApproval,
  noticeFindings,
  sendNotice,
  templateNamed,
  templatesFor,
  usualAudiences,
} from "../../core/notices/index.ts";
import type { Incident } from "../../core/product.ts";
import type { Context } from "../kit/context.ts";
import { type ClickInput, parseFields, type SubmitInput, type SubmitReply, visibleIncident } from "../kit/index.ts";
import { NOTICE_FIELDS } from "./ids.ts";
import { recordOf } from "./recorded.ts";
import { answers } from "./views/answers.ts";
import { keptId, type NoticeFormModel, noticeForm } from "./views/notice-form.ts";

const Metadata = z.object({
  incidentId: z.number(),
  template: z.string(),
  /** Findings that were shown, and those that the writer kept, by id. */
  shown: z.array(z.string()).default([]),
  kept: z.array(z.string()).default([]),
  round: z.number().default(0),
});

/** The metadata of a form is short. */
const MOST_KEPT = 25;

const Fields = z.object({
  [NOTICE_FIELDS.audiences]: z.array(z.string()).optional(),
  [NOTICE_FIELDS.people]: z.array(z.string()).optional(),
  [NOTICE_FIELDS.headline]: z.string().optional(),
  [NOTICE_FIELDS.text]: z.string().default(""),
  [NOTICE_FIELDS.overrule]: z.array(z.string()).optional(),
});

interface Opening {
  readonly incident: Incident;
  readonly template: Template;
  readonly people?: readonly string[];
}

/** Opens the form with a template filled from the record. */
export async function openNoticeForm(ctx: Context, triggerId: string, opening: Opening): Promise<undefined> {
  refuseMerged(opening.incident.facts);
  await ctx.interactive.open(triggerId, noticeForm(await filledModel(ctx, opening)));
}

/** Another template was chosen in the form: its words take the place of those that stood there. */
export async function changeTemplate(ctx: Context, incident: Incident, click: ClickInput): Promise<void> {
  const { viewId, selected, state } = click;
  const template = templatesFor(incident, ctx.policy()).find(({ id }) => id === selected);
  if (viewId === undefined || !template) return;
  const { notice_people: people = [] } = parseFields(Fields, state);
  await ctx.interactive.update(viewId, noticeForm(await filledModel(ctx, { incident, template, people })));
}

async function filledModel(ctx: Context, { incident, template, people = [] }: Opening): Promise<NoticeFormModel> {
  const record = await recordOf(ctx, incident);
  return {
    ...frame(ctx, incident, template),
    chosen: usualAudiences(incident, ctx.policy(), template),
    people,
    headline: template.headline && fill(template.headline, record),
    text: fill(template.text, record),
    findings: [],
    kept: [],
    round: 0,
  };
}

function frame(ctx: Context, incident: Incident, template: Template) {
  const policy = ctx.policy();
  const { id, facts } = incident;
  const possible = audiencesFor(incident, policy, template.audience);
  return {
    incidentId: id,
    title: `#${id} ${facts.title}`,
    isDrill: facts.isDrill,
    templates: templatesFor(incident, policy).map((each) => ({ value: each.id, text: each.title })),
    template: template.id,
    audiences: possible.map(choiceOf),
    alreadyTold:
      template.offer === "resolved"
        ? possible.filter((audience) => hasReadTheEnd(audience, incident, policy)).map(({ label }) => label)
        : [],
    needsApproval: needsApproval(incident, template.id, { policy }),
  };
}

function choiceOf({ id, label, channels, people, userGroups }: Audience) {
  const direct = people.length + userGroups.length > 0 ? ["direct messages"] : [];
  const where = [...channels.map((channel) => `#${channel}`), ...direct].join(", ");
  return { value: id, text: `${label} (${where})` };
}

/** The form was sent: it goes, waits for its approval, or comes back with what the checks found. */
export async function submitNotice(ctx: Context, submit: SubmitInput): Promise<SubmitReply> {
  const { userId, metadata, values, requestKey } = submit;
  const { incidentId, template: id, shown, kept: before, round } = Metadata.parse(metadata);
  const incident = await visibleIncident(ctx, incidentId, userId);
  const template = templateNamed(ctx.policy(), id);
  const fields = parseFields(Fields, values);
  const { nameOf } = await recordOf(ctx, incident);
  const written = {
    userId,
    template: id,
    headline: template.status && (fields.notice_headline ?? ""),
    text: fields.notice_text,
    audiences: fields.notice_audiences ?? [],
    people: fields.notice_people ?? [],
    nameOf,
  };
  const found = noticeFindings(written, incident, await ctx.ledger.world());
  const kept = [...before, ...(fields.notice_overrule ? shown : [])].slice(0, MOST_KEPT);
  const open = found.filter((finding) => finding.isBlocking || !kept.includes(keptId(finding)));
  if (open.length > 0) {
    const { audiences: chosen, people, headline, text } = written;
    const asWritten = { chosen, people, headline, text, findings: open, kept, round: round + 1 };
    return { kind: "update", view: noticeForm({ ...frame(ctx, incident, template), ...asWritten }) };
  }
  return send(ctx, incidentId, requestKey, { ...written, overruled: found.map(findingId) });
}

async function send(ctx: Context, incidentId: number, once: string, input: NoticeInput): Promise<SubmitReply> {
  const { entries, incident } = await ctx.ledger.record(incidentId, sendNotice(input), { once });
  const { title } = templateNamed(ctx.policy(), input.template);
  const sent = entries.find(({ kind }) => kind === "notice_sent");
  if (!sent) return { kind: "update", view: answers.waits(title) };
  const notice = Notice.parse(sent.data);
  const isTold = incident.facts.isDrill || isReachable(notice) || isOnStatusPage(notice, ctx.policy());
  return isTold ? { kind: "close" } : { kind: "update", view: answers.copy(notice) };
}
