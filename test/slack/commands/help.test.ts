import { describe, expect, it } from "vitest";
import { helpMessage } from "../../../src/slack/commands/views/help.ts";
import type { Verb } from "../../../src/slack/kit/verbs.ts";

const text = { help: "", act: "look", run: async () => undefined } as const;
const verbs: Verb[] = [
  { ...text, name: "search", usage: "search", needs: "nothing" },
  { ...text, name: "oncall", usage: "oncall", needs: "nothing" },
  { ...text, name: "declare", usage: "declare", needs: "nothing" },
  { ...text, name: "note", usage: "note", needs: "incident" },
  { ...text, name: "update", usage: "update", needs: "incident" },
];

const words = (incident?: { id: number; title: string }): string[] =>
  [...helpMessage({ verbs, incident }).text.matchAll(/^`\/incident (\w+)`/gm)].map(([, name = ""]) => name);

describe("help [INC-9]", () => {
  it("begins outside with declaring, and inside with what the incident needs", () => {
    expect(words()).toEqual(["declare", "search", "oncall", "update", "note"]);
    expect(words({ id: 1, title: "Checkout" })).toEqual(["update", "note", "declare", "search", "oncall"]);
  });
});
