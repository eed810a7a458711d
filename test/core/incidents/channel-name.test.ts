import { describe, expect, it } from "vitest";
import { channelNameOf, channelNames } from "../../../src/core/incidents/index.ts";

const TEMPLATE = "inc-{number}-{slug}";

describe("the name of an incident's channel [INC-2]", () => {
  it.each([
    ["Checkout errors", "inc-12-checkout-errors"],
    ["API: 500s & time-outs!!", "inc-12-api-500s-time-outs"],
    ["Größe überschritten, Łódź & smørrebrød", "inc-12-grosse-uberschritten-lodz-smorrebrod"],
    ["Can't log in", "inc-12-cant-log-in"],
    ['<!channel> & "quotes" <http://x|y>', "inc-12-channel-quotes-http-x-y"],
    ["🔥🔥🔥", "inc-12"],
    ["שירות התשלומים נפל", "inc-12"],
    ["決済が止まっている", "inc-12"],
    ["Ｆｕｌｌ ｗｉｄｔｈ", "inc-12-full-width"],
    ["___---", "inc-12"],
  ])("makes of %j %j", (title, name) => {
    expect(channelNameOf(TEMPLATE, 12, title)).toBe(name);
  });

  it("cuts a long title between words and leaves room for a number behind", () => {
    const name = channelNameOf(TEMPLATE, 12, "payments ".repeat(30));
    expect(name).toBe(`inc-12-${"payments-".repeat(7)}payments`.slice(0, name.length));
    expect(name).toMatch(/payments$/);
    expect(channelNames(name).every((candidate) => candidate.length <= 80)).toBe(true);
  });

  it("keeps the number, wherever the policy puts it", () => {
    expect(channelNameOf("{slug}_INC {number}", 7, "x".repeat(300))).toMatch(/^x{60,}_inc-7$/);
    expect(channelNameOf("{slug}-{number}", 7, "🔥")).toBe("7");
  });

  it.each(Array.from({ length: 40 }, (_, index) => String.fromCodePoint(0x20 + index * 997).repeat(index * 7)))(
    "gives Slack a name that it accepts for %j",
    (title) => {
      const name = channelNameOf(TEMPLATE, 12, title);
      expect(name).toMatch(/^[a-z0-9][a-z0-9_-]{0,79}$/);
    },
  );
});
