import {
  type Check,
  finite,
  flag,
  inTurn,
  isJson,
  kinds,
  list,
  oneOf,
  rule,
  shape,
  text,
  url,
  whole,
} from "./check.ts";
import { LIMITS } from "./limits.ts";

const id = text({ max: LIMITS.id });

export const idField = { block_id: id };
export const actionIdField = { action_id: id };

export const plain = (max: number, min = 1): Check =>
  shape({ type: oneOf("plain_text"), text: text({ min, max }) }, { emoji: flag });

export const mrkdwn = (max: number): Check =>
  shape({ type: oneOf("mrkdwn"), text: text({ min: 1, max }) }, { verbatim: flag });

export const words = (max: number): Check => kinds({ plain_text: plain(max), mrkdwn: mrkdwn(max) });

const confirmButton = plain(LIMITS.confirmButton);

export const confirm: Check = shape(
  { text: words(LIMITS.confirmText) },
  {
    title: plain(LIMITS.confirmTitle),
    confirm: confirmButton,
    deny: confirmButton,
    style: oneOf("primary", "danger"),
  },
);

export const option = (label: Check): Check =>
  shape(
    { text: label, value: text({ min: 1, max: LIMITS.optionValue }) },
    { description: words(LIMITS.optionText), url: url(LIMITS.url) },
  );

export const plainOption = option(plain(LIMITS.optionText));
export const richOption = option(words(LIMITS.optionText));

export const optionGroup: Check = shape({
  label: plain(LIMITS.optionText),
  options: list(plainOption, { min: 1, max: LIMITS.options }),
});

const slackFile: Check = inTurn(
  shape({}, { id: text({ min: 1 }), url: url() }),
  rule((file) => (file.id === undefined) !== (file.url === undefined), "must provide either id or url"),
);

const onePicture = rule(
  (image) => (image.image_url === undefined) !== (image.slack_file === undefined),
  "must provide either image_url or slack_file",
);

/** An image with exactly one source; `more` holds the fields that only some places allow. */
export const image = (more: Readonly<Record<string, Check>> = {}): Check =>
  inTurn(
    shape(
      { type: oneOf("image"), alt_text: text({ min: 1, max: LIMITS.altText }) },
      { image_url: url(LIMITS.url), slack_file: slackFile, ...more },
    ),
    onePicture,
  );

const style = shape({}, { bold: flag, code: flag, italic: flag, strike: flag, underline: flag, highlight: flag });

const styled = (
  type: string,
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
) => shape({ type: oneOf(type), ...required }, { style, ...optional });

const span = kinds({
  text: styled("text", { text: text({ min: 1 }) }),
  link: styled("link", { url: text({ min: 1 }) }, { text: text(), unsafe: flag }),
  user: styled("user", { user_id: text({ min: 1 }) }),
  usergroup: styled("usergroup", { usergroup_id: text({ min: 1 }) }),
  channel: styled("channel", { channel_id: text({ min: 1 }) }),
  team: styled("team", { team_id: text({ min: 1 }) }),
  broadcast: styled("broadcast", { range: oneOf("here", "channel", "everyone") }),
  color: styled("color", { value: text({ min: 1 }) }),
  date: styled("date", { timestamp: whole(0), format: text({ min: 1 }) }, { url: url(), fallback: text() }),
  emoji: styled("emoji", { name: text({ min: 1 }) }, { unicode: text(), url: url(), skin_tone: whole(2, 6) }),
});

const spans = list(span);
const border = { border: whole(0, 1) };
const richSection = shape({ type: oneOf("rich_text_section"), elements: spans });

export const richText: Check = shape(
  {
    type: oneOf("rich_text"),
    elements: list(
      kinds({
        rich_text_section: richSection,
        rich_text_list: shape(
          { type: oneOf("rich_text_list"), elements: list(richSection), style: oneOf("bullet", "ordered") },
          { indent: whole(0, 8), offset: whole(0), ...border },
        ),
        rich_text_quote: shape({ type: oneOf("rich_text_quote"), elements: spans }, border),
        rich_text_preformatted: shape(
          { type: oneOf("rich_text_preformatted"), elements: spans },
          { language: text(), ...border },
        ),
      }),
    ),
  },
  idField,
);

export const rawCells = {
  raw_text: shape({ type: oneOf("raw_text"), text: text({ min: 1 }) }),
  raw_number: shape({ type: oneOf("raw_number"), value: finite, text: text({ min: 1 }) }),
  rich_text: richText,
};

/** Every `slack_file` id that the blocks show, to be looked for among the files. */
export function slackFileIds(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(slackFileIds);
  if (!isJson(value)) return [];
  const own = isJson(value.slack_file) && typeof value.slack_file.id === "string" ? [value.slack_file.id] : [];
  return [...own, ...Object.values(value).flatMap(slackFileIds)];
}
