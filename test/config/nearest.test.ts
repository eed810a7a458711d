import { describe, expect, it } from "vitest";
import { didYouMean } from "../../src/config/nearest.ts";

const KEYS = ["severities", "reminders", "sev1", "sev2", "updateEvery"];

describe("did you mean", () => {
  it.each([
    ["severites", 'Did you mean "severities"?'],
    ["Reminder", 'Did you mean "reminders"?'],
    ["sve2", 'Did you mean "sev2"?'],
    ["update_every", 'Did you mean "updateEvery"?'],
  ])("%s finds what was meant [OPS-5]", (word, answer) => {
    expect(didYouMean(word, KEYS)).toBe(answer);
  });

  it.each(["sev9", "colour", ""])("%j has no one answer, so all that is known is shown [OPS-5]", (word) => {
    expect(didYouMean(word, KEYS)).toBe("Known here: severities, reminders, sev1, sev2, updateEvery.");
  });
});
