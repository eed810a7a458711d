import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../../src/config/index.ts";
import { parseWish } from "../../../src/slack/updates/subscription-words.ts";
import { questionMessage } from "../../../src/slack/updates/views/question.ts";
import { updateForm } from "../../../src/slack/updates/views/update-form.ts";
import { type UpdateModel, updateMessage } from "../../../src/slack/updates/views/update-message.ts";

const AT = Date.UTC(2026, 2, 12, 14, 15);

const model: UpdateModel = {
  incident: {
    id: 12,
    title: "Checkout <!channel> errors",
    severityLabel: "SEV-1",
    emoji: "red_circle",
    isDrill: false,
    channelId: "C0INC0012",
  },
  status: "identified",
  situation: "5 % of checkouts fail & <@U0DANA001> looks",
  actionsTaken: "Rolled back",
  nextSteps: undefined,
  nextUpdateAt: AT,
  isNothingNew: false,
  author: "Eli",
};

const DUE = "<!date^1773324900^{date_short_pretty} at {time}|2026-03-12 14:15 UTC>";

describe("an update as a message", () => {
  it("says in its channel what is known, by whom and when the next one comes [UPD-1]", () => {
    const said = updateMessage(model, "channel");
    expect(said.text).toBe(
      `*Update: Identified*\n5 % of checkouts fail &amp; &lt;@U0DANA001&gt; looks\n*Actions taken*\nRolled back\nby Eli  ·  Next update ${DUE}`,
    );
    expect(said.blocks.map(({ type }) => type)).toEqual(["section", "section", "section", "context"]);
  });

  it("tells those outside which incident it is, and pings nobody [UPD-1]", () => {
    const { text } = updateMessage(model, "stakeholders");
    expect(text).toMatch(/^\*:red_circle: SEV-1 #12 Checkout &lt;!channel&gt; errors\*\n\*Update: Identified\*/);
    expect(text).toContain("<#C0INC0012>");
    expect(text).not.toMatch(/<[!@](?!date)/);
  });

  it("tells subscribers how to end it [UPD-7]", () => {
    expect(updateMessage(model, "subscriber").text).toContain("`/incident unsubscribe #12` ends it");
  });

  it("reads as one line when there is nothing new [UPD-2]", () => {
    const { text } = updateMessage({ ...model, isNothingNew: true, situation: "Still investigating" }, "channel");
    expect(text).toContain("Still investigating, next update at <!date^1773324900^{time}|2026-03-12 14:15 UTC>.");
  });

  it("marks a drill [DRILL-1]", () => {
    const { text } = updateMessage({ ...model, incident: { ...model.incident, isDrill: true } }, "thread");
    expect(text).toMatch(/^\*\[Drill\] Update: Identified\*/);
  });
});

describe("the update form", () => {
  it("carries the labels of the specification, filled with the last update [UPD-1]", () => {
    const view = updateForm({
      incidentId: 12,
      title: "Checkout errors",
      statuses: ["investigating", "identified", "monitoring"],
      status: "identified",
      last: { situation: "5 % fail", actionsTaken: "Rolled back", nextSteps: undefined },
      nextUpdateAt: AT,
    });
    const inputs = view.blocks.flatMap((block) => (block.type === "input" && "label" in block ? [block] : []));
    expect(inputs.map(({ label }) => label.text)).toEqual([
      "Status",
      "Situation",
      "Actions taken",
      "Next steps",
      "Next update",
    ]);
    expect(view.submit?.text).toBe("Post");
    expect(inputs.map(({ element }) => ("initial_value" in element ? element.initial_value : undefined))).toEqual([
      undefined,
      "5 % fail",
      "Rolled back",
      undefined,
      undefined,
    ]);
    expect(inputs[4]?.element).toMatchObject({ initial_date_time: AT / 1000 });
  });
});

describe("the question for an update", () => {
  const asked = { incidentId: 12, title: "Checkout errors", channelId: "C0INC0012", round: 0, answer: undefined };

  it.each([
    [["Ana"], "Ana asks for an update."],
    [["Ana", "Ben"], "Ana and Ben ask for an update."],
    [["Ana", "Ben", "Cy", "Di", "Ed"], "Ana, Ben, Cy and 2 more ask for an update."],
  ])("of %j names who asks [UPD-6]", (askers, words) => {
    expect(questionMessage({ ...asked, askers }).text).toContain(words);
  });

  it("loses its buttons once it is answered [UPD-5]", () => {
    const { blocks, text } = questionMessage({ ...asked, askers: [], answer: "Eli posted an update." });
    expect(text).toMatch(/^Done: Eli posted an update\./);
    expect(blocks.map(({ type }) => type)).toEqual(["section", "context"]);
  });
});

describe("words after subscribe", () => {
  const policy = shippedPolicy();

  it.each([
    ["", { kind: "incident" }],
    ["list", { kind: "list" }],
    ["SEV-2", { kind: "severity", target: "sev2", label: "SEV-2" }],
    ["severity major", { kind: "severity", target: "sev2", label: "SEV-2" }],
    ["service Checkout API", { kind: "service", target: "checkout api", label: "Checkout API" }],
    ["checkout", { kind: "service", target: "checkout", label: "checkout" }],
    ["service sev1", { kind: "service", target: "sev1", label: "sev1" }],
  ])("%j mean %o [UPD-7]", (words, wish) => {
    expect(parseWish(words, policy)).toEqual(wish);
  });

  it.each(["sev9", "severity enormous", "x".repeat(90)])("refuse %j with what there is [UPD-7]", (words) => {
    expect(() => parseWish(words, policy)).toThrow("SEV-1, SEV-2");
  });
});
