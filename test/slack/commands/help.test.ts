import { describe, expect, it } from "vitest";
import { helpMessage, verbHelp } from "../../../src/slack/commands/views/help.ts";
import type { Verb } from "../../../src/slack/kit/verbs.ts";

const text = { help: "", act: "look", run: async () => undefined } as const;
const verbs: Verb[] = [
  { ...text, name: "search", usage: "search", needs: "nothing" },
  { ...text, name: "oncall", usage: "oncall", needs: "nothing" },
  { ...text, name: "declare", usage: "declare", needs: "nothing" },
  { ...text, name: "note", usage: "note", needs: "incident" },
  { ...text, name: "update", usage: "update", needs: "incident" },
  { ...text, name: "merge", usage: "merge #12", help: "Takes another one in.", synonyms: ["join"], needs: "incident" },
];

const CHECKOUT = { id: 1, title: "Checkout" };

const words = (incident: typeof CHECKOUT | undefined, isWhole = false): string[] =>
  [...helpMessage({ verbs, incident, isWhole }).text.matchAll(/^`\/incident (\w+)/gm)]
    .map(([, name = ""]) => name)
    .filter((name) => name !== "help");

describe("help [INC-9]", () => {
  it("begins outside with declaring, and inside with what the incident needs", () => {
    expect(words(undefined)).toEqual(["declare", "oncall", "search", "update", "note"]);
    expect(words(CHECKOUT)).toEqual(["update", "note", "declare", "oncall", "search"]);
  });

  it("is short unless all is asked for, and says how much more there is", () => {
    expect(helpMessage({ verbs, incident: CHECKOUT, isWhole: false }).text).toContain(
      "`/incident help all` lists 1 more",
    );
    expect(words(CHECKOUT, true)).toEqual(["update", "note", "merge", "declare", "oncall", "search"]);
    expect(helpMessage({ verbs, incident: CHECKOUT, isWhole: true }).text).not.toContain("more");
  });

  it("tells of one command how it is typed, what it does and what else it is called", () => {
    const merge = verbs.at(-1);
    expect(merge && verbHelp(merge).text).toBe(
      "`/incident merge #12`  Takes another one in.\nAlso: join.\nIn an incident's channel, or with its number.",
    );
  });
});
