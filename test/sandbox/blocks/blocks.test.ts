import { expect, it } from "vitest";
import { checkMessageBlocks, checkView } from "../../../src/sandbox/blocks/index.ts";
import { SlackError } from "../../../src/sandbox/workspace/index.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
const section = (text: string, more = {}) => ({ type: "section", text: mrkdwn(text), ...more });
const button = (more = {}) => ({ type: "button", text: plain("Go"), action_id: "go", ...more });
const actions = (...elements: unknown[]) => ({ type: "actions", elements });
const input = (element: unknown, more = {}) => ({ type: "input", label: plain("Title"), element, ...more });
const option = (text: string, value = text) => ({ text: plain(text), value });
const select = (more = {}) => ({ type: "static_select", action_id: "s", options: [option("a"), option("b")], ...more });
const richText = {
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "x" }] }],
};
const many = (count: number, item: unknown) => Array.from({ length: count }, () => item);
const x = (count: number) => "x".repeat(count);

const problemsOf = (check: () => unknown): string[] => {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    const { errors } = error.extra;
    return Array.isArray(errors) ? errors.map(String) : [error.code];
  }
};

const inMessage = (...blocks: unknown[]) =>
  problemsOf(() => checkMessageBlocks(blocks, { isShowable: (id) => id === "F1" }));

let ids = 0;
const asView = (view: unknown, type: "modal" | "home" = "modal") =>
  problemsOf(() => checkView(view, type, () => `b${++ids}`));
const inModal = (...blocks: unknown[]) => asView({ type: "modal", title: plain("T"), submit: plain("Go"), blocks });

const sound: [name: string, block: unknown][] = [
  ["section", section(x(3000), { fields: many(10, mrkdwn(x(20))), accessory: button() })],
  ["header", { type: "header", text: plain(x(150)) }],
  ["divider", { type: "divider", block_id: x(255) }],
  [
    "context",
    {
      type: "context",
      elements: [mrkdwn("a"), plain("b"), { type: "image", image_url: "https://x.y/z.png", alt_text: "z" }],
    },
  ],
  [
    "actions",
    actions(button({ style: "danger", confirm: { text: mrkdwn("Sure?") } }), select(), {
      type: "overflow",
      options: [option("a")],
    }),
  ],
  ["pictures by link", { type: "image", image_url: "https://x.y/z.png", alt_text: "z", title: plain("Z") }],
  ["pictures by file", { type: "image", slack_file: { id: "F1" }, alt_text: "z" }],
  ["rich text", richText],
  ["markdown", { type: "markdown", text: x(12_000) }],
  [
    "table",
    {
      type: "table",
      rows: many(100, many(20, { type: "raw_text", text: "1" })),
      column_settings: [{ align: "right" }],
    },
  ],
  [
    "context actions",
    {
      type: "context_actions",
      elements: [
        {
          type: "feedback_buttons",
          action_id: "f",
          positive_button: { text: plain("+"), value: "1" },
          negative_button: { text: plain("-"), value: "0" },
        },
      ],
    },
  ],
  ["cards", { type: "card", title: mrkdwn("T"), actions: [button()] }],
  [
    "charts",
    { type: "data_visualization", title: "Figures", chart: { type: "pie", segments: [{ label: "SEV-1", value: 3 }] } },
  ],
];

it.each(sound)("takes %s in a message", (_, block) => {
  expect(inMessage(block)).toEqual([]);
});

