import { mustBePageable } from "../../core/escalation/index.ts";
import type { Incident } from "../../core/product.ts";
import type { Context } from "../kit/context.ts";
import { namedText } from "../kit/index.ts";
import type { Verb } from "../kit/verbs.ts";
import { callByName, callLadder, wouldCall } from "./call.ts";
import { parsePageWords } from "./target.ts";
import { escalateForm, pageForm } from "./views/forms.ts";

interface Opening {
  readonly incident: Incident;
  readonly userId: string;
  readonly triggerId: string;
}

/** Opens the form that calls the next rung. */
export async function openEscalateForm(ctx: Context, { incident, userId, triggerId }: Opening): Promise<undefined> {
  const next = await wouldCall(ctx, incident, userId);
  const form = escalateForm({ incidentId: incident.id, title: incident.facts.title, next });
  await ctx.interactive.open(triggerId, form);
}

/** Opens the form that calls somebody by name. */
export async function openPageForm(ctx: Context, { incident, triggerId }: Omit<Opening, "userId">): Promise<undefined> {
  mustBePageable(incident);
  const { rotations, services } = ctx.policy();
  const choices = [...rotations, ...services.filter(({ id }) => !rotations.some((rotation) => rotation.id === id))];
  const form = pageForm({
    incidentId: incident.id,
    title: incident.facts.title,
    choices: choices.map(({ id, name }) => ({ value: id, text: name })),
  });
  await ctx.interactive.open(triggerId, form);
}

/** `/incident escalate` and `/incident page`. */
export const escalationVerbs = (ctx: Context): readonly Verb[] => [
  {
    name: "escalate",
    synonyms: ["escalation"],
    usage: "escalate [why]",
    help: "Calls more people: the next on the ladder, and on until somebody acknowledges.",
    act: "respond",
    needs: "incident",
    async run({ incident, words, userId, triggerId, requestKey }) {
      if (words === "") return openEscalateForm(ctx, { incident, userId, triggerId });
      const why = await namedText(ctx, words);
      return callLadder(ctx, { incidentId: incident.id, userId, why, requestKey });
    },
  },
  {
    name: "page",
    synonyms: ["call"],
    usage: "page [@person|rotation|service] [why]",
    help: "Calls somebody by name, or whoever is on call for a rotation or service.",
    act: "respond",
    needs: "incident",
    async run({ incident, words, triggerId, userId, requestKey }) {
      if (words === "") return openPageForm(ctx, { incident, triggerId });
      mustBePageable(incident);
      const { target, why } = parsePageWords(words, await ctx.ledger.world());
      return callByName(ctx, target, { incidentId: incident.id, userId, why: await namedText(ctx, why), requestKey });
    },
  },
];
