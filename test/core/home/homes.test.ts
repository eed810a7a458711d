import { describe, expect, it } from "vitest";
import { home } from "../../../src/core/home/index.ts";
import type { NewEntry } from "../../../src/core/ledger/index.ts";
import { at, declared, policy, product, said, story } from "../postmortems/story.ts";

const world = { policy, now: at("15:00") };
const base: NewEntry[] = [
  declared("14:00"),
  { kind: "people_invited", by: "sitrep", at: at("14:00"), data: { userIds: ["U2"], failed: [] } },
];

function homesAfter(...news: NewEntry[]): string[] {
  const before = story(base).incident;
  const after = story([...base, ...news])
    .entries.slice(base.length)
    .reduce((incident, entry) => product.fold(incident, entry), before);
  const homes = home.onChange?.(before, after, world) ?? [];
  for (const { isLive, lane, key } of homes) expect([isLive, lane]).toEqual([true, key]);
  return homes.map(({ key }) => key);
}

const change = (kind: string, data: object): NewEntry => ({ kind, by: "person:U1", at: at("14:10"), data });

describe("whose Home a change concerns", () => {
  it.each([
    ["a severity", change("severity_changed", { before: "sev2", severity: "sev1" }), ["U1", "U2"]],
    ["a title", change("title_changed", { before: "x", title: "y" }), ["U1", "U2"]],
    ["an end", change("cancelled", { text: "mistake" }), ["U1", "U2"]],
    ["a role", change("role_taken", { role: "commander", userId: "U3", how: "claimed" }), ["U1", "U2", "U3"]],
    ["an action item", change("action_added", { id: "a9", text: "x", ownerId: "U4" }), ["U1", "U2", "U4"]],
    ["a person who joins", change("person_joined", { userId: "U5" }), ["U1", "U2", "U5"]],
    ["a person who leaves", change("person_left", { userId: "U2" }), ["U1", "U2"]],
  ])("after %s: everybody who is in it, holds a role or owns an action item [REP-5]", (_what, entry, people) => {
    expect(homesAfter(entry)).toEqual(people.map((userId) => `home/${userId}`));
  });

  it("is nobody's after a mere message [UPD-5]", () => {
    expect(homesAfter(said("14:10", "person:U1", "hello", "1.1"))).toEqual([]);
  });
});
