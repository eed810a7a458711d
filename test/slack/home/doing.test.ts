import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/doctor/index.ts";
import { doingSection } from "../../../src/slack/home/views/doing.ts";
import { homeView } from "../../../src/slack/home/views/home.ts";

const CHECKED_AT = Date.UTC(2026, 2, 12, 14, 5);
const WHEN = "<!date^1773324300^{time}|2026-03-12 14:05 UTC>";

const accessory = {
  type: "button",
  action_id: "check_now",
  text: { type: "plain_text", text: "Check now", emoji: true },
  accessibility_label: "Check now how Sitrep is doing",
};
const headed = (text: string) => ({
  type: "section",
  text: { type: "mrkdwn", verbatim: true, text: `*How Sitrep is doing*\n${text}` },
  accessory,
});
const told = (text: string) => ({ type: "section", text: { type: "mrkdwn", verbatim: true, text } });

const bad: Finding = { check: "Token", state: "bad", what: "Slack refuses <it> & more", mend: "Copy it anew." };
const poor: Finding = { check: "Scopes", state: "poor", what: "files:read is missing", mend: "Reinstall." };
const seen = { checkedAt: CHECKED_AT, isLooking: false };

describe("how Sitrep is doing, as a Home shows it [OPS-4]", () => {
  it("is one calm line and a button when all is well", () => {
    expect(doingSection({ problems: [], ...seen })).toEqual([headed(`All is well, checked at ${WHEN}.`)]);
  });

  it("names each problem with its cure, as they come, harmless [OPS-5]", () => {
    expect(doingSection({ problems: [bad, poor], ...seen })).toEqual([
      headed(`1 thing is wrong, 1 could be better. Checked at ${WHEN}.`),
      told(":red_circle: *Token*: Slack refuses &lt;it&gt; &amp; more\n→ Copy it anew."),
      told(":large_yellow_circle: *Scopes*: files:read is missing\n→ Reinstall."),
    ]);
  });

  it.each([
    [{ problems: [], checkedAt: undefined, isLooking: false }, "Not checked yet."],
    [{ problems: [], checkedAt: undefined, isLooking: true }, "Checking now…"],
    [{ problems: [], checkedAt: CHECKED_AT, isLooking: true }, "Checking now…"],
    [{ problems: [bad, bad], checkedAt: undefined, isLooking: false }, "2 things are wrong."],
    [{ problems: [poor, poor], checkedAt: CHECKED_AT, isLooking: true }, "2 things could be better. Checking now…"],
  ])("says whether it was looked at: %#", (model, words) => {
    expect(doingSection(model)[0]).toEqual(headed(words));
  });

  it("shows ten and counts the rest", () => {
    const blocks = doingSection({ problems: Array(23).fill(poor), ...seen });
    expect(blocks).toHaveLength(12);
    expect(blocks.at(-1)).toEqual({
      type: "context",
      elements: [{ type: "mrkdwn", verbatim: true, text: "13 more: `npx sitrep doctor` on its machine lists all." }],
    });
  });

  it("stands whole at the end of the longest Home", () => {
    const incident = { title: "Down", severityLabel: "SEV-1", emoji: undefined, stage: "Triage", channelId: "C1" };
    const many = Array.from({ length: 60 }, (_, index) => ({
      ...{ ...incident, id: index + 1, isPrivate: false, isDrill: false, roles: [], declaredAt: 0 },
    }));
    const action = { id: "a1", text: "Do it", ownerId: "U1", dueAt: undefined, addedAt: 0, doneAt: undefined };
    const actions = Array(60).fill({ incidentId: 1, action: { ...action, from: undefined, isTouched: false } });
    const doing = { problems: Array(23).fill(bad), ...seen };
    const { blocks } = homeView({ mine: many, others: many, actions, approvals: [], doing });
    expect(blocks.length).toBeLessThanOrEqual(100);
    expect(blocks.slice(-12)).toMatchObject(doingSection(doing));
  });
});
