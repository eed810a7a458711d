import type { Policy } from "../../../config/index.ts";
import { type Choice, select } from "../../kit/index.ts";

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
