import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bold,
  channelLink,
  escapeText,
  joinMrkdwn,
  link,
  mrkdwn,
  prose,
  quote,
  userMention,
} from "../../../src/slack/kit/escape.ts";

const HOSTILE = '<!channel> & "quotes" <http://x|y> <@U1>';

describe("mrkdwn [OPS-5]", () => {
  it("makes every interpolation harmless that is not known to be safe", () => {
    expect(mrkdwn`*${HOSTILE}* by ${userMention("U0DANA")}`.value).toBe(
      '*&lt;!channel&gt; &amp; "quotes" &lt;http://x|y&gt; &lt;@U1&gt;* by <@U0DANA>',
    );
  });

  it("leaves no way to open a mention, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(mrkdwn`${typed}`.value).not.toMatch(/[<>]/);
        expect(quote(typed).value.replace(/^>/gm, "")).not.toMatch(/<(?!https?:\/\/)/);
      }),
    );
  });

  it("keeps numbers and nested markup", () => {
    expect(mrkdwn`${3} of ${bold("a<b")}`.value).toBe("3 of *a&lt;b*");
    expect(joinMrkdwn(["<a>", channelLink("C1")], ", ").value).toBe("&lt;a&gt;, <#C1>");
  });
});

describe("references", () => {
  it("shows what is no id as text", () => {
    expect(userMention("U1>|<!channel").value).toBe("U1&gt;|&lt;!channel");
  });

  it.each([
    ["https://example.com/?a=1&b=2", "a|b\n<c>", "<https://example.com/?a=1&amp;b=2|a¦b &lt;c&gt;>"],
    ["javascript:alert(1)", "press", "press"],
    ["https://x> <!channel", "press", "press"],
  ])("links %s only when it is a web address", (url, text, expected) => {
    expect(link(url, text).value).toBe(expected);
  });
});

describe("prose", () => {
  it("makes bare addresses clickable and the rest harmless", () => {
    expect(prose("see https://grafana/d/1?a=1&b=2 <!here>").value).toBe(
      "see <https://grafana/d/1?a=1&amp;b=2> &lt;!here&gt;",
    );
  });
});

describe("escapeText", () => {
  it("escapes each of the three characters once", () => {
    expect(escapeText("&amp;<>")).toBe("&amp;amp;&lt;&gt;");
  });
});
