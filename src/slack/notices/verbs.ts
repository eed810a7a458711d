import { handoffMeant, templateMeant } from "../../core/notices/index.ts";
import type { Incident } from "../../core/product.ts";
import type { Context } from "../kit/context.ts";
import { namedText } from "../kit/index.ts";
import type { Verb, VerbInput } from "../kit/verbs.ts";
import { openNoticeForm } from "./form.ts";

/** The words of `/incident` with which somebody outside is told. */
export function noticeVerbs(ctx: Context): readonly Verb[] {
  return [
    {
      name: "notify",
      synonyms: ["notice"],
      usage: "notify [customers | leadership | engineering | a template]",
      help: "Writes to those outside: filled from the record, edited by you, checked, and to customers only once approved.",
      act: "update",
      needs: "incident",
      offers: "all",
      async run({ incident, words, triggerId }) {
        const template = templateMeant(incident, ctx.policy(), await namedText(ctx, words));
        return openNoticeForm(ctx, triggerId, { incident, template });
      },
    },
  ];
}

const PERSON = /<@([A-Z0-9]+)(?:\|[^>]*)?>/g;

/**
 * `/incident handoff engineering @kim`, inside of an incident: the form for what they have to know. "not_mine" when the words
 * name no such handoff.
 */
export async function openHandoff(
  ctx: Context,
  { words, triggerId }: Pick<VerbInput, "words" | "triggerId">,
  incident: Incident,
): Promise<undefined | "not_mine"> {
  const people = [...words.matchAll(PERSON)].flatMap(([, userId]) => userId ?? []);
  const template = handoffMeant(incident, ctx.policy(), words.replace(PERSON, " "));
  if (!template) return "not_mine";
  return openNoticeForm(ctx, triggerId, { incident, template, people });
}
