import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
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

/** `npm test` takes a dose; `npm run page` tries all that the page can do. */
export const isWhole = process.env.PAGE === "all";

if (whyNot) console.warn(`The page's tests are skipped: ${whyNot}.`);

let browser: Browser | undefined;

export async function openBrowser(): Promise<void> {
  browser = await chromium.launch({ ...(EXECUTABLE ? { executablePath: EXECUTABLE } : {}), args: FLAGS });
}

const contexts: BrowserContext[] = [];

export async function closeWindows(): Promise<void> {
  for (const context of contexts.splice(0)) await context.close();
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
  contexts.push(context);
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
