import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { App } from "@slack/bolt";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import type { Sandbox } from "../../src/sandbox/index.ts";

const EXECUTABLE = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
  (path) => path !== undefined && existsSync(path),
);
const BUILT = fileURLToPath(new URL("../../dist/sandbox/page/index.html", import.meta.url));

const FLAGS = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  ...["--disable-component-update", "--disable-sync"],
];

/** Why the page cannot be tried here; undefined when it can. */
export const whyNot: string | undefined =
  EXECUTABLE === undefined
    ? "there is no Chromium here: install it (apt-get install chromium) or name it in CHROMIUM_PATH"
    : existsSync(BUILT)
      ? undefined
      : "the page is not built: run npm run build:page";

if (whyNot) console.warn(`The page's tests are skipped: ${whyNot}.`);

let browser: Browser | undefined;

export async function openBrowser(): Promise<void> {
  browser = await chromium.launch({ ...(EXECUTABLE ? { executablePath: EXECUTABLE } : {}), args: FLAGS });
}

export async function closeBrowser(): Promise<void> {
  await browser?.close();
}

export interface Window {
  readonly page: Page;
  /** What went wrong in the page's own code. */
  readonly problems: readonly string[];
}

/** A browser window of its own in which somebody is one person. */
export async function windowAs(sandbox: Pick<Sandbox, "url">, name: string, dark = false): Promise<Window> {
  if (!browser) throw new Error("open the browser first");
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 1360, height: 860 },
    colorScheme: dark ? "dark" : "light",
  });
  context.setDefaultTimeout(8000);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.goto(`${sandbox.url}/?as=${name}`);
  await page.getByRole("button", { name: /^You are (?!nobody)/ }).waitFor();
  return { page, problems };
}

/** Writes in the channel that is open and sends it. */
export async function write(page: Page, text: string): Promise<void> {
  const box = page.getByRole("main").getByRole("textbox", { name: /^Message / });
  await box.fill(text);
  await box.press("Enter");
}

export const goTo = (page: Page, channel: string): Promise<void> =>
  page
    .getByRole("navigation", { name: "Channels and messages" })
    .getByRole("button", { name: channel })
    .first()
    .click();

const option = (text: string) => ({ text: { type: "plain_text" as const, text }, value: text.toLowerCase() });

/** An app with one form of every kind of field, a card with buttons, and a home. */
export function listenToAll(app: App): void {
  app.command("/try", async ({ ack, client, body, respond }) => {
    await ack();
    if (body.text.startsWith("whisper")) return void (await respond({ text: `only you: ${body.text}` }));
    if (body.text.startsWith("card")) {
      await client.chat.postMessage({ channel: body.channel_id, text: "A card", blocks: card("fresh") });
      return;
    }
    await client.views.open({ trigger_id: body.trigger_id, view: form() });
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
