import type { App } from "@slack/bolt";

const option = (text: string) => ({ text: { type: "plain_text" as const, text }, value: text.toLowerCase() });

/** An app with one form of every kind of field, a card with buttons, and a home. */
export function listenToAll(app: App): void {
  app.command("/try", async ({ ack, client, body, respond }) => {
    await ack();
    if (body.text.startsWith("whisper")) return void (await respond({ text: `only you: ${body.text}` }));
    if (body.text.startsWith("everything")) {
      await client.chat.postMessage({ channel: body.channel_id, text: "Everything", blocks: everything() });
      return;
    }
    if (body.text.startsWith("card")) {
      await client.chat.postMessage({ channel: body.channel_id, text: "A card", blocks: card("fresh") });
      return;
    }
    await client.views.open({ trigger_id: body.trigger_id, view: form() });
  });
  app.shortcut("start", async ({ ack, client, body }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: form() });
  });
  app.shortcut("note", async ({ ack, client, body }) => {
    await ack();
    if (body.type !== "message_action") return;
    await client.chat.postMessage({ channel: body.channel.id, thread_ts: body.message.ts, text: "Noted." });
  });
  app.action("press", async ({ ack, client, body }) => {
    await ack();
    if (body.type !== "block_actions" || !body.channel || !body.message) return;
    await client.chat.update({
      channel: body.channel.id,
      ts: body.message.ts,
      text: "A card",
      blocks: card(`pressed by <@${body.user.id}>`),
    });
  });
  app.options("service", async ({ ack, payload }) => {
    const all = ["Checkout", "Orders", "Payments", "Search"].map(option);
    await ack({ options: all.filter(({ value }) => value.includes(payload.value.toLowerCase())) });
  });
  app.action("deeper", async ({ ack, client, body }) => {
    await ack();
    if (body.type !== "block_actions") return;
    await client.views.push({
      trigger_id: body.trigger_id,
      view: {
        type: "modal",
        title: { type: "plain_text", text: "Deeper" },
        blocks: [{ type: "section", text: { type: "mrkdwn", text: "One floor *down*" } }],
      },
    });
  });
  app.view("form", async ({ ack, view, client, body }) => {
    const title = view.state.values.title?.title?.value ?? "";
    if (title.length < 5)
      return void (await ack({ response_action: "errors", errors: { title: "Say a little more." } }));
    await ack();
    await client.chat.postMessage({
      channel: "general",
      text: `Declared by <@${body.user.id}>: ${JSON.stringify(view.state.values)}`,
    });
  });
  app.event("app_home_opened", async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: {
        type: "home",
        blocks: [
          { type: "header", text: { type: "plain_text", text: "Welcome home" } },
          {
            type: "actions",
            elements: [{ type: "button", action_id: "deeper", text: { type: "plain_text", text: "Look closer" } }],
          },
        ],
      },
    });
  });
}

const card = (status: string) => [
  { type: "header" as const, text: { type: "plain_text" as const, text: ":large_orange_circle: Checkout errors" } },
  {
    type: "section" as const,
    fields: [
      { type: "mrkdwn" as const, text: `*Status*\n${status}` },
      { type: "mrkdwn" as const, text: "*Since*\n<!date^1773324120^{date_short_pretty} at {time}|then>" },
    ],
  },
  {
    type: "actions" as const,
    elements: [
      {
        type: "button" as const,
        action_id: "press",
        style: "primary" as const,
        text: { type: "plain_text" as const, text: "Take command" },
      },
      {
        type: "button" as const,
        action_id: "ask",
        style: "danger" as const,
        text: { type: "plain_text" as const, text: "Resolve" },
        confirm: {
          title: { type: "plain_text" as const, text: "Sure?" },
          text: { type: "mrkdwn" as const, text: "It is *over*?" },
          confirm: { type: "plain_text" as const, text: "Yes" },
          deny: { type: "plain_text" as const, text: "No" },
        },
      },
    ],
  },
  {
    type: "context" as const,
    elements: [{ type: "mrkdwn" as const, text: "SEV-2 · `INC-1` · <https://example.com|runbook>" }],
  },
];

const form = () => ({
  type: "modal" as const,
  callback_id: "form",
  title: { type: "plain_text" as const, text: "Declare" },
  submit: { type: "plain_text" as const, text: "Declare" },
  blocks: [
    {
      type: "input" as const,
      block_id: "title",
      label: { type: "plain_text" as const, text: "Title" },
      element: { type: "plain_text_input" as const, action_id: "title" },
    },
    {
      type: "input" as const,
      block_id: "severity",
      label: { type: "plain_text" as const, text: "Severity" },
      hint: { type: "plain_text" as const, text: "When in doubt, the higher one." },
      element: {
        type: "static_select" as const,
        action_id: "severity",
        options: ["SEV-1", "SEV-2", "SEV-3"].map(option),
        initial_option: option("SEV-2"),
      },
    },
    {
      type: "input" as const,
      block_id: "service",
      optional: true,
      label: { type: "plain_text" as const, text: "Service" },
      element: { type: "external_select" as const, action_id: "service", min_query_length: 1 },
    },
    {
      type: "input" as const,
      block_id: "people",
      optional: true,
      label: { type: "plain_text" as const, text: "Responders" },
      element: { type: "multi_users_select" as const, action_id: "people" },
    },
    {
      type: "input" as const,
      block_id: "when",
      optional: true,
      label: { type: "plain_text" as const, text: "Began" },
      element: { type: "datetimepicker" as const, action_id: "when" },
    },
    {
      type: "input" as const,
      block_id: "how",
      optional: true,
      label: { type: "plain_text" as const, text: "Who may see it" },
      element: {
        type: "radio_buttons" as const,
        action_id: "how",
        options: ["Everybody", "Invited people"].map(option),
      },
    },
    {
      type: "input" as const,
      block_id: "checks",
      optional: true,
      label: { type: "plain_text" as const, text: "Checks" },
      element: {
        type: "checkboxes" as const,
        action_id: "checks",
        options: ["Customers told", "Metrics normal"].map(option),
      },
    },
    {
      type: "actions" as const,
      block_id: "more",
      elements: [
        { type: "button" as const, action_id: "deeper", text: { type: "plain_text" as const, text: "Look closer" } },
      ],
    },
  ],
});

const cell = (text: string) => ({ type: "raw_text" as const, text });

const everything = () => [
  {
    type: "markdown" as const,
    text: "## Findings\n\n1. **One**\n2. Two\n\n| metric | value |\n|---|---|\n| errors | 38 % |",
  },
  {
    type: "table" as const,
    rows: [
      [cell("Metric"), cell("Value")],
      [cell("p99"), cell("6.2 s")],
    ],
  },
  {
    type: "data_visualization" as const,
    title: "Errors by hour",
    chart: {
      type: "bar" as const,
      series: [
        {
          name: "errors",
          data: [
            { label: "14h", value: 38 },
            { label: "15h", value: 2 },
          ],
        },
      ],
      axis_config: { categories: ["14h", "15h"] },
    },
  },
];
