import { describe, expect, it } from "vitest";
import {
  actions,
  button,
  checkboxes,
  confirm,
  context,
  dateTimePicker,
  externalSelect,
  fields,
  header,
  home,
  image,
  input,
  markdown,
  message,
  modal,
  multiSelect,
  overflow,
  radio,
  section,
  select,
  textInput,
  userSelect,
  usersSelect,
} from "../../../src/slack/kit/blocks/index.ts";
import { mrkdwn, userMention } from "../../../src/slack/kit/escape.ts";
import { LIMITS } from "../../../src/slack/kit/limits.ts";
import { checkMessageBlocks, checkView } from "./sandbox-rules.ts";

const LONG = "<!channel> é👩‍🚒\u0000 ".repeat(1_000);
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ value: `v${index}`, text: LONG, description: LONG }));

describe("builders", () => {
  it("treats a plain string as typed by a stranger and markup as ours", () => {
    expect(section("<!channel>").text).toEqual({ type: "mrkdwn", text: "&lt;!channel&gt;", verbatim: true });
    expect(section(mrkdwn`${userMention("U1")} says ${"<b>"}`).text?.text).toBe("<@U1> says &lt;b&gt;");
    expect(header("<!channel>").text).toEqual({ type: "plain_text", text: "<!channel>", emoji: true });
  });

  it("says a dash where Slack refuses to show nothing", () => {
    expect(header(" ").text.text).toBe("–");
    expect(section("").text?.text).toBe("–");
  });

  it("cuts everything to what Slack takes in a message", () => {
    const blocks = [
      header(LONG),
      section("short", { accessory: overflow({ actionId: "menu", choices: many(20) }) }),
      fields(many(20).map(() => "a")),
      context(many(20).map(() => "b")),
      image("https://example.com/a.png", LONG),
      actions([
        button({
          text: LONG,
          actionId: "a",
          label: LONG,
          confirm: confirm({ title: LONG, text: LONG, yes: LONG, no: LONG }),
        }),
        select({ actionId: "b", placeholder: LONG, choices: many(3), initial: "v1" }),
      ]),
    ];
    expect(() => checkMessageBlocks(message(LONG, blocks).blocks)).not.toThrow();
    expect(message(LONG, blocks).text.length).toBeLessThanOrEqual(LIMITS.message.text);
  });

  it("cuts everything to what Slack takes in a form", () => {
    const elements = [
      textInput({ actionId: "e0", initial: LONG, placeholder: LONG, isMultiline: true }),
      select({ actionId: "e1", placeholder: LONG, choices: many(150), initial: "v2" }),
      multiSelect({ actionId: "e2", choices: many(150), initial: ["v1", "v2"] }),
      externalSelect({ actionId: "e3", initial: { value: "x", text: LONG } }),
      userSelect({ actionId: "e4" }),
      usersSelect({ actionId: "e5", initial: [] }),
      radio({ actionId: "e6", choices: many(20), initial: "v3" }),
      checkboxes({ actionId: "e7", choices: many(20), initial: ["v1"] }),
      dateTimePicker({ actionId: "e8", initialMs: Date.UTC(2026, 0, 1) }),
    ];
    const inputs = elements.map((element, index) =>
      input({ blockId: `b${index}`, label: LONG, hint: LONG, element, isOptional: true }),
    );
    const view = modal({
      callbackId: "declare",
      title: LONG,
      submit: LONG,
      close: LONG,
      metadata: { incidentId: 1 },
      blocks: inputs,
    });
    expect(() => checkView(view)).not.toThrow();
    expect(view.private_metadata).toBe('{"incidentId":1}');
  });

  it("refuses metadata that would not come back whole", () => {
    expect(() => modal({ callbackId: "x", title: "x", blocks: [], metadata: { text: LONG } })).toThrow(RangeError);
  });
});

describe("surfaces", () => {
  it("leaves blocks out with a word when there are too many", () => {
    const { blocks } = message(
      "x",
      many(60).map(() => section("a")),
    );
    expect(blocks).toHaveLength(50);
    expect(JSON.stringify(blocks.at(-1))).toContain("did not fit");
    expect(home(many(150).map(() => section("a"))).blocks).toHaveLength(100);
  });

  it("leaves blocks out with a word when they say too much", () => {
    const { blocks } = message(
      "x",
      many(10).map(() => section("a".repeat(2_900))),
    );
    expect(blocks).toHaveLength(4);
    expect(() => checkMessageBlocks(blocks)).not.toThrow();
  });

  it("keeps Markdown within twelve thousand characters", () => {
    expect(markdown("a".repeat(20_000)).text).toHaveLength(12_000);
  });
});
