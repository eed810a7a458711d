import { flag, inTurn, kinds, list, pick, rule, shape, text, url, whole } from "./check.ts";
import { actionIdField, image, plain, plainOption, richOption, richText } from "./composition.ts";
import {
  colour,
  confirmable,
  dispatching,
  distinctValues,
  element,
  type Fields,
  fewChoices,
  focusable,
  held,
  ids,
  initialAmongOptions,
  label,
} from "./element-parts.ts";
import { LIMITS } from "./limits.ts";
import { selects } from "./selects.ts";

const feedback = shape({ text: plain(LIMITS.buttonText), value: text({ min: 1, max: LIMITS.buttonValue }) }, label);

const ordered = (low: string, high: string) =>
  rule((value) => {
    const [from, to] = [value[low], value[high]];
    return from === undefined || to === undefined || Number(from) <= Number(to);
  }, `${low} must not be more than ${high}`);

const elements: Fields = {
  ...selects,
  image: image(),
  button: element(
    "button",
    { text: plain(LIMITS.buttonText) },
    { ...confirmable, ...colour, ...label, value: text({ max: LIMITS.buttonValue }), url: url(LIMITS.url) },
  ),
  overflow: inTurn(
    element("overflow", { options: list(plainOption, { min: 1, max: LIMITS.overflowOptions }) }, confirmable),
    distinctValues,
  ),
  checkboxes: inTurn(
    element(
      "checkboxes",
      { options: fewChoices },
      { ...confirmable, ...focusable, initial_options: list(richOption, { min: 1 }) },
    ),
    initialAmongOptions,
    distinctValues,
  ),
  radio_buttons: inTurn(
    element("radio_buttons", { options: fewChoices }, { ...confirmable, ...focusable, initial_option: richOption }),
    initialAmongOptions,
    distinctValues,
  ),
  datepicker: element(
    "datepicker",
    {},
    { ...confirmable, ...focusable, ...held, initial_date: text({ like: /^\d{4}-\d{2}-\d{2}$/ }) },
  ),
  timepicker: element(
    "timepicker",
    {},
    {
      ...confirmable,
      ...focusable,
      ...held,
      initial_time: text({ like: /^([01]\d|2[0-3]):[0-5]\d$/ }),
      timezone: text({ min: 1 }),
    },
  ),
  datetimepicker: element(
    "datetimepicker",
    {},
    { ...confirmable, ...focusable, initial_date_time: whole(1_000_000_000, 9_999_999_999) },
  ),
  plain_text_input: inTurn(
    element(
      "plain_text_input",
      {},
      {
        ...actionIdField,
        ...focusable,
        ...held,
        ...dispatching,
        initial_value: text({ max: LIMITS.inputText }),
        multiline: flag,
        min_length: whole(0, LIMITS.inputText),
        max_length: whole(1, LIMITS.inputText),
      },
    ),
    ordered("min_length", "max_length"),
    rule(
      (input) => typeof input.max_length !== "number" || String(input.initial_value ?? "").length <= input.max_length,
      "initial_value must not be longer than max_length",
    ),
  ),
  number_input: inTurn(
    element(
      "number_input",
      { is_decimal_allowed: flag },
      {
        ...actionIdField,
        ...focusable,
        ...held,
        ...dispatching,
        initial_value: text(),
        min_value: text(),
        max_value: text(),
      },
    ),
    ordered("min_value", "max_value"),
  ),
  email_text_input: element(
    "email_text_input",
    {},
    { ...actionIdField, ...focusable, ...held, ...dispatching, initial_value: text() },
  ),
  url_text_input: element(
    "url_text_input",
    {},
    { ...actionIdField, ...focusable, ...held, ...dispatching, initial_value: text() },
  ),
  rich_text_input: element(
    "rich_text_input",
    {},
    {
      ...actionIdField,
      ...focusable,
      ...held,
      ...dispatching,
      initial_value: richText,
      min_lines: whole(1),
      max_lines: whole(1),
    },
  ),
  file_input: element(
    "file_input",
    {},
    { ...actionIdField, filetypes: list(text({ min: 1 })), max_files: whole(1, 10) },
  ),
  workflow_button: element(
    "workflow_button",
    {
      text: plain(LIMITS.buttonText),
      workflow: shape({
        trigger: shape(
          { url: url() },
          { customizable_input_parameters: list(shape({ name: text({ min: 1 }), value: text() })) },
        ),
      }),
    },
    { ...confirmable, ...colour, ...label },
  ),
  feedback_buttons: element(
    "feedback_buttons",
    { positive_button: feedback, negative_button: feedback },
    actionIdField,
  ),
  icon_button: element(
    "icon_button",
    { icon: text({ min: 1 }), text: plain(LIMITS.buttonText) },
    { ...confirmable, ...label, value: text({ max: LIMITS.buttonValue }), visible_to_user_ids: ids },
  ),
};

const choosers = [...Object.keys(selects), "checkboxes", "radio_buttons", "datepicker", "timepicker"];
const typed = ["plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input"];

export const button = kinds(pick(elements, "button"));
export const accessory = kinds(
  pick(elements, ...choosers, "image", "button", "overflow", "workflow_button", "datetimepicker"),
);
export const action = kinds(
  pick(elements, ...choosers, "button", "overflow", "workflow_button", "datetimepicker", "rich_text_input"),
);
export const contextAction = kinds(pick(elements, "feedback_buttons", "icon_button"));
export const input = kinds(pick(elements, ...choosers, ...typed, "datetimepicker"));
export const modalInput = kinds(pick(elements, ...choosers, ...typed, "datetimepicker", "file_input"));
