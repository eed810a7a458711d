import type { InputBlock } from "@slack/types";
import type { Policy, Service } from "../../../config/index.ts";
import { catalogued, serviceMeant } from "../../../core/services/index.ts";
import { type Choice, input, LIMITS, multiExternalSelect, multiSelect, select, textInput } from "../../kit/index.ts";
import { SERVICES } from "../ids.ts";

/** A severity in one line: what it is called and what it means. */
export const severityChoices = ({ severities }: Policy): Choice[] =>
  severities.map(({ id, label, name, impact }) => ({ value: id, text: `${label} ${name}: ${impact}` }));

export const categoryChoices = ({ categories }: Policy): Choice[] =>
  categories.map(({ id, label }) => ({ value: id, text: label }));

export const severitySelect = (policy: Policy, initial: string | undefined) =>
  select({
    actionId: "severity",
    placeholder: "How bad is it?",
    choices: severityChoices(policy),
    ...(initial && { initial }),
  });

export const categorySelect = (policy: Policy, initial: string | undefined, actionId = "category") =>
  select({ actionId, placeholder: "What kind?", choices: categoryChoices(policy), ...(initial && { initial }) });

export const serviceChoice = ({ id, name, tier }: Service): Choice => ({
  value: id,
  text: name,
  description: `Tier ${tier}`,
});

/** Chosen from the catalog, typed where there is none; `chosen` are keys or words as they stand on record. */
export function servicesField({ services }: Policy, chosen: readonly string[]): InputBlock {
  const field = { blockId: SERVICES, label: "Services", isOptional: true };
  if (services.length === 0) {
    const element = textInput({ actionId: SERVICES, ...(chosen.length > 0 && { initial: chosen.join(", ") }) });
    return input({ ...field, hint: "Separate several with commas.", element });
  }
  // What was named before there was a catalog stays, unless it is taken out.
  const others = chosen.filter((word) => !serviceMeant(services, word) && word.length <= LIMITS.option.value);
  const kept = others.map((word): Choice => ({ value: word, text: word, description: "Not in the catalog" }));
  const initial = [...catalogued(services, chosen).map(serviceChoice), ...kept];
  const choices = [...services.map(serviceChoice), ...kept];
  const asked = { actionId: SERVICES, placeholder: "Which services are hit?" };
  const element =
    choices.length <= LIMITS.select.options
      ? multiSelect({ ...asked, choices, initial: initial.map(({ value }) => value) })
      : multiExternalSelect({ ...asked, initial });
  return input({ ...field, element });
}
