import { describe, expect, it } from "vitest";
import { permalinkOf } from "../../../src/slack/kit/permalink.ts";
import { readableText, spokenText } from "../../../src/slack/kit/plain-words.ts";

describe("Slack's markup", () => {
  it.each([
    ["ask <@U1> or <@U2|sam>", "ask @{U1} or @{U2}"],
    ["in <#C1|ops> and <#C2>", "in #ops and #C2"],
    ["<!here> <!channel> <!subteam^S1|@oncall> <!subteam^S1>", "@here @channel @oncall @subteam"],
    ["<https://x.io/a?b=1&amp;c=2>", "https://x.io/a?b=1&c=2"],
    ["<https://x.io|the graph>", "the graph (https://x.io)"],
    ["<https://x.io/|x.io/>", "https://x.io/"],
    ["<mailto:a@b.c|a@b.c>", "mailto:a@b.c"],
    ["a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"],
  ])("reads %s as plain words [TL-2]", (text, plain) => {
    expect(spokenText(text)).toBe(plain);
  });
});

it.each([
  ["<@U123|dana> says &lt;b&gt; &amp; more", "@Dana says <b> & more"],
  ["<@U123> in <#C1|general>", "@Dana in #general"],
  ["<!channel> <!subteam^S1|@oncall> <!here>", "@channel @oncall @here"],
  [
    "<https://a.example/x> <https://a.example/x|a.example/x> <https://a.example|docs>",
    "https://a.example/x https://a.example/x docs (https://a.example)",
  ],
  ["plain a < b", "plain a < b"],
])("reads %j as people do [OPS-5]", (typed, read) => {
  expect(readableText(typed, () => "Dana")).toBe(read);
});

describe("the address of a message", () => {
  it("has the address that Slack gives it, in a thread too [TL-2]", () => {
    expect(permalinkOf("https://acme.slack.com/", "C1", "1.000200")).toBe(
      "https://acme.slack.com/archives/C1/p1000200",
    );
    expect(permalinkOf("https://acme.slack.com/", "C1", "1.000200", "1.000100")).toBe(
      "https://acme.slack.com/archives/C1/p1000200?thread_ts=1.000100&cid=C1",
    );
    expect(permalinkOf("", "C1", "1.000200")).toBeUndefined();
  });
});

it("reads a person by the label that Slack gave where nobody knows their name [OPS-9]", () => {
  expect(readableText("ask <@U123|dana> or <@U9>")).toBe("ask @dana or @U9");
});