const flawed: [name: string, block: unknown, problem: string][] = [
  ["no type", { text: mrkdwn("x") }, "missing required field: type [json-pointer:/blocks/0]"],
  ["an unknown type", { type: "banner" }, "unsupported type: banner [json-pointer:/blocks/0/type]"],
  [
    "a field that is not Slack's",
    section("x", { colour: "red" }),
    "invalid additional property: colour [json-pointer:/blocks/0]",
  ],
  ["a section without words", { type: "section" }, "missing required field: text [json-pointer:/blocks/0]"],
  [
    "3,001 characters in a section",
    section(x(3001)),
    "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
  ],
  [
    "11 fields",
    { type: "section", fields: many(11, mrkdwn("x")) },
    "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
  ],
  [
    "2,001 characters in a field",
    { type: "section", fields: [mrkdwn(x(2001))] },
    "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
  ],
  [
    "a header in mrkdwn",
    { type: "header", text: mrkdwn("x") },
    "must be a valid enum value [json-pointer:/blocks/0/text/type]",
  ],
  [
    "151 characters in a header",
    { type: "header", text: plain(x(151)) },
    "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
  ],
  [
    "11 context elements",
    { type: "context", elements: many(11, mrkdwn("x")) },
    "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
  ],
  ["no action", actions(), "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"],
  [
    "26 actions",
    actions(...Array.from({ length: 26 }, (_, at) => button({ action_id: `${at}` }))),
    "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
  ],
  [
    "76 characters on a button",
    actions(button({ text: plain(x(76)) })),
    "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
  ],
  [
    "a value of 2,001 characters",
    actions(button({ value: x(2001) })),
    "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
  ],
  [
    "a third colour",
    actions(button({ style: "default" })),
    "must be a valid enum value [json-pointer:/blocks/0/elements/0/style]",
  ],
  [
    "a confirmation of 301 characters",
    actions(button({ confirm: { title: plain("S"), text: plain(x(301)), confirm: plain("Y"), deny: plain("N") } })),
    "must be less than 301 characters [json-pointer:/blocks/0/elements/0/confirm/text/text]",
  ],
  [
    "an action id of 256 characters",
    actions(button({ action_id: x(256) })),
    "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
  ],
  [
    "101 options",
    actions(select({ options: Array.from({ length: 101 }, (_, at) => option(`${at}`)) })),
    "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
  ],
  [
    "an option of 76 characters",
    actions(select({ options: [option(x(76), "v")] })),
    "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
  ],
  [
    "an option value of 76 characters",
    actions(select({ options: [option("a", x(76))] })),
    "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/value]",
  ],
  [
    "options and groups at once",
    actions(select({ option_groups: [{ label: plain("g"), options: [option("a")] }] })),
    "must provide either options or option_groups [json-pointer:/blocks/0/elements/0]",
  ],
  [
    "an initial option that is none",
    actions(select({ initial_option: option("c") })),
    "initial options must match one of the options [json-pointer:/blocks/0/elements/0]",
  ],
  [
    "a text field among actions",
    actions({ type: "plain_text_input", action_id: "t" }),
    "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
  ],
  [
    "a picture without words for it",
    { type: "image", image_url: "https://x.y/z.png" },
    "missing required field: alt_text [json-pointer:/blocks/0]",
  ],
  [
    "a file that is not there yet",
    { type: "image", slack_file: { id: "F2" }, alt_text: "z" },
    "invalid slack file [json-pointer:/blocks]",
  ],
  [
    "21 columns",
    { type: "table", rows: [many(21, { type: "raw_text", text: "1" })] },
    "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]",
  ],
  [
    "an empty cell",
    { type: "table", rows: [[{ type: "raw_text", text: "" }]] },
    "must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]",
  ],
  [
    "alerts outside modals",
    { type: "alert", text: mrkdwn("x") },
    "unsupported type: alert [json-pointer:/blocks/0/type]",
  ],
];

it.each(flawed)("refuses %s", (_, block, problem) => {
  expect(inMessage(block)).toEqual([problem]);
});

it("wants ids unique across blocks, and action ids within one", () => {
  expect(inMessage(actions(button(), button()))).toEqual([
    '`action_id` "go" already exists for `block_id` "#0" [json-pointer:/blocks/0/elements/1/action_id]',
  ]);
  expect(inMessage(actions(button()), actions(button()))).toEqual([]);
  const twins = many(2, { type: "divider", block_id: "b" });
  expect(inMessage(...twins)).toEqual(['`block_id` "b" already exists [json-pointer:/blocks/1/block_id]']);
});

