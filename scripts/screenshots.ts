// The README's pictures, taken from the running demo: npm run screenshots [folder].
import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { type Demo, openDemo } from "../src/cli/demo/watching.ts";

const FOLDER = process.argv[2] ?? "docs/pictures";
const MINUTE_MS = 60_000;
const FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"];

async function windowAs(browser: Browser, demo: Demo, name: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 760 }, deviceScaleFactor: 1.5 });
  const page = await context.newPage();
  await page.goto(`${demo.url}/?as=${name}`);
  await page.getByRole("button", { name: /^You are (?!nobody)/ }).waitFor();
  return page;
}

const go = (page: Page, name: RegExp): Promise<void> =>
  page.getByRole("navigation", { name: "Channels and messages" }).getByRole("button", { name }).click();

async function take(page: Page, name: string): Promise<void> {
  // The pointer leaves what it was on, and what came last is drawn.
  await page.mouse.move(700, 20);
  await page.waitForTimeout(600);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  process.stdout.write(`${join(FOLDER, `${name}.png`)}\n`);
}

/** Plays on until that minute of the scenario, then stands still. */
async function playTo(demo: Demo, minute: number): Promise<void> {
  demo.director.resume();
  while (demo.director.look().atMs < minute * MINUTE_MS) await new Promise((resolve) => setTimeout(resolve, 20));
  demo.director.pause();
}

async function form(page: Page): Promise<void> {
  const box = page.getByRole("textbox", { name: /^Message / });
  await box.fill("/incident");
  await box.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Title" }).fill("Checkout errors spiking");
  await dialog.getByRole("button", { name: /^Severity/ }).click();
  await page.getByRole("option", { name: /SEV-2/ }).click();
  await take(page, "declare-form");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
}

async function shoot(browser: Browser, demo: Demo): Promise<void> {
  const dana = await windowAs(browser, demo, "dana");
  await form(dana);
  demo.director.play("checkout-outage");
  await playTo(demo, 35);
  const priya = await windowAs(browser, demo, "priya");
  await go(priya, /^Sitrep(,|$)/);
  await priya.getByRole("button", { name: "Write update" }).last().waitFor();
  await take(priya, "reminder");
  await go(dana, /^inc-1/);
  await dana.getByRole("button", { name: /pinned$/ }).click();
  await dana.getByRole("button", { name: "Show in channel" }).first().click();
  await dana.getByRole("button", { name: "Close about" }).click();
  await dana.getByRole("article").filter({ hasText: "Declared by" }).first().waitFor();
  await take(dana, "summary-card");
  await priya.getByRole("button", { name: "Sitrep Home" }).click();
  await priya.getByText("Checkout errors spiking").first().waitFor();
  await take(priya, "home");
  demo.director.resume();
  await dana.getByText("Checkout outage is over.").waitFor({ timeout: 60_000 });
  await go(dana, /^inc-1/);
  await dana.getByRole("button", { name: "Canvas" }).click();
  await dana.getByRole("complementary").getByRole("heading").nth(2).waitFor();
  await take(dana, "postmortem");
}

await mkdir(FOLDER, { recursive: true });
const out = await mkdtemp(join(tmpdir(), "sitrep-pictures-"));
const demo = await openDemo({ scenario: "checkout-outage", out, speed: 600 });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: FLAGS,
});
try {
  await shoot(browser, demo);
} finally {
  await browser.close();
  await demo.close();
}
