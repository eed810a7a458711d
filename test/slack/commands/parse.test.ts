import { describe, expect, it } from "vitest";
import { parseCommand } from "../../../src/slack/commands/parse.ts";
import type { Verb } from "../../../src/slack/kit/verbs.ts";

const verb = (name: string, synonyms: string[] = []): Verb => ({
  name,
  synonyms,
  usage: name,
  help: "",
  act: "look",
  needs: "nothing",
  run: async () => undefined,
});

const verbs = [
  verb("declare", ["new"]),
  verb("update"),
  verb("severity", ["sev"]),
  verb("status"),
  verb("resolve", ["done"]),
  verb("reopen"),
  verb("role", ["lead"]),
];

const shown = (text: string) => {
  const parsed = parseCommand(text, verbs);
  switch (parsed.kind) {
    case "verb":
      return [parsed.verb.name, parsed.words, parsed.incidentId];
    case "nothing":
      return ["-", "", parsed.incidentId];
    case "unknown":
      return ["?", parsed.word, parsed.meant.map(({ name }) => name)];
  }
};

describe("what is typed after /incident [INC-9]", () => {
  it.each([
    ["", ["-", "", undefined]],
    ["   ", ["-", "", undefined]],
    ["#12", ["-", "", 12]],
    ["update all quiet", ["update", "all quiet", undefined]],
    ["UPDATE all quiet", ["update", "all quiet", undefined]],
    ["  update   all  quiet ", ["update", "all  quiet", undefined]],
    ["up all quiet", ["update", "all quiet", undefined]],
    ["new sev2 Checkout", ["declare", "sev2 Checkout", undefined]],
    ["sev 1", ["severity", "1", undefined]],
    ["done", ["resolve", "", undefined]],
    ["#12 update all quiet", ["update", "all quiet", 12]],
    ["update #12 all quiet", ["update", "all quiet", 12]],
    ["declare\nsev2 Checkout", ["declare", "sev2 Checkout", undefined]],
    ["re", ["?", "re", ["resolve", "reopen"]]],
    ["r", ["?", "r", []]],
    ["udpate all quiet", ["?", "udpate", ["update"]]],
    ["banana", ["?", "banana", []]],
    ["3", ["?", "3", []]],
  ])("%j", (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });
});
