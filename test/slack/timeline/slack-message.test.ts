import { describe, expect, it } from "vitest";
import { SlackMessage, toHeard } from "../../../src/slack/timeline/slack-message.ts";

const bot = { userId: "UBOT", botId: "BBOT", teamUrl: "https://acme.slack.com/" };
const heard = (message: object) => toHeard(SlackMessage.parse({ ts: "1795255200.000100", ...message }), "C1", bot);

describe("a message of Slack", () => {
  it("is known by its author: a person, or an app by name [TL-2]", () => {
    expect(heard({ user: "U1", text: "x" }).by).toBe("person:U1");
    expect(heard({ bot_id: "B2", bot_profile: { name: "Grafana" }, text: "x" }).by).toBe("app:Grafana");
    expect(heard({ bot_id: "B2", user: "U9", username: "alerts", text: "x" }).by).toBe("app:alerts");
  });

  it("has its words wherever an app put them [TL-2]", () => {
    const attachments = [{ title: "CPU high", text: "web-1 at 99 %", fallback: "unused" }, { fallback: "see graph" }];
    expect(heard({ bot_id: "B2", text: "", attachments }).text).toBe("CPU high\nweb-1 at 99 %\nsee graph");
    const blocks = [{ type: "header", text: { type: "plain_text", text: "Alert" } }, { type: "divider" }];
    expect(heard({ bot_id: "B2", blocks }).text).toBe("Alert");
  });

  it("has its files with name, address and thumbnail, without those that are gone [TL-2]", () => {
    const files = [
      { id: "F1", name: "graph.png", mimetype: "image/png", permalink: "https://f/1", thumb_360: "https://t/1" },
      { id: "F2", mode: "tombstone" },
    ];
    expect(heard({ user: "U1", files }).files).toEqual([
      { id: "F1", name: "graph.png", mimetype: "image/png", permalink: "https://f/1", thumbnail: "https://t/1" },
    ]);
  });
});
