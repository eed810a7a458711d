import type { Block, ViewState } from "../workspace/types.ts";
import { isJson, type Json, listOf, textOf } from "./json.ts";

/** An interactive element where it stands. */
export interface Element {
  readonly blockId: string;
  readonly actionId: string;
  readonly type: string;
  readonly element: Json;
  readonly block: Json;
  /** Part of an `input` block, so its value travels with the submission. */
  readonly isInput: boolean;
  /** Every text by which a person may name it, best first. */
  readonly labels: readonly string[];
}

/** Elements whose value is part of a view's or message's `state`. */
const STATEFUL = new Set([
  ...["plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input", "file_input"],
  ...["datepicker", "timepicker", "datetimepicker", "radio_buttons", "checkboxes"],
  ...["static_select", "external_select", "users_select", "conversations_select", "channels_select"],
  ...["multi_static_select", "multi_external_select", "multi_users_select"],
  ...["multi_conversations_select", "multi_channels_select"],
]);
const PRESSED = new Set(["button", "icon_button", "overflow", "feedback_buttons", "workflow_button"]);

/** Every interactive element of some blocks, in the order in which a person meets them. */
export function elementsOf(blocks: readonly Block[]): Element[] {
  return blocks.flatMap((block) => elementsIn(block));
}

function elementsIn(block: Json): Element[] {
  const found: Element[] = [];
  const isInput = block.type === "input";
  const blockId = textOf(block.block_id);
  walk(block, (element) => {
    const type = textOf(element.type);
    // Slack gives an element without an action_id one of its own.
    const actionId = textOf(element.action_id) || `${blockId}-${found.length}`;
    const labels = [block.label, element.text, element.placeholder, block.text].map(plainText);
    const named = [...labels, textOf(element.action_id), blockId, textOf(element.accessibility_label)];
    const kept = named.filter((label) => label !== "");
    found.push({ blockId, actionId, type, element, block, isInput, labels: kept });
  });
  return found;
}

function walk(node: unknown, visit: (element: Json) => void): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, visit);
    return;
  }
  if (!isJson(node)) return;
  if (STATEFUL.has(textOf(node.type)) || PRESSED.has(textOf(node.type))) visit(node);
  for (const [name, child] of Object.entries(node)) if (name !== "confirm") walk(child, visit);
}

const plainText = (value: unknown): string => (isJson(value) ? textOf(value.text) : "");

/** `state.values` as Slack sends it: every element that holds a value, entered or initial. */
export function stateValues(blocks: readonly Block[], entered: ViewState): ViewState {
  const values: ViewState = {};
  for (const { blockId, actionId, type, element } of elementsOf(blocks)) {
    if (!STATEFUL.has(type)) continue;
    values[blockId] = { ...values[blockId], [actionId]: entered[blockId]?.[actionId] ?? initialValue(type, element) };
  }
  return values;
}

/** The value that an element has before anybody touches it. */
export function initialValue(type: string, element: Json): Json {
  const pick = (name: string, initial: string, none: unknown): Json => ({ type, [name]: element[initial] ?? none });
  switch (type) {
    case "plain_text_input":
    case "number_input":
    case "email_text_input":
    case "url_text_input":
      return pick("value", "initial_value", null);
    case "rich_text_input":
      return element.initial_value === undefined ? { type } : { type, rich_text_value: element.initial_value };
    case "file_input":
      return { type, files: [] };
    case "datepicker":
      return pick("selected_date", "initial_date", null);
    case "timepicker":
      return pick("selected_time", "initial_time", null);
    case "datetimepicker":
      return pick("selected_date_time", "initial_date_time", null);
    case "checkboxes":
    case "multi_static_select":
    case "multi_external_select":
      return pick("selected_options", "initial_options", []);
    case "users_select":
      return pick("selected_user", "initial_user", null);
    case "multi_users_select":
      return pick("selected_users", "initial_users", []);
    case "conversations_select":
      return pick("selected_conversation", "initial_conversation", null);
    case "multi_conversations_select":
      return pick("selected_conversations", "initial_conversations", []);
    case "channels_select":
      return pick("selected_channel", "initial_channel", null);
    case "multi_channels_select":
      return pick("selected_channels", "initial_channels", []);
    default:
      return pick("selected_option", "initial_option", null);
  }
}

/** The options of a select, radio group, checkbox group or overflow menu, groups flattened. */
export function optionsOf(element: Json): Json[] {
  return [...listOf(element.options), ...listOf(element.option_groups).flatMap((group) => listOf(group.options))];
}

/** What Slack's client says under a field before it sends a form, by block id; empty when the form may go. */
export function clientErrors(blocks: readonly Block[], values: ViewState): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { blockId, actionId, element, block, isInput } of elementsOf(blocks)) {
    if (!isInput) continue;
    const value = values[blockId]?.[actionId];
    const error = isJson(value) ? fieldError(value, element, block.optional === true) : undefined;
    if (error) errors[blockId] = error;
  }
  return errors;
}

function fieldError(value: Json, element: Json, isOptional: boolean): string | undefined {
  const given = Object.entries(value).find(([name]) => name !== "type")?.[1];
  const isEmpty = given === null || given === undefined || given === "" || (Array.isArray(given) && given.length === 0);
  if (isEmpty) return isOptional ? undefined : "Please complete this required field.";
  if (typeof given !== "string") return undefined;
  const { min_length: least, max_length: most } = element;
  if (typeof least === "number" && given.length < least) return `Please use at least ${least} characters.`;
  const limit = typeof most === "number" ? most : 3000;
  if (element.type === "plain_text_input" && given.length > limit) return `Please use ${limit} characters or fewer.`;
  if (element.type === "number_input") return numberError(given, element);
  if (element.type === "url_text_input" && !URL.canParse(given)) return "Please enter a valid URL.";
  if (element.type === "email_text_input" && !/^\S+@\S+\.\S+$/.test(given)) return "Please enter a valid email.";
  return undefined;
}

function numberError(given: string, element: Json): string | undefined {
  const number = Number(given);
  if (!Number.isFinite(number)) return "Please enter a valid number.";
  if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return "Please enter a whole number.";
  if (typeof element.min_value === "string" && number < Number(element.min_value)) {
    return `Please enter a number of at least ${element.min_value}.`;
  }
  if (typeof element.max_value === "string" && number > Number(element.max_value)) {
    return `Please enter a number of at most ${element.max_value}.`;
  }
  return undefined;
}
