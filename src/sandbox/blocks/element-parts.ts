import { isDeepStrictEqual } from "node:util";
import { type Check, flag, isJson, type Json, list, oneOf, rule, shape, text } from "./check.ts";
import { actionIdField, confirm, plain, richOption } from "./composition.ts";
import { LIMITS } from "./limits.ts";

export type Fields = Readonly<Record<string, Check>>;

export const confirmable = { ...actionIdField, confirm };
export const focusable = { focus_on_load: flag };
export const held = { placeholder: plain(LIMITS.placeholder) };
export const dispatching = {
  dispatch_action_config: shape(
    {},
    { trigger_actions_on: list(oneOf("on_enter_pressed", "on_character_entered"), { min: 1, max: 2 }) },
  ),
};
export const colour = { style: oneOf("primary", "danger") };
export const label = { accessibility_label: text({ max: LIMITS.buttonText }) };
export const ids = list(text({ min: 1 }));

export const element = (type: string, required: Fields, optional: Fields): Check =>
  shape({ type: oneOf(type), ...required }, optional);

export const fewChoices = list(richOption, { min: 1, max: LIMITS.shortOptions });

const optionsOf = (value: Json): unknown[] => {
  const own = Array.isArray(value.options) ? value.options : [];
  const groups = Array.isArray(value.option_groups) ? value.option_groups : [];
  return [
    ...own,
    ...groups.flatMap((group: unknown) => (isJson(group) && Array.isArray(group.options) ? group.options : [])),
  ];
};

export const initialAmongOptions = rule((value) => {
  const known = optionsOf(value);
  const initial = [value.initial_option, ...(Array.isArray(value.initial_options) ? value.initial_options : [])];
  return initial.every((each) => each === undefined || known.some((option) => isDeepStrictEqual(option, each)));
}, "initial options must match one of the options");

export const distinctValues = rule((value) => {
  const values = optionsOf(value).map((each) => (isJson(each) ? each.value : undefined));
  return new Set(values).size === values.length;
}, "option values must be unique");
