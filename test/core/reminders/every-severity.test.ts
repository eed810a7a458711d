import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { intervalMs, SHIPPED_POLICIES, shippedPolicy } from "../../../src/config/index.ts";
import { type NewEntry, person } from "../../../src/core/ledger/index.ts";
import { product } from "../../../src/core/product.ts";
import { planReminders } from "../../../src/core/reminders/index.ts";
import { nextUpdateDueAt, postUpdate } from "../../../src/core/updates/index.ts";
import { DANA, DAY, ELI, MIA, MINUTE, takes, VirtualDay } from "./virtual-day.ts";

const everySeverity = SHIPPED_POLICIES.flatMap((name) =>
  shippedPolicy(name).severities.map(({ id }) => ({ name, severity: id })),
);

const pauses = fc.integer({ min: 1, max: 180 }).map((minutes) => minutes * MINUTE);

type Act = (day: VirtualDay) => void;
const writes =
  (entry: NewEntry): Act =>
  (day) =>
    day.write(entry);

const acts = fc.constantFrom<Act>(
  (day) => day.decide(postUpdate({ userId: ELI, situation: "Still at it." })),
  writes(takes(ELI, "communications_lead")),
  writes(takes(MIA, "commander")),
  writes({ kind: "role_released", by: person(MIA), data: { role: "commander", userId: MIA } }),
  writes({ kind: "note_added", by: person(DANA), data: { text: "noted" } }),
  writes({ kind: "stage_changed", by: person(DANA), data: { before: "triage", stage: "verification" } }),
  writes({ kind: "category_changed", by: person(DANA), data: { category: "database" } }),
  (day) => day.sleepThrough(7 * 60 * MINUTE),
);

describe.each(everySeverity)("a virtual day of $severity under $name", ({ name, severity }) => {
  const policy = shippedPolicy(name);

  it("owes the next update exactly when the rhythm says [UPD-2]", () => {
    const day = new VirtualDay({ policy, declared: { severity } });
    const level = policy.severities.find(({ id }) => id === severity);
    const dueAt = nextUpdateDueAt(day.incident, policy);
    const update = planReminders(day.incident, day.world).filter(({ rule }) => rule.id === "update");
    if (!level || intervalMs(level.updateEvery) === undefined) return expect([dueAt, update]).toEqual([undefined, []]);
    expect(update.map(({ rung }) => rung)).toEqual(["early", "due", "late"]);
    expect(update.every(({ cycle }) => cycle.dueAt === dueAt)).toBe(true);
  });

  it("fires each reminder once, never early, and plans nothing twice, whatever people do [UPD-4]", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(pauses, acts), { maxLength: 12 }), (story) => {
        const day = new VirtualDay({ policy, declared: { severity, category: undefined } });
        for (const [pause, act] of story) {
          day.pass(pause);
          act(day);
        }
        day.pass(DAY);
        const fired = day.entries.filter(({ kind }) => /^reminder_(sent|skipped)$/.test(kind));
        const keys = fired.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        const planned = product.timers(day.incident, day.world).map(({ key }) => key);
        expect(new Set(planned).size).toBe(planned.length);
        for (const reminder of planReminders(day.incident, day.world)) {
          expect(keys).not.toContain(`reminder/${reminder.id}`);
          expect(reminder.at).toBeGreaterThan(day.now);
        }
      }),
      { numRuns: 25, seed: 12 },
    );
  });

  it("folds to the same incident again, whatever was reminded [TL-1]", () => {
    const day = new VirtualDay({ policy, declared: { severity } });
    day.pass(DAY);
    const rebuilt = day.entries.reduce((incident, entry) => product.fold(incident, entry), product.blank(12));
    expect(rebuilt).toEqual(day.incident);
  });
});
