import type {
  Button,
  Checkboxes,
  ConfirmationDialog,
  Datepicker,
  DateTimepicker,
  ExternalSelect,
  MultiExternalSelect,
  MultiStaticSelect,
  MultiUsersSelect,
  Overflow,
  PlainTextInput,
  PlainTextOption,
  RadioButtons,
  StaticSelect,
  UsersSelect,
} from "@slack/types";
import type { Text } from "../escape.ts";
import { LIMITS } from "../limits.ts";
import { cleanText, shorten } from "../text.ts";
import { marked, plain } from "./text-objects.ts";

export interface Choice {
  value: string;
  text: string;
  description?: string;
}

interface SelectOptions {
  actionId: string;
  placeholder?: string;
}

export function option(choice: Choice): PlainTextOption {
  return {
    text: plain(choice.text, LIMITS.option.text),
    value: choice.value,
    ...(choice.description && { description: plain(choice.description, LIMITS.option.description) }),
  };
}

/** A question asked before the deed, for what cannot be undone. */
export function confirm(options: {
  title: string;
  text: Text;
  yes: string;
  no: string;
  isDangerous?: boolean;
}): ConfirmationDialog {
  return {
    title: plain(options.title, LIMITS.confirm.title),
    text: marked(options.text, LIMITS.confirm.text),
    confirm: plain(options.yes, LIMITS.confirm.button),
    deny: plain(options.no, LIMITS.confirm.button),
    ...(options.isDangerous && { style: "danger" as const }),
  };
}

export function button(options: {
  text: string;
  actionId: string;
  value?: string;
  style?: "primary" | "danger";
  url?: string;
  confirm?: ConfirmationDialog;
  /** What a screen reader says when the text alone does not tell. */
  label?: string;
}): Button {
  return {
    type: "button",
    text: plain(options.text, LIMITS.button.text),
    action_id: options.actionId,
    ...(options.value !== undefined && { value: options.value }),
    ...(options.style && { style: options.style }),
    ...(options.url && { url: options.url }),
    ...(options.confirm && { confirm: options.confirm }),
    ...(options.label && { accessibility_label: shorten(cleanText(options.label), LIMITS.button.label) }),
  };
}

/** A list of up to a hundred choices; `initial` is the value chosen at first. */
export function select(options: SelectOptions & { choices: readonly Choice[]; initial?: string }): StaticSelect {
  const initial = options.choices.find((choice) => choice.value === options.initial);
  return {
    type: "static_select",
    ...ofSelect(options),
    options: options.choices.slice(0, LIMITS.select.options).map(option),
    ...(initial && { initial_option: option(initial) }),
  };
}

export interface ChoiceGroup {
  readonly label: string;
  readonly choices: readonly Choice[];
}

/** A list of choices under headings; a heading without choices is left out. */
export function groupedSelect(options: SelectOptions & { groups: readonly ChoiceGroup[] }): StaticSelect {
  const groups = options.groups.filter(({ choices }) => choices.length > 0).slice(0, LIMITS.select.groups);
  return {
    type: "static_select",
    ...ofSelect(options),
    option_groups: groups.map(({ label, choices }) => ({
      label: plain(label, LIMITS.option.text),
      options: choices.slice(0, LIMITS.select.options).map(option),
    })),
  };
}

export function multiSelect(
  options: SelectOptions & { choices: readonly Choice[]; initial?: readonly string[] },
): MultiStaticSelect {
  const initial = options.choices.filter((choice) => options.initial?.includes(choice.value));
  return {
    type: "multi_static_select",
    ...ofSelect(options),
    options: options.choices.slice(0, LIMITS.select.options).map(option),
    ...(initial.length > 0 && { initial_options: initial.map(option) }),
  };
}

/** A list of several choices that are asked for as the person types. */
export function multiExternalSelect(
  options: SelectOptions & { initial?: readonly Choice[]; minQueryLength?: number },
): MultiExternalSelect {
  const hasInitial = options.initial !== undefined && options.initial.length > 0;
  return {
    type: "multi_external_select",
    ...ofSelect(options),
    min_query_length: options.minQueryLength ?? 0,
    ...(hasInitial && { initial_options: (options.initial ?? []).map(option) }),
  };
}

/** A list whose choices are asked for as the person types. */
export function externalSelect(options: SelectOptions & { initial?: Choice; minQueryLength?: number }): ExternalSelect {
  return {
    type: "external_select",
    ...ofSelect(options),
    min_query_length: options.minQueryLength ?? 0,
    ...(options.initial && { initial_option: option(options.initial) }),
  };
}

export function userSelect(options: SelectOptions & { initial?: string }): UsersSelect {
  return { type: "users_select", ...ofSelect(options), ...(options.initial && { initial_user: options.initial }) };
}

export function usersSelect(options: SelectOptions & { initial?: readonly string[] }): MultiUsersSelect {
  const hasInitial = options.initial !== undefined && options.initial.length > 0;
  return {
    type: "multi_users_select",
    ...ofSelect(options),
    ...(hasInitial && { initial_users: [...(options.initial ?? [])] }),
  };
}

/** The "…" menu of up to five choices. */
export function overflow(options: { actionId: string; choices: readonly Choice[] }): Overflow {
  return {
    type: "overflow",
    action_id: options.actionId,
    options: options.choices.slice(0, LIMITS.overflow.options).map(option),
  };
}

export function radio(options: { actionId: string; choices: readonly Choice[]; initial?: string }): RadioButtons {
  const initial = options.choices.find((choice) => choice.value === options.initial);
  return {
    type: "radio_buttons",
    action_id: options.actionId,
    options: options.choices.slice(0, LIMITS.choices.options).map(option),
    ...(initial && { initial_option: option(initial) }),
  };
}

export function checkboxes(options: {
  actionId: string;
  choices: readonly Choice[];
  initial?: readonly string[];
}): Checkboxes {
  const initial = options.choices.filter((choice) => options.initial?.includes(choice.value));
  return {
    type: "checkboxes",
    action_id: options.actionId,
    options: options.choices.slice(0, LIMITS.choices.options).map(option),
    ...(initial.length > 0 && { initial_options: initial.map(option) }),
  };
}

export function textInput(options: {
  actionId: string;
  initial?: string;
  placeholder?: string;
  isMultiline?: boolean;
  maxLength?: number;
}): PlainTextInput {
  const maxLength = Math.min(options.maxLength ?? LIMITS.input.text, LIMITS.input.text);
  return {
    type: "plain_text_input",
    ...ofSelect(options),
    multiline: options.isMultiline ?? false,
    max_length: maxLength,
    ...(options.initial && { initial_value: shorten(cleanText(options.initial), maxLength) }),
  };
}

export function datePicker(options: SelectOptions & { initial?: string }): Datepicker {
  return { type: "datepicker", ...ofSelect(options), ...(options.initial && { initial_date: options.initial }) };
}

/** A date and time; `initialMs` in epoch milliseconds. */
export function dateTimePicker(options: { actionId: string; initialMs?: number }): DateTimepicker {
  return {
    type: "datetimepicker",
    action_id: options.actionId,
    ...(options.initialMs !== undefined && { initial_date_time: Math.floor(options.initialMs / 1000) }),
  };
}

function ofSelect(options: SelectOptions) {
  return {
    action_id: options.actionId,
    ...(options.placeholder && { placeholder: plain(options.placeholder, LIMITS.placeholder) }),
  };
}
