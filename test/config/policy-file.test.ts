import { describe, expect, it } from "vitest";
import { dueText, shippedPolicy } from "../../src/config/index.ts";
import { loadPolicy } from "../../src/config/load-policy.ts";
import { filesWith } from "./fake-files.ts";

const load = (yaml: string) => loadPolicy("/conf", filesWith({ "policy.yml": yaml }));

describe("a policy of one's own", () => {
  it("builds on the default and changes only what it names [RANK-4]", () => {
    const policy = load("severities:\n  sev2:\n    updateEvery: 20 min\n");
    const shipped = shippedPolicy();
    expect(policy.severities.map((severity) => dueText(severity.updateEvery))).toEqual([
      "15 min",
      "20 min",
      "2 h",
      "1 d",
      "1 w",
    ]);
    expect({ ...policy, severities: [] }).toEqual({ ...shipped, severities: [] });
  });

  it("is the default when the file is empty or absent [RANK-4]", () => {
    expect(load("")).toEqual(shippedPolicy());
    expect(load("# nothing yet\n")).toEqual(shippedPolicy());
    expect(loadPolicy("/conf", filesWith({}))).toEqual(shippedPolicy());
    expect(loadPolicy(undefined)).toEqual(shippedPolicy());
  });

  it.each(["default", "p0-p4", "sev1-sev4"] as const)("may extend %s [RANK-4]", (name) => {
    expect(load(`extends: ${name}\n`)).toEqual(shippedPolicy(name));
  });

  it("adds by a new key and takes away by null [RANK-3] [ROLE-1]", () => {
    const policy = load(
      "categories:\n  payments: { label: Payments, words: [card] }\n  data: null\n" +
        "roles:\n  liaison: { label: Liaison, duty: Talks to vendors., brief: Call them. }\n",
    );
    expect(policy.categories.map(({ id }) => id).slice(-2)).toEqual(["capacity", "payments"]);
    expect(policy.roles.at(-1)).toEqual({
      id: "liaison",
      label: "Liaison",
      aliases: [],
      duty: "Talks to vendors.",
      brief: "Call them.",
      neededFor: [],
    });
  });

  it("replaces a list as a whole and switches a reminder off [UPD-3]", () => {
    const { reminders } = load("reminders:\n  snoozeMinutes: [5]\n  silent: { enabled: false }\n");
    expect(reminders.snoozeMinutes).toEqual([5]);
    expect(reminders.silent).toEqual({ enabled: false, afterIntervals: 2, againEveryMs: 86_400_000 });
  });

  it("listens for words of one's own, as they are said, and takes the place of the shipped ones [ESC-1]", () => {
    const words = '"Klant  klaagt", "lek*", "C&A"';
    const { triggers } = load(`escalation: { triggers: { customerAsks: { words: [${words}] } } }\n`).escalation;
    expect(triggers.customerAsks).toEqual({
      ...shippedPolicy().escalation.triggers.customerAsks,
      words: ["klant klaagt", "lek*", "c&a"],
    });
  });

  it("reads a channel with or without its # [UPD-1]", () => {
    const policy = load('audiences:\n  executives: { channels: ["#exec-updates", support, C0123ABCD] }\n');
    expect(policy.audiences[0]?.channels).toEqual(["exec-updates", "support", "C0123ABCD"]);
  });
});
