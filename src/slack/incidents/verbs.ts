import type { Policy } from "../../config/index.ts";
import {
  acknowledge,
  cancel,
  changeSeverity,
  correct,
  parseCorrection,
  parseSeverityChange,
  reopen,
  severityLabel,
  stageMeant,
  stageOf,
  withDerivedTimes,
} from "../../core/incidents/index.ts";
import { InvalidInputError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";
import { namedText, visibleIncident } from "../kit/index.ts";
import type { Verb } from "../kit/verbs.ts";
import {
  closeOrAsk,
  controlPanel,
  moveTo,
  openEditForm,
  openReasonForm,
  openResolveForm,
  openSeverityForm,
  showStage,
} from "./acts.ts";
import { declareByCommand } from "./declaring.ts";
import { listedNames } from "./listed-names.ts";
import { answers } from "./views/answers.ts";
import { timesForm } from "./views/edit-form.ts";
import { incidentList } from "./views/incident-list.ts";

/** The words of `/incident` about the incident as such. */
export const incidentVerbs = (ctx: Context): readonly Verb[] => [...beginning(ctx), ...going(ctx), ...ending(ctx)];

const beginning = (ctx: Context): Verb[] => [
  {
    name: "declare",
    synonyms: ["new", "create"],
    usage: "declare [sev2 What is broken]",
    help: "Declares an incident; without words it opens a form. `--service checkout`, `--private`, `--drill` and `--past` (it is over) may be added.",
    act: "declare",
    needs: "nothing",
    run: (input) => declareByCommand(ctx, input),
  },
  {
    name: "list",
    synonyms: ["ls"],
    usage: "list [all]",
    help: "The open incidents, or all of them.",
    act: "look",
    needs: "nothing",
    run: ({ userId, words }) => list(ctx, userId, words),
  },
  {
    name: "show",
    synonyms: ["view", "info"],
    usage: "show [#12]",
    help: "Where an incident stands, and what can be done.",
    act: "look",
    needs: "nothing",
    run: async ({ userId, words, incident }) => {
      const number = /^#?(\d{1,9})$/.exec(words)?.[1];
      const named = number === undefined ? incident : await visibleIncident(ctx, Number(number), userId);
      if (named) return controlPanel(ctx, named, userId);
      throw new InvalidInputError("Say which one: `/incident show #12`. `/incident list` has the numbers.");
    },
  },
];

const going = (ctx: Context): Verb[] => [
  {
    name: "acknowledge",
    synonyms: ["ack"],
    usage: "acknowledge",
    help: "Says that you have seen it and are on it.",
    act: "respond",
    needs: "incident",
    run: async ({ incident, userId, requestKey }) => {
      await ctx.ledger.record(incident.id, acknowledge(userId), { once: requestKey });
      return answers.acknowledged(incident.id);
    },
  },
  {
    name: "severity",
    synonyms: ["sev", "priority"],
    usage: "severity [sev2 why]",
    help: "Changes the severity; every reminder is timed anew.",
    act: "lead",
    needs: "incident",
    run: async (input) => {
      const { incident, userId, words, requestKey } = input;
      if (words === "") return openSeverityForm(ctx, input, incident);
      const change = changeSeverity({ userId, ...parseSeverityChange(await namedText(ctx, words)) });
      const { incident: changed } = await ctx.ledger.record(incident.id, change, { once: requestKey });
      return answers.severityChanged(incident.id, changed.facts.severity, ctx.policy());
    },
  },
  {
    name: "status",
    synonyms: ["stage", "checklist"],
    usage: "status [identified]",
    help: "The checklist of the present stage; with a stage or status it moves there.",
    act: ({ words }) => (words === "" ? "look" : "lead"),
    needs: "incident",
    run: async (input) => {
      const { incident, words } = input;
      if (words === "") return showStage(ctx, incident);
      const to = stageMeant(ctx.policy(), await namedText(ctx, words));
      if (to === "resolution" && incident.facts.isOpen) return openResolveForm(ctx, input, incident);
      const moved = await moveTo(ctx, input, incident, to);
      return moved && answers.moved(incident.id, stageOf(ctx.policy(), to).label);
    },
  },
  {
    name: "edit",
    synonyms: ["correct"],
    usage: "edit [title What it should read | times]",
    help: "Corrects title, severity, category, services, description, impact or times; the record keeps the old value.",
    act: "lead",
    needs: "incident",
    offers: "all",
    run: async (input) => {
      const { incident, userId, words, requestKey, triggerId } = input;
      if (words === "") return openEditForm(ctx, input, incident);
      if (words === "times") {
        await ctx.interactive.open(triggerId, timesForm(incident.id, withDerivedTimes(incident).facts));
        return undefined;
      }
      const correction = parseCorrection(
        await namedText(ctx, words),
        ctx.policy(),
        listedNames,
        incident.facts.services,
      );
      const { entries } = await ctx.ledger.record(incident.id, correct(userId, correction), { once: requestKey });
      return answers.corrected(incident.id, entries.length);
    },
  },
];

const ending = (ctx: Context): Verb[] => [
  {
    name: "resolve",
    synonyms: ["done", "fixed", "resolved"],
    usage: "resolve [what fixed it]",
    help: "Asks how it ended, and ends it.",
    act: "finish",
    needs: "incident",
    run: async (input) => openResolveForm(ctx, input, input.incident, (await namedText(ctx, input.words)) || undefined),
  },
  {
    name: "close",
    usage: "close",
    help: "Puts a resolved incident away.",
    act: "finish",
    needs: "incident",
    offers: "over",
    run: (input) => closeOrAsk(ctx, input, input.incident),
  },
  {
    name: "reopen",
    usage: "reopen [why]",
    help: "Brings a resolved, closed or cancelled incident back.",
    act: "finish",
    needs: "incident",
    offers: "over",
    run: async (input) => {
      const { incident, userId, words, requestKey } = input;
      if (words === "") return openReasonForm(ctx, input, "reopen", incident);
      const decision = reopen(userId, await namedText(ctx, words));
      const { incident: reopened } = await ctx.ledger.record(incident.id, decision, { once: requestKey });
      return answers.reopened(incident.id, stageOf(ctx.policy(), reopened.facts.stage).label);
    },
  },
  {
    name: "cancel",
    usage: "cancel [why]",
    help: "Takes back what was declared by mistake.",
    act: "finish",
    needs: "incident",
    run: async (input) => {
      const { incident, userId, words, requestKey } = input;
      if (words === "") return openReasonForm(ctx, input, "cancel", incident);
      await ctx.ledger.record(incident.id, cancel(userId, await namedText(ctx, words)), { once: requestKey });
      return answers.cancelled(incident.id);
    },
  },
];

const MOST_LISTED = 20;

async function list(ctx: Context, viewer: string, words: string) {
  const isAll = words.toLowerCase() === "all";
  if (words !== "" && !isAll) {
    throw new InvalidInputError("Use `/incident list` for the open ones, or `/incident list all`.");
  }
  const rows = await ctx.store.listIncidents({ viewer, limit: MOST_LISTED + 1, ...(!isAll && { isOpen: true }) });
  const policy = ctx.policy();
  const incidents = rows.slice(0, MOST_LISTED).map((row) => ({
    id: row.id,
    title: row.title,
    severityLabel: severityLabel(policy, row.severity),
    standing: standing(policy, row),
    isPrivate: row.isPrivate,
    channelId: row.channelId ?? undefined,
    declaredAt: row.declaredAt,
  }));
  return incidentList({ incidents, isAll, hasMore: rows.length > MOST_LISTED });
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** A row knows the last stage only; what ended before its resolution was cancelled. */
function standing(policy: Policy, { status, isOpen }: { readonly status: string; readonly isOpen: boolean }): string {
  if (status.startsWith("merged")) return sentence(status);
  const stage = policy.stages.find(({ id }) => id === status);
  if (isOpen) return stage?.label ?? status;
  return stage?.status === "resolved" ? "Resolved" : "Cancelled";
}
