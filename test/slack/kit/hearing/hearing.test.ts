import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { ConflictError, ForbiddenError, InvalidInputError } from "../../../../src/lib/errors.ts";
import type { Person } from "../../../../src/sandbox/index.ts";
import {
  actions,
  button,
  externalSelect,
  type FieldValues,
  home,
  input,
  message,
  modal,
  parseFields,
  section,
  select,
  textInput,
} from "../../../../src/slack/kit/index.ts";
import { until } from "../wire.ts";
import { createEars, type Ears } from "./ears.ts";

const MODES = ["socket", "http"] as const;

const form = modal({
  callbackId: "declare",
  title: "Declare",
  submit: "Declare",
  metadata: { from: "test" },
  blocks: [
    input({ blockId: "title", label: "Title", element: textInput({ actionId: "value" }), isOptional: true }),
    input({
      blockId: "severity",
      label: "Severity",
      element: select({ actionId: "value", choices: [{ value: "sev2", text: "SEV-2" }] }),
      isOptional: true,
    }),
  ],
});

describe.each(MODES)("hearing by %s [OPS-1]", (mode) => {
  let ears: Ears;
  let dana: Person;

  beforeEach(async () => {
    ears = await createEars(mode);
    dana = ears.sandbox.person("dana");
  });

  afterEach(() => ears.close());

  const general = () => z.string().parse(ears.sandbox.workspace.channels.named("general")?.id);

  const lastWhisper = (channel: string) =>
    dana
      .sees(channel)
      .filter((seen) => seen.ephemeral)
      .at(-1);

  describe("a command", () => {
    it("is answered in private, where it was asked", async () => {
      ears.hearing.onCommand(async ({ text, userId }) => message(`You said ${text}`, [section(`for ${userId}`)]));
      await ears.listen();
      const result = await dana.command("general", "/incident help & <!channel>");
      expect(result).toMatchObject({ ok: true });
      expect(result.ephemeral).toHaveLength(1);
      expect(result.ephemeral[0]?.blocks).toMatchObject([{ type: "section" }]);
      expect(ears.hearing.timings().map(({ kind }) => kind)).toContain("command");
    });

    it.each([
      [new ForbiddenError("Only responders may do that & more."), "Only responders may do that &amp; more."],
      [new InvalidInputError("Say <severity>."), "Say &lt;severity&gt;."],
    ])("that cannot be done says why: %s [OPS-5]", async (error, sentence) => {
      ears.hearing.onCommand(async () => {
        throw error;
      });
      await ears.listen();
      const { ok, ephemeral } = await dana.command("general", "/incident resolve");
      expect(ok).toBe(true);
      expect(ephemeral.map(({ text }) => text)).toEqual([sentence]);
      expect(ears.logged).toEqual([]);
    });

    it("that meets a bug apologises with a reference, which is logged once", async () => {
      ears.hearing.onCommand(async () => {
        throw new Error("boom");
      });
      await ears.listen();
      const { ephemeral } = await dana.command("general", "/incident resolve");
      expect(ephemeral[0]?.text).toContain("Sorry");
      expect(ephemeral[0]?.text).toContain("ref-1");
      expect(ears.logged.filter((line) => line.reference === "ref-1")).toHaveLength(1);
    });

    it("that takes longer than Slack waits is told later that it went through", async () => {
      ears.hearing.onCommand(async () => {
        await ears.clock.sleep(4_000);
        return { text: "Declared." };
      });
      await ears.listen();
      const asked = dana.command("general", "/incident declare sev2 Checkout");
      await until(() => !ears.hearing.isIdle());
      await ears.clock.advance(4_000, async () => {
        await new Promise((resolve) => setImmediate(resolve));
      });
      expect(await asked).toMatchObject({
        ok: false,
        error: mode === "socket" ? "operation_timeout" : expect.any(String),
      });
      await until(() => lastWhisper("general")?.text.includes("this went through") ?? false);
      expect(lastWhisper("general")?.text).toContain("Declared.");
    });
  });

  describe("a form", () => {
    const shape = z.object({
      title: z.string({ error: "Give it a title." }),
      severity: z.string({ error: "Choose a severity." }),
    });

    beforeEach(async () => {
      ears.hearing.onCommand(async ({ triggerId }) => {
        await ears.interactive.open(triggerId, form);
        return undefined;
      });
    });

    it("brings its values and metadata, and closes", async () => {
      const heard: { values: FieldValues; metadata: unknown }[] = [];
      ears.hearing.onSubmit("declare", async ({ values, metadata }) => {
        heard.push({ values, metadata });
      });
      await ears.listen();
      await dana.command("general", "/incident");
      expect(await dana.submit({ Title: "Checkout <errors>", Severity: "SEV-2" })).toMatchObject({
        ok: true,
        errors: {},
      });
      expect(heard).toEqual([{ values: { title: "Checkout <errors>", severity: "sev2" }, metadata: { from: "test" } }]);
      expect(dana.hasModal()).toBe(false);
    });

    it("shows what is wrong under its field and keeps what was typed", async () => {
      ears.hearing.onSubmit("declare", async ({ values }) => {
        parseFields(shape, values);
      });
      await ears.listen();
      await dana.command("general", "/incident");
      expect((await dana.submit({ Title: "Checkout" })).errors).toEqual({ Severity: "Choose a severity." });
      expect(dana.modal().fields.find(({ label }) => label === "Title")?.value).toBe("Checkout");
    });

    it.each([
      [new ConflictError("Sam was faster."), "Sam was faster."],
      [new InvalidInputError("Not like that.", "no_such_field"), "Not like that."],
      [new Error("boom"), "reference to whoever runs Sitrep: ref-1"],
    ])("keeps what was typed and says under the first field: %s", async (error, sentence) => {
      ears.hearing.onSubmit("declare", async () => {
        throw error;
      });
      await ears.listen();
      await dana.command("general", "/incident");
      expect((await dana.submit({ Title: "Checkout" })).errors.Title).toContain(sentence);
    });

    it("without fields becomes the sentence", async () => {
      ears.hearing.onSubmit("declare", async () => ({
        kind: "update",
        view: modal({ callbackId: "sure", title: "Sure?", submit: "Yes", blocks: [section("Really?")] }),
      }));
      ears.hearing.onSubmit("sure", async () => {
        throw new ConflictError("It is resolved already.");
      });
      await ears.listen();
      await dana.command("general", "/incident");
      await dana.submit({});
      expect(dana.modal().plain).toContain("Really?");
      await dana.submit({});
      expect(dana.modal().plain).toContain("It is resolved already.");
    });

    it("has the same request key when it is sent twice", async () => {
      const keys: string[] = [];
      ears.hearing.onSubmit("declare", async ({ requestKey }) => {
        keys.push(requestKey);
        throw new InvalidInputError("Again.", "title");
      });
      await ears.listen();
      await dana.command("general", "/incident");
      await dana.submit({});
      await dana.submit({});
      expect(new Set(keys).size).toBe(1);
    });
  });

  describe("a click", () => {
    const post = async () => {
      const blocks = [
        section("Press"),
        actions([
          button({ text: "Take it", actionId: "take:12", value: "now" }),
          select({ actionId: "pick", placeholder: "Pick one", choices: [{ value: "a", text: "Option A" }] }),
          button({ text: "Open link", actionId: "elsewhere", url: "https://example.com" }),
        ]),
      ];
      await ears.caller.call("chat.postMessage", { channel: general(), ...message("Press", blocks) });
      return dana.finds("general", "Press");
    };

    it("is answered in private beside the message", async () => {
      ears.hearing.onClick(/^take:/, async ({ actionId, value, messageTs }) => ({
        text: `${actionId} ${value} ${messageTs !== undefined}`,
      }));
      await ears.listen();
      expect(await dana.click(await post(), "Take it")).toMatchObject({ ok: true });
      await until(() => lastWhisper("general")?.text === "take:12 now true");
    });

    it("may put its answer in the place of the message", async () => {
      ears.hearing.onClick(/^take:/, async () => ({ text: "Taken.", replaceOriginal: true }));
      await ears.listen();
      await dana.click(await post(), "Take it");
      await until(() => dana.sees("general").some(({ text, ephemeral }) => text === "Taken." && !ephemeral));
    });

    it("on a select brings what was chosen", async () => {
      const chosen: unknown[] = [];
      ears.hearing.onClick("pick", async ({ selected }) => {
        chosen.push(selected);
      });
      await ears.listen();
      await dana.choose(await post(), "Pick one", "Option A");
      expect(chosen).toEqual(["a"]);
    });

    it("on a link that nobody listens to is acknowledged", async () => {
      await ears.listen();
      expect(await dana.click(await post(), "Open link")).toMatchObject({ ok: true });
    });

    it("in the home tab that cannot be done opens a notice", async () => {
      ears.hearing.onEvent("app_home_opened", async ({ event }) => {
        const blocks = [actions([button({ text: "Take it", actionId: "take:1" })])];
        await ears.interactive.publish(z.string().parse(event.user), home(blocks));
      });
      ears.hearing.onClick(/^take:/, async () => {
        throw new ConflictError("Sam was faster.");
      });
      await ears.listen();
      await dana.openHome();
      await dana.click("home", "Take it");
      await until(() => dana.hasModal());
      expect(dana.modal().plain).toContain("Sam was faster.");
    });
  });

  describe("a shortcut", () => {
    it("opens a form", async () => {
      ears.hearing.onShortcut("declare", async ({ triggerId }) => {
        await ears.interactive.open(triggerId, form);
      });
      await ears.listen();
      expect(await dana.shortcut("declare")).toMatchObject({ ok: true });
      expect(dana.modal().title).toBe("Declare");
    });

    it("on a message brings the message and answers beside it", async () => {
      ears.hearing.onMessageShortcut("add_to_timeline", async ({ text, authorId, messageTs }) => ({
        text: `${authorId === dana.id} ${text} ${messageTs.includes(".")}`,
      }));
      await ears.listen();
      const said = await dana.say("general", "it is DNS");
      await dana.messageShortcut(said, "add_to_timeline");
      await until(() => lastWhisper("general")?.text === "true it is DNS true");
    });
  });

  describe("a suggestion", () => {
    it("offers choices for what was typed, and none when it fails", async () => {
      ears.hearing.onCommand(async ({ triggerId }) => {
        const element = externalSelect({ actionId: "service" });
        const blocks = [input({ blockId: "service", label: "Service", element })];
        await ears.interactive.open(triggerId, modal({ callbackId: "x", title: "x", submit: "Go", blocks }));
      });
      ears.hearing.onSuggest("service", async ({ typed }) => {
        if (typed === "boom") throw new Error("boom");
        return [{ value: "1", text: `${typed} api` }];
      });
      await ears.listen();
      await dana.command("general", "/incident");
      expect((await dana.suggestions("modal", "Service", "pay")).options).toEqual(["pay api"]);
      expect(await dana.suggestions("modal", "Service", "boom")).toMatchObject({ ok: true, options: [] });
    });
  });

  describe("an event", () => {
    it("is acknowledged after its handlers, and measured", async () => {
      let isStored = false;
      ears.hearing.onEvent("message", async ({ event, eventId, teamId }) => {
        expect(event.text).toBe("hello");
        expect(eventId).not.toBe("");
        expect(teamId).toBe(ears.sandbox.workspace.team.id);
        isStored = true;
      });
      await ears.listen();
      await dana.invite("general", ["@app"]);
      await dana.say("general", "hello");
      expect(isStored).toBe(true);
      expect(ears.hearing.timings().some(({ kind }) => kind === "event")).toBe(true);
    });

    it("that could not be stored is not acknowledged, and comes again [OPS-2]", async () => {
      const attempts: unknown[] = [];
      ears.hearing.onEvent("message", async ({ eventId }) => {
        attempts.push(eventId);
        if (attempts.length < 3) throw new Error("disk full");
      });
      await ears.listen();
      await dana.invite("general", ["@app"]);
      const said = dana.say("general", "hello");
      await until(() => attempts.length >= 1);
      await ears.pass(10 * 60_000);
      await said;
      expect(attempts).toHaveLength(3);
      expect(new Set(attempts).size).toBe(1);
      expect(ears.logged.filter((line) => line.eventId === attempts[0])).toHaveLength(2);
    });

    it("of the bot itself is not heard", async () => {
      const texts: unknown[] = [];
      ears.hearing.onEvent("message", async ({ event }) => {
        texts.push(event.text);
      });
      await ears.listen();
      await dana.invite("general", ["@app"]);
      await ears.caller.call("chat.postMessage", { channel: general(), text: "from the bot" });
      await dana.say("general", "from dana");
      expect(texts).toEqual(["from dana"]);
    });
  });

  it("refuses two handlers for the same thing", () => {
    ears.hearing.onClick("a", async () => undefined);
    expect(() => ears.hearing.onClick("a", async () => undefined)).toThrow("Two handlers");
  });
});
