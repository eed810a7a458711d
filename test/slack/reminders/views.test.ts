import { describe, expect, it } from "vitest";
import { parseSwitch } from "../../../src/slack/reminders/verbs.ts";
import {
  type Reminder,
  type ReminderModel,
  reminderMessage,
} from "../../../src/slack/reminders/views/reminder-message.ts";

const AT = Date.UTC(2026, 2, 12, 14, 15);
const MINUTE = 60_000;

const reminder: Reminder = {
  id: "update/1-2/early",
  rule: "update",
  topic: "update",
  subject: undefined,
  rung: "early",
  to: { kind: "person", userId: "U0ELI0001" },
  dueAt: AT,
  heldBy: undefined,
  startedAt: AT - 15 * MINUTE,
  sentAt: AT - 5 * MINUTE,
  deliveredAt: undefined,
  places: [],
  ending: undefined,
};

const model: ReminderModel = {
  incidentId: 12,
  title: "Checkout errors",
  channelId: "C0INC0012",
  reminder,
  updateCount: 0,
  snoozeMinutes: [10, 30],
  enderName: undefined,
  insteadOf: undefined,
  alsoOpen: [],
  isLastOfIncident: true,
  facts: {
    toldAt: reminder.sentAt,
    severityLabel: "SEV-1",
    intervalMs: 15 * MINUTE,
    watchPeriodMs: 15 * MINUTE,
    silentIntervals: 2,
    missingRoles: ["scribe", "tech lead"],
    isOver: false,
    isWorkedOn: false,
    action: "Alert on queue depth",
  },
};

const labels = (models: readonly ReminderModel[]) =>
  reminderMessage(models).blocks.flatMap((block) =>
    block.type === "actions" ? block.elements.flatMap((element) => ("text" in element ? element.text.text : [])) : [],
  );

const of = (change: Partial<Reminder>, toldAt = change.sentAt ?? reminder.sentAt): ReminderModel => ({
  ...model,
  reminder: { ...reminder, ...change },
  facts: { ...model.facts, toldAt },
});

describe("a reminder by direct message", () => {
  it("has the four buttons and a way to turn it off [UPD-2]", () => {
    expect(labels([model])).toEqual(["Write update", "Nothing new", "Snooze 10 min", "Snooze 30 min", "Turn off"]);
  });

  it("says what is due, why it came and how to turn it off [UPD-5]", () => {
    const { text } = reminderMessage([model]);
    expect(text).toMatch(/^\*An update is due <!date\^1773324900\^/);
    expect(text).toContain("#12 Checkout errors  ·  <#C0INC0012>");
    expect(text).toContain("Sent because SEV-1 asks for an update every 15 min");
    expect(text).toContain("`/incident reminders off`");
  });

  it("carries on what was asked before and is still open [UPD-5]", () => {
    const { text } = reminderMessage([{ ...model, alsoOpen: ["the category", "a commander"] }]);
    expect(text).toContain("Also still open: the category, a commander.");
  });

  it.each([
    [AT, "An update is due now."],
    [AT + 20 * MINUTE, "An update has been due since"],
  ])("tells how late it is when sent at %d [UPD-4]", (sentAt, words) => {
    expect(reminderMessage([of({ sentAt })]).text).toContain(words);
  });

  it.each([
    ["away", "Late: Sitrep was away."],
    ["quiet_hours", "Held back in quiet hours."],
    ["snooze", "Snoozed until now."],
  ] as const)("says why it comes only now: %s [UPD-4]", (heldBy, words) => {
    expect(reminderMessage([of({ heldBy })]).text).toContain(words);
  });

  it("says that Slack could not be reached when it comes after its time, and tells the time as it is [UPD-4]", () => {
    const { text } = reminderMessage([of({}, AT + 5 * MINUTE)]);
    expect(text).toMatch(/^Late: Slack could not be reached\. \*An update has been due since/);
  });

  const kinds = (models: Parameters<typeof reminderMessage>[0]) =>
    reminderMessage(models).blocks.map(({ type }) => type);

  it("shows several that are due together, each with its own buttons [UPD-4]", () => {
    const both = [model, of({ id: "unset/1-2/nudge", rule: "unset", rung: "nudge" })];
    const each = ["section", "context", "actions"];
    expect(kinds(both)).toEqual([...each, "divider", ...each]);
  });

  it("offers the same answer to two questions once [UPD-5]", () => {
    const both = [model, of({ id: "silent/1-2/due", rule: "silent", rung: "due" })];
    expect(kinds(both)).toEqual(["section", "context", "actions", "divider", "section", "context"]);
  });

  it("says once what became of several in the same way [UPD-5]", () => {
    const ending = { how: "overtaken", at: AT } as const;
    const both = [of({ ending }), of({ id: "silent/1-2/due", rule: "silent", ending })];
    expect(kinds(both)).toEqual(["section", "context"]);
  });

  it.each([
    [{ how: "answered", at: AT, by: "person:U0DANA001", what: "posted an update" }, "Done: Dana posted an update"],
    [{ how: "overtaken", at: AT }, "See the newer reminder below."],
    [{ how: "snoozed", at: AT, by: "person:U0DANA001", until: AT + 10 * MINUTE }, "Snoozed by Dana until"],
    [{ how: "switched_off", at: AT, by: "person:U0DANA001" }, "Turned off by Dana"],
  ] as const)("loses its buttons when it is over: %o [UPD-5]", (ending, words) => {
    const over = { ...of({ ending }), enderName: "Dana" };
    expect(reminderMessage([over]).text).toContain(words);
    expect(labels([over])).toEqual([]);
  });
});

describe("a reminder in the channel", () => {
  it("names who is asked and offers the answer, but nothing personal [UPD-2]", () => {
    const inChannel = of({ rung: "due", sentAt: AT, to: { kind: "channel", userIds: ["U0ELI0001"] } });
    expect(reminderMessage([inChannel]).text).toMatch(/^<@U0ELI0001> \*An update is due now\.\*/);
    expect(labels([inChannel])).toEqual(["Write update", "Nothing new"]);
  });

  it("stands in for a person who cannot be reached [UPD-2]", () => {
    const instead = { ...model, insteadOf: "U0ELI0001" };
    expect(reminderMessage([instead]).text).toMatch(/^<@U0ELI0001> /);
    expect(labels([instead])).toEqual(["Write update", "Nothing new"]);
  });

  it("names the roles that nobody holds, and offers them [UPD-3]", () => {
    const roles = of({ rule: "unclaimed_roles", rung: "nudge", to: { kind: "channel", userIds: [] } });
    expect(reminderMessage([roles]).text).toContain("Nobody is scribe or tech lead yet.");
    expect(labels([roles])).toEqual(["Roles"]);
  });
});

describe("words after reminders", () => {
  it.each([
    ["off", { isOn: false, rule: undefined }],
    ["ON", { isOn: true, rule: undefined }],
    ["off action item", { isOn: false, rule: "action_item" }],
    ["on no-commander", { isOn: true, rule: "no_commander" }],
  ])("%j mean %o [UPD-5]", (words, meant) => {
    expect(parseSwitch(words)).toEqual(meant);
  });

  it.each(["perhaps", "off everything", "offline"])("refuse %j with the right form [UPD-5]", (words) => {
    expect(() => parseSwitch(words)).toThrow("/incident reminders off");
  });
});
