import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Demo, openDemo } from "../../src/cli/demo/watching.ts";
import { temporaryFolder } from "../support/temporary-store.ts";
import { closeBrowser, closeWindows, goTo, isWhole, openBrowser, whyNot, windowAs, write } from "./try-page.ts";

let demo: Demo;

async function opened(): Promise<Demo> {
  demo = await openDemo({ scenario: "checkout-outage", out: temporaryFolder(), speed: 600 });
  return demo;
}

const message = (page: Page, text: string | RegExp): Locator =>
  page.getByRole("main").getByRole("article").filter({ hasText: text });

const channel = (page: Page, name: RegExp): Locator =>
  page.getByRole("navigation", { name: "Channels and messages" }).getByRole("button", { name });

const card = (page: Page): Locator => message(page, "Declared by").first();

const press = (place: Locator, name: string): Promise<void> => place.getByRole("button", { name, exact: true }).click();

/** Presses the bar's button and waits until time has arrived. */
async function ahead(page: Page, minutes: number): Promise<void> {
  const arrival = demo.sandbox.clock.now() + minutes * 60_000;
  await page.getByRole("button", { name: `${minutes} minutes ahead`, exact: true }).click();
  await demo.sandbox.until(() => demo.sandbox.clock.now() >= arrival);
}

/** Declares by command and opens the incident's channel. */
async function declared(page: Page): Promise<void> {
  await write(page, "/incident declare sev2 Checkout errors spiking");
  await channel(page, /^inc-1/).click();
  await card(page).getByRole("button", { name: "Resolve" }).waitFor();
}

