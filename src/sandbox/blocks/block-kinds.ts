import { type Check, finite, flag, inTurn, kinds, list, oneOf, pick, rule, shape, text, url, whole } from "./check.ts";
import { idField, image, mrkdwn, plain, rawCells, richText, words } from "./composition.ts";
import { accessory, action, button, contextAction, input, modalInput } from "./elements.ts";
import { LIMITS } from "./limits.ts";

export type Surface = "message" | "modal" | "home";

type Fields = Readonly<Record<string, Check>>;

const block = (type: string, required: Fields, optional: Fields = {}): Check =>
  shape({ type: oneOf(type), ...required }, { ...idField, ...optional });

const row = list(kinds(rawCells), { min: 1, max: LIMITS.tableColumns });

const label = text({ min: 1, max: LIMITS.chartLabel });
const points = list(shape({ label, value: finite }), { min: 1, max: LIMITS.chartPoints });
const axisTitle = text({ max: LIMITS.chartTitle });
const plotted = (type: string) =>
  shape({
    type: oneOf(type),
    series: list(shape({ name: label, data: points }), { min: 1, max: LIMITS.chartSeries }),
    axis_config: shape(
      { categories: list(label, { min: 1, max: LIMITS.chartPoints }) },
      { x_label: axisTitle, y_label: axisTitle },
    ),
  });

const card = inTurn(
  block(
    "card",
    {},
    {
      hero_image: image(),
      icon: image(),
      title: words(150),
      subtitle: words(150),
      body: words(200),
      actions: list(button, { min: 1, max: LIMITS.actionsElements }),
    },
  ),
  rule(
    (value) => ["hero_image", "title", "actions", "body"].some((name) => value[name] !== undefined),
    "must provide one of hero_image, title, actions or body",
  ),
);

const taskCard = block(
  "task_card",
  { task_id: text({ min: 1 }), title: text({ min: 1 }), status: oneOf("pending", "in_progress", "complete", "error") },
  {
    details: richText,
    output: richText,
    sources: list(shape({ type: oneOf("url"), url: url(), text: text({ min: 1 }) })),
  },
);

const contextElement = kinds({
  image: image(),
  plain_text: plain(LIMITS.contextText),
  mrkdwn: mrkdwn(LIMITS.contextText),
});

const everywhere: Fields = {
  section: inTurn(
    block(
      "section",
      {},
      {
        text: words(LIMITS.sectionText),
        fields: list(words(LIMITS.fieldText), { min: 1, max: LIMITS.sectionFields }),
        accessory,
        expand: flag,
      },
    ),
    rule((value) => value.text !== undefined || value.fields !== undefined, "missing required field: text"),
  ),
  divider: block("divider", {}),
  header: block("header", { text: plain(LIMITS.headerText) }),
  image: image({ ...idField, title: plain(2000) }),
  context: block("context", {
    elements: list(contextElement, { min: 1, max: LIMITS.contextElements }),
  }),
  actions: block("actions", { elements: list(action, { min: 1, max: LIMITS.actionsElements }) }),
  rich_text: richText,
  video: block(
    "video",
    { video_url: url(), thumbnail_url: url(), alt_text: text({ min: 1 }), title: plain(199) },
    {
      title_url: url(),
      author_name: text({ max: 49 }),
      provider_name: text(),
      provider_icon_url: url(),
      description: plain(200),
    },
  ),
};

const inputWith = (element: Check) =>
  block(
    "input",
    { label: plain(LIMITS.inputLabel), element },
    { hint: plain(LIMITS.inputLabel), optional: flag, dispatch_action: flag },
  );

const messageOnly: Fields = {
  markdown: block("markdown", { text: text({ min: 1, max: LIMITS.markdownText }) }),
  table: block(
    "table",
    { rows: list(row, { min: 1, max: LIMITS.tableRows }) },
    {
      column_settings: list(shape({}, { align: oneOf("left", "center", "right"), is_wrapped: flag }), {
        max: LIMITS.tableColumns,
      }),
    },
  ),
  data_table: block(
    "data_table",
    { rows: list(row, { min: 1 }), caption: text({ min: 1 }) },
    { page_size: whole(1, 100), row_header_column_index: whole(0) },
  ),
  data_visualization: block("data_visualization", {
    title: text({ min: 1, max: LIMITS.chartTitle }),
    chart: kinds({
      pie: shape({
        type: oneOf("pie"),
        segments: list(shape({ label, value: finite }), { min: 1, max: LIMITS.chartSeries }),
      }),
      bar: plotted("bar"),
      area: plotted("area"),
      line: plotted("line"),
    }),
  }),
  context_actions: block("context_actions", { elements: list(contextAction, { min: 1, max: LIMITS.contextActions }) }),
  card,
  carousel: block("carousel", { elements: list(kinds({ card }), { min: 1, max: 10 }) }),
  task_card: taskCard,
  plan: block("plan", { title: text({ min: 1 }) }, { tasks: list(kinds({ task_card: taskCard })) }),
  file: block("file", { source: oneOf("remote"), external_id: text({ min: 1 }) }),
};

const nested = pick(everywhere, "section", "divider", "header", "image", "context", "actions", "rich_text", "video");

const container = inTurn(
  block(
    "container",
    {
      child_blocks: list(kinds({ ...nested, table: (value, at) => messageOnly.table?.(value, at) ?? [] }), {
        min: 1,
        max: 10,
      }),
    },
    {
      title: plain(150),
      rich_text_title: richText,
      subtitle: words(150),
      width: oneOf("narrow", "standard", "wide", "full"),
      icon: image(),
      is_collapsible: flag,
      default_collapsed: flag,
      has_header_divider: flag,
    },
  ),
  rule((value) => value.title !== undefined || value.rich_text_title !== undefined, "missing required field: title"),
);

/** The blocks that each surface takes. */
export const blockKinds: Readonly<Record<Surface, Check>> = {
  message: kinds({ ...everywhere, ...messageOnly, container, input: inputWith(input) }),
  modal: kinds({
    ...everywhere,
    input: inputWith(modalInput),
    alert: block("alert", { text: words(3000) }, { level: oneOf("default", "info", "warning", "error", "success") }),
  }),
  home: kinds({ ...everywhere, input: inputWith(input) }),
};