it("takes one table and two charts a message", () => {
  const table = { type: "table", rows: [[{ type: "raw_text", text: "1" }]] };
  expect(inMessage(table, table)).toEqual(["no more than 1 table blocks allowed [json-pointer:/blocks]"]);
  const chart = {
    type: "data_visualization",
    title: "F",
    chart: { type: "pie", segments: [{ label: "a", value: 1 }] },
  };
  expect(inMessage(chart, chart)).toEqual([]);
  expect(inMessage(chart, chart, chart)).toEqual([
    "no more than 2 data_visualization blocks allowed [json-pointer:/blocks]",
  ]);
});

it("counts 12,000 characters over all blocks of a message", () => {
  expect(inMessage(...many(4, section(x(3000))))).toEqual([]);
  expect(inMessage(...many(4, section(x(3000))), section("x"))).toEqual(["msg_blocks_too_long"]);
});

const fields: [name: string, element: unknown][] = [
  ["text", { type: "plain_text_input", multiline: true, max_length: 3000, placeholder: plain(x(150)) }],
  ["number", { type: "number_input", is_decimal_allowed: false }],
  ["address", { type: "email_text_input" }],
  ["link", { type: "url_text_input" }],
  ["people", { type: "multi_users_select", max_selected_items: 3 }],
  ["channels", { type: "conversations_select", filter: { include: ["public"] } }],
  ["external options", { type: "external_select", min_query_length: 0 }],
  ["date and time", { type: "datetimepicker", initial_date_time: 1_772_442_000 }],
  ["checkboxes", { type: "checkboxes", options: [option("a")], initial_options: [option("a")] }],
  ["files", { type: "file_input", max_files: 1 }],
];

it.each(fields)("takes a field for %s in a modal", (_, element) => {
  expect(inModal(input(element))).toEqual([]);
});

it("takes files in modals only, markdown and tables in messages only", () => {
  expect(inMessage(input({ type: "file_input" }))).toHaveLength(1);
  expect(inModal({ type: "markdown", text: "x" })).toEqual([
    "unsupported type: markdown [json-pointer:/view/blocks/0/type]",
  ]);
});

it("wants at most ten checkboxes and one focus", () => {
  const options = Array.from({ length: 11 }, (_, at) => option(`${at}`));
  expect(inModal(input({ type: "checkboxes", options }))).toHaveLength(1);
  const focused = input({ type: "plain_text_input", focus_on_load: true });
  expect(inModal(focused, focused)).toEqual([
    "only one element can have focus_on_load [json-pointer:/view/blocks/1/element]",
  ]);
});

const views: [name: string, change: object, problem: string][] = [
  [
    "a title of 25 characters",
    { title: plain(x(25)) },
    "must be less than 25 characters [json-pointer:/view/title/text]",
  ],
  ["no title", { title: undefined }, "missing required field: title [json-pointer:/view]"],
  [
    "private metadata of 3,001 characters",
    { private_metadata: x(3001) },
    "must be less than 3001 characters [json-pointer:/view/private_metadata]",
  ],
  [
    "an external id of 256 characters",
    { external_id: x(256) },
    "must be less than 256 characters [json-pointer:/view/external_id]",
  ],
  [
    "101 blocks",
    { blocks: many(101, { type: "divider" }) },
    "no more than 100 items allowed [json-pointer:/view/blocks]",
  ],
  ["a home where a modal belongs", { type: "home", title: undefined }, "must be a modal [json-pointer:/view]"],
];

it.each(views)("refuses a modal with %s", (_, change, problem) => {
  expect(asView({ type: "modal", title: plain("T"), blocks: [section("x")], ...change })).toEqual([problem]);
});

it("fills in what Slack fills in", () => {
  const view = checkView(
    { type: "home", blocks: [actions({ type: "button", text: plain("Go") })] },
    "home",
    () => "new",
  );
  expect(view).toEqual({
    type: "home",
    private_metadata: "",
    callback_id: "",
    external_id: "",
    clear_on_close: false,
    notify_on_close: false,
    submit_disabled: false,
    blocks: [{ type: "actions", block_id: "new", elements: [{ type: "button", text: plain("Go"), action_id: "new" }] }],
  });
});
