import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanText, oneLine, shorten, shortenMarkup } from "../../../src/slack/kit/text.ts";

describe("shorten", () => {
  it("leaves a text that fits", () => {
    expect(shorten("Checkout", 8)).toBe("Checkout");
  });

  it("never cuts through a visible character", () => {
    expect(shorten("ab👩‍👩‍👧‍👦cd", 6)).toBe("ab…");
    expect(shorten("é".normalize("NFD").repeat(4), 4)).toBe(`${"é".normalize("NFD")}…`);
  });

  it("keeps within the limit whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 40 }), (text, max) => {
        expect(shorten(text, max).length).toBeLessThanOrEqual(max);
        expect(shortenMarkup(text, max).length).toBeLessThanOrEqual(max);
      }),
    );
  });
});

describe("shortenMarkup", () => {
  it.each([
    ["see <https://example.com/a|the dashboard>", 20, "see…"],
    ["a &amp; b &lt; c", 9, "a &amp;…"],
    ["<@U1> took over from <@U2>", 24, "<@U1> took over from…"],
  ])("keeps links, mentions and entities of %j whole", (text, max, expected) => {
    expect(shortenMarkup(text, max)).toBe(expected);
  });
});

describe("cleanText", () => {
  it("drops control characters and text that runs backwards, and keeps line breaks and emoji", () => {
    expect(cleanText("a\u0000b\u202ec\r\nd\te👩‍🚒")).toBe("abc\nd\te👩‍🚒");
  });

  it("keeps right-to-left writing as it is", () => {
    expect(cleanText("עברית العربية")).toBe("עברית العربية");
  });

  it("replaces half of a surrogate pair", () => {
    expect(cleanText("a\ud83d")).toBe("a\ufffd");
  });
});

describe("oneLine", () => {
  it("makes one trimmed line", () => {
    expect(oneLine("  a\n\n b\u0007 ", 10)).toBe("a b");
  });
});
