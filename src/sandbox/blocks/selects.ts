import { type Check, flag, inTurn, list, oneOf, rule, shape, text, whole } from "./check.ts";
import { optionGroup, plainOption } from "./composition.ts";
import {
  confirmable,
  distinctValues,
  element,
  type Fields,
  focusable,
  held,
  ids,
  initialAmongOptions,
} from "./element-parts.ts";
import { LIMITS } from "./limits.ts";

const most = { max_selected_items: whole(1) };

const optionsOrGroups = rule(
  (value) => (value.options === undefined) !== (value.option_groups === undefined),
  "must provide either options or option_groups",
);

const choices = {
  options: list(plainOption, { min: 1, max: LIMITS.options }),
  option_groups: list(optionGroup, { min: 1, max: LIMITS.options }),
};
const conversationFilter = inTurn(
  shape(
    {},
    {
      include: list(oneOf("im", "mpim", "private", "public"), { min: 1 }),
      exclude_external_shared_channels: flag,
      exclude_bot_users: flag,
    },
  ),
  rule((filter) => Object.keys(filter).length > 0, "must provide at least one filter"),
);

const select = (kind: string, one: Fields, several: Fields, both: Fields): Fields => {
  const common = { ...confirmable, ...focusable, ...held, ...both };
  return {
    [`${kind}_select`]: element(`${kind}_select`, {}, { ...common, ...one }),
    [`multi_${kind}_select`]: element(`multi_${kind}_select`, {}, { ...common, ...most, ...several }),
  };
};

const respondable = { response_url_enabled: flag };
/** Menus, each for one choice and for several. */
export const selects: Fields = {
  ...select("users", { initial_user: text() }, { initial_users: ids }, {}),
  ...select("channels", { initial_channel: text(), ...respondable }, { initial_channels: ids }, {}),
  ...select(
    "conversations",
    { initial_conversation: text(), ...respondable },
    { initial_conversations: ids },
    { default_to_current_conversation: flag, filter: conversationFilter },
  ),
  ...select(
    "external",
    { initial_option: plainOption },
    { initial_options: list(plainOption, { max: LIMITS.options }) },
    { min_query_length: whole(0) },
  ),
  ...mapped(
    select(
      "static",
      { initial_option: plainOption },
      { initial_options: list(plainOption, { min: 1, max: LIMITS.options }) },
      choices,
    ),
    (check) => inTurn(check, optionsOrGroups, initialAmongOptions, distinctValues),
  ),
};

function mapped(fields: Fields, change: (check: Check) => Check): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, check]) => [name, change(check)]));
}
