import { type Element, optionsOf } from "../delivery/elements.ts";
import { isJson, type Json, textOf } from "../delivery/json.ts";

/** How a person names a thing on the screen: its text (or action id), or a pattern for it. */
export type Label = string | RegExp;

export const optionText = (option: Json): string => (isJson(option.text) ? textOf(option.text.text) : "");

const PRESSED = new Set(["button", "icon_button", "feedback_buttons", "workflow_button"]);

const fits = (text: string, label: Label): boolean =>
  typeof label === "string" ? text.toLowerCase() === label.toLowerCase() : label.test(text);

/** The button with this label, or the overflow menu that has it as an option, with what pressing it sends. */
export function pickButton(elements: readonly Element[], label: Label, nth: number): { element: Element; value: Json } {
  const found = elements.flatMap((element): { element: Element; value: Json }[] => {
    if (PRESSED.has(element.type)) {
      return element.labels.some((text) => fits(text, label)) ? [{ element, value: {} }] : [];
    }
    if (element.type !== "overflow") return [];
    const options = optionsOf(element.element).filter((option) => fits(optionText(option), label));
    return options.map((option) => ({ element, value: { selected_option: option } }));
  });
  const picked = found[nth];
  if (!picked) throw new Error(`nothing to press is called ${label}; there is: ${pressable(elements)}`);
  return picked;
}

const pressable = (elements: readonly Element[]): string =>
  elements
    .filter(({ type }) => PRESSED.has(type) || type === "overflow")
    .flatMap(({ type, element, labels }) =>
      type === "overflow" ? optionsOf(element).map(optionText) : labels.slice(0, 1),
    )
    .map((text) => `"${text}"`)
    .join(", ") || "nothing";

/** The field with this label, whether in an `input` block or beside a section. */
export function findField(elements: readonly Element[], label: Label): Element | undefined {
  const fields = elements.filter(({ type }) => !PRESSED.has(type) && type !== "overflow");
  return fields.find(({ labels }) => labels[0] !== undefined && fits(labels[0], label)) ?? fields.find(byAny(label));
}

const byAny = (label: Label) => (element: Element) => element.labels.some((text) => fits(text, label));

export function pickField(elements: readonly Element[], label: Label): Element {
  const field = findField(elements, label);
  if (field) return field;
  const names = elements.filter(({ type }) => !PRESSED.has(type)).map(({ labels }) => `"${labels[0] ?? ""}"`);
  throw new Error(`no field is called ${label}; there is: ${names.join(", ") || "nothing"}`);
}

/** The option with this text (or value) among those offered. */
export function pickOption(options: readonly Json[], wanted: string): Json {
  const byText = options.find((option) => fits(optionText(option), wanted));
  const option = byText ?? options.find(({ value }) => value === wanted);
  if (option) return option;
  throw new Error(
    `no option is called "${wanted}"; there is: ${options.map((each) => `"${optionText(each)}"`).join(", ")}`,
  );
}
