import { makeReal } from "../../core/incidents/index.ts";
import type { Incident } from "../../core/product.ts";
import { InvalidInputError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";
import { namedText } from "../kit/index.ts";
import type { Verb, VerbInput } from "../kit/verbs.ts";
import { linkTo, merge, splitOff, unlinkFrom } from "./acts.ts";
import { openLinkForm, openMergeForm, openSplitForm } from "./forms.ts";
import { answers } from "./views/answers.ts";
import { parseLink, parseMerge, parseSplit } from "./words.ts";

/** The words of `/incident` about what belongs together. */
export const relatedVerbs = (ctx: Context): readonly Verb[] => [
  {
    name: "merge",
    usage: "merge #12 [why]",
    help: "Merges #12 into this incident; `merge into #7` merges this one into #7. Without words it opens a form.",
    act: "finish",
    needs: "nothing",
    keepsNumbers: true,
    run: (input) => mergeByWords(ctx, input),
  },
  {
    name: "link",
    synonyms: ["relate"],
    usage: "link #12 [why]",
    help: "Shows each of the two incidents on the card of the other.",
    act: "contribute",
    needs: "incident",
    offers: "all",
    keepsNumbers: true,
    run: async (input) => {
      const { other, why } = parseLink(await namedText(ctx, input.words));
      if (other === undefined) return openLinkForm(ctx, input, input.incident, why);
      return linkTo(ctx, input, { incident: input.incident, otherId: other, why });
    },
  },
  {
    name: "unlink",
    usage: "unlink #12",
    help: "Takes the link off both cards.",
    act: "contribute",
    needs: "incident",
    offers: "all",
    keepsNumbers: true,
    run: (input) => {
      const { other } = parseLink(input.words);
      return unlinkFrom(ctx, input, { incident: input.incident, otherId: other ?? onlyLink(input.incident) });
    },
  },
  {
    name: "split",
    synonyms: ["workstream"],
    usage: "split [What it is about @lead]",
    help: "Splits a workstream off: a channel and a lead of its own, its updates show here too.",
    act: "lead",
    needs: "incident",
    run: async (input) => {
      const { title, leadId } = parseSplit(input.words);
      if (title === "") return openSplitForm(ctx, input, input.incident, leadId);
      return splitOff(ctx, input, input.incident, { title: await namedText(ctx, title), leadId });
    },
  },
  {
    name: "real",
    synonyms: ["not-a-drill"],
    usage: "real [why]",
    help: "Turns a drill into a real incident: it is announced as one, and counts.",
    act: "lead",
    needs: "incident",
    run: async ({ incident, userId, words, requestKey }) => {
      const decision = makeReal(userId, await namedText(ctx, words));
      await ctx.ledger.record(incident.id, decision, { once: requestKey });
      return answers.real(incident.id);
    },
  },
];

async function mergeByWords(ctx: Context, input: VerbInput) {
  const { loser, into, why } = parseMerge(await namedText(ctx, input.words));
  const here = input.incident?.id;
  const loserId = loser ?? (into === undefined ? undefined : here);
  const intoId = into ?? (loser === undefined ? undefined : here);
  if (loserId === undefined || intoId === undefined) {
    return openMergeForm(ctx, input, { loserId, intoId: intoId ?? here, why });
  }
  return merge(ctx, input, { loserId, intoId, why });
}

function onlyLink({ related }: Incident): number {
  const [only, ...others] = Object.values(related.links);
  if (only && others.length === 0) return only.incidentId;
  throw new InvalidInputError("Say which link to take off: `/incident unlink #12`.");
}