describe.skipIf(whyNot)("the demo", () => {
  beforeAll(openBrowser);
  afterAll(closeBrowser);
  afterEach(async () => {
    await closeWindows();
    await demo.close();
  });

  it("takes two strangers from the declaration to the post-mortem, without documentation [TRY-1]", async () => {
    const { sandbox } = await opened();
    const { page: dana, problems } = await windowAs(sandbox, "dana");
    const { page: priya } = await windowAs(sandbox, "priya");
    await dana.getByRole("button", { name: "Sitrep Home" }).click();
    await press(dana.getByRole("main"), "Declare incident");
    const form = dana.getByRole("dialog", { name: "Declare an incident" });
    await press(form, "Declare");
    await form.getByText("Please complete this required field.").first().waitFor();
    await form.getByRole("textbox", { name: "Title" }).fill("Checkout errors spiking");
    await form.getByRole("button", { name: /^Severity/ }).click();
    await dana.getByRole("option", { name: /SEV-2/ }).click();
    await press(form, "Declare");
    await press(dana.getByRole("dialog", { name: "Declared" }), "Close");
    await channel(dana, /^inc-1/).click();

    await goTo(priya, "incidents");
    await message(priya, "Checkout errors spiking").waitFor();
    await channel(priya, /^inc-1/).click();
    await priya.getByRole("button", { name: "Join channel" }).click();
    await message(priya, "Only visible to you").filter({ hasText: "Catch-up" }).waitFor();
    expect(await message(dana, "Catch-up").count()).toBe(0);

    await press(card(dana), "Post update");
    const update = dana.getByRole("dialog");
    await update.getByRole("textbox", { name: "Situation" }).fill("One customer in nine cannot pay.");
    await update.locator("button[type=submit]").click();
    await message(priya, "One customer in nine cannot pay.").last().waitFor();

    await write(priya, "The pool is exhausted since the deploy of 13:55.");
    const said = message(dana, "The pool is exhausted");
    const messages = dana.getByRole("log", { name: /^Messages in/ });
    await messages.press("End");
    const pin = said.getByRole("button", { name: "React with :pushpin:" });
    // What comes in meanwhile moves it away from under the pointer.
    for (let isMarked = false; !isMarked; ) {
      await said.hover();
      isMarked = await pin.click({ timeout: 2_000 }).then(
        () => true,
        () => false,
      );
    }
    await message(priya, "The pool is exhausted").getByRole("button", { name: ":memo: from Sitrep" }).waitFor();

    await messages.press("Home");
    await press(card(dana), "Resolve");
    const resolve = dana.getByRole("dialog");
    await resolve.getByRole("textbox", { name: /What fixed it/ }).fill("Rolled the deploy back.");
    for (const box of await resolve.getByRole("checkbox").all()) await box.check();
    await resolve.locator("button[type=submit]").click();
    await resolve.waitFor({ state: "detached" });
    await message(priya, "Rolled the deploy back.").first().waitFor();
    await priya.getByRole("button", { name: "Canvas" }).click();
    const canvas = priya.getByRole("complementary");
    await canvas.getByText("The pool is exhausted since the deploy of 13:55.").first().waitFor();
    await canvas.getByRole("heading", { name: /Timeline/ }).waitFor();
    for (const page of [dana, priya]) {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
    }
    expect(problems).toEqual([]);
  });

  it.runIf(isWhole)("answers each button of the summary card and of a reminder", async () => {
    const { sandbox } = await opened();
    const { page } = await windowAs(sandbox, "dana");
    await declared(page);
    await press(card(page), "Acknowledge");
    await card(page).getByText("@Dana").first().waitFor();
    await press(card(page), "Take command");
    await message(page, "Dana is incident commander now.").waitFor();
    const form = page.getByRole("dialog");
    for (const name of ["Post update", "Change severity", "Resolve"]) {
      await press(card(page), name);
      await form.waitFor();
      await page.keyboard.press("Escape");
      await form.waitFor({ state: "detached" });
    }

    for (const [name, answer] of [
      ["Roles", "Roles of #1"],
      ["Timeline", "became commander"],
      ["Stage", "Stage 1 of 8"],
    ] as const) {
      await press(card(page), name);
      await page.getByRole("log", { name: /^Messages in/ }).press("End");
      await message(page, "Only visible to you").filter({ hasText: answer }).waitFor();
      await press(message(page, "Only visible to you").filter({ hasText: answer }), "Dismiss");
    }

    await ahead(page, 30);
    await channel(page, /^Sitrep(,|$)/).click();
    const reminder = page
      .getByRole("main")
      .getByRole("article")
      .filter({ has: page.getByRole("button", { name: "Write update" }) });
    await press(reminder, "Write update");
    await form.waitFor();
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
    const told = (text: string) => page.getByRole("main").getByText(text);
    await press(reminder, "Snooze 10 min");
    await told("Snoozed by Dana until").waitFor();
    await ahead(page, 15);
    await press(reminder, "Snooze 30 min");
    await told("Snoozed by Dana until").nth(1).waitFor();
    await ahead(page, 60);
    await press(reminder, "Nothing new");
    await told("Done: Dana posted an update").waitFor();
    await ahead(page, 30);
    await reminder.getByRole("button", { name: /^Turn off/ }).click();
    await press(page.getByRole("dialog"), "Turn off");
    await reminder.waitFor({ state: "detached" });
  });

  it("recovers when the bot is stopped in the middle of things and started again", async () => {
    const { sandbox } = await opened();
    const { page } = await windowAs(sandbox, "dana");
    await declared(page);
    await page.getByRole("button", { name: "Stop Sitrep" }).click();
    await page.getByRole("button", { name: "Start Sitrep" }).waitFor();
    await write(page, "Said while nobody listened.");
    await message(page, "Said while nobody listened.").waitFor();
    await write(page, "/incident update Nobody hears this");
    await page.getByText('/incident failed with the error "dispatch_failed"').waitFor();
    await page.getByRole("button", { name: "Start Sitrep" }).click();
    await page.getByRole("button", { name: "Stop Sitrep" }).waitFor();
    const box = page.getByRole("textbox", { name: /^Message #inc-1/ });
    expect(await box.inputValue()).toBe("/incident update Nobody hears this");
    await box.press("Enter");
    await message(page, "Nobody hears this").last().waitFor();
    const said = message(page, "Said while nobody listened.");
    await said.hover();
    await said.getByRole("button", { name: "React with :pushpin:" }).click();
    await said.getByRole("button", { name: ":memo: from Sitrep" }).waitFor();
  });

  it.runIf(isWhole)(
    "plays a scenario at speed, stands still when it is paused, and lets people interfere [TRY-1]",
    async () => {
      const { sandbox, director } = await opened();
      const { page, problems } = await windowAs(sandbox, "priya");
      await page.getByRole("button", { name: "Play" }).click();
      await channel(page, /^inc-1/).click();
      await page.getByRole("button", { name: "Pause" }).click();
      await page.getByRole("button", { name: "Go on" }).waitFor();
      await channel(page, /^general/).click();
      await write(page, "What is going on?");
      await message(page, "What is going on?").waitFor();
      const { atMs } = director.look();
      await write(page, "Hello?");
      await message(page, "Hello?").waitFor();
      expect(director.look()).toMatchObject({ state: "paused", atMs });
      await page.getByRole("button", { name: "Go on" }).click();
      await channel(page, /^inc-1/).click();
      await page.getByRole("button", { name: "60 minutes ahead" }).click();
      await page.getByText("Checkout outage is over.").waitFor({ timeout: 20_000 });
      await message(page, "Rolled api back from 2.3.1 to 2.3.0.").first().waitFor();
      expect(director.look().problem).toBeUndefined();
      expect(problems).toEqual([]);
    },
  );
});
