import { describe, expect, it } from "vitest";
import type { PublicIncident, PublicUpdate } from "../../../src/core/statuspage/index.ts";
import { daysOf, lastDays, spellsOf, stateAt, uptime } from "../../../src/core/statuspage/uptime.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Thursday, 12 March 2026, 00:00 UTC. */
const MIDNIGHT = Date.UTC(2026, 2, 12);

const update = (at: number, status: PublicUpdate["status"]): PublicUpdate => ({
  ...{ id: "u", of: "abc", at, text: "…" },
  status,
  leaves: status,
});

const incident = (over: Partial<PublicIncident> = {}): PublicIncident => ({
  id: "abc",
  headline: "Payments fail",
  status: "investigating",
  startedAt: MIDNIGHT,
  endedAt: undefined,
  harmedUntil: undefined,
  updates: [update(MIDNIGHT + HOUR, "investigating")],
  components: ["payments"],
  harm: "major_outage",
  ...over,
});

describe("what an incident did to its components [COMM-3]", () => {
  it("counts from when it began, not from when customers were told", () => {
    expect(spellsOf(incident(), MIDNIGHT + 2 * HOUR)).toEqual([
      { from: MIDNIGHT, to: MIDNIGHT + HOUR, state: "major_outage" },
      { from: MIDNIGHT + HOUR, to: MIDNIGHT + 2 * HOUR, state: "major_outage" },
    ]);
  });

  it("is milder while it is being monitored, and over at its end", () => {
    const told = [update(MIDNIGHT + HOUR, "monitoring"), update(MIDNIGHT + 3 * HOUR, "resolved")];
    const over = incident({ updates: told, endedAt: MIDNIGHT + 3 * HOUR, harmedUntil: MIDNIGHT + 3 * HOUR });
    expect(spellsOf(over, MIDNIGHT + DAY)).toEqual([
      { from: MIDNIGHT, to: MIDNIGHT + HOUR, state: "major_outage" },
      { from: MIDNIGHT + HOUR, to: MIDNIGHT + 3 * HOUR, state: "degraded_performance" },
    ]);
  });

  it("is worse again when customers are told that it is not over after all", () => {
    const told = [update(MIDNIGHT + HOUR, "monitoring"), update(MIDNIGHT + 2 * HOUR, "identified")];
    const spells = spellsOf(incident({ updates: told }), MIDNIGHT + 4 * HOUR);
    expect(stateAt(spells, MIDNIGHT + 1.5 * HOUR)).toBe("degraded_performance");
    expect(stateAt(spells, MIDNIGHT + 3 * HOUR)).toBe("major_outage");
  });
});

describe("what was said to be over [COMM-3]", () => {
  it("was over until customers were told otherwise", () => {
    const told = [
      update(MIDNIGHT + HOUR, "investigating"),
      update(MIDNIGHT + 2 * HOUR, "resolved"),
      update(MIDNIGHT + 20 * HOUR, "identified"),
    ];
    const spells = spellsOf(incident({ updates: told }), MIDNIGHT + DAY);
    expect(stateAt(spells, MIDNIGHT + 10 * HOUR)).toBe("operational");
    expect(uptime(spells, MIDNIGHT, MIDNIGHT + DAY)).toBeCloseTo(18 / 24, 10);
  });
});

describe("uptime [COMM-3]", () => {
  it.each([
    ["nothing happened", [], 1],
    ["a day fully down", [{ from: MIDNIGHT, to: MIDNIGHT + DAY, state: "major_outage" as const }], 0],
    ["six hours down", [{ from: MIDNIGHT, to: MIDNIGHT + 6 * HOUR, state: "major_outage" as const }], 0.75],
    ["half a day partly down", [{ from: MIDNIGHT, to: MIDNIGHT + 12 * HOUR, state: "partial_outage" as const }], 0.85],
    ["slow all day", [{ from: MIDNIGHT, to: MIDNIGHT + DAY, state: "degraded_performance" as const }], 1],
    [
      "two outages at once, counted once, the worse of them",
      [
        { from: MIDNIGHT, to: MIDNIGHT + 12 * HOUR, state: "major_outage" as const },
        { from: MIDNIGHT + 6 * HOUR, to: MIDNIGHT + 12 * HOUR, state: "partial_outage" as const },
      ],
      0.5,
    ],
    ["trouble of another day", [{ from: MIDNIGHT - DAY, to: MIDNIGHT, state: "major_outage" as const }], 1],
  ])("of a day on which %s", (_, spells, expected) => {
    expect(uptime(spells, MIDNIGHT, MIDNIGHT + DAY)).toBeCloseTo(expected, 10);
  });

  it("is told by days of the page's own zone, also by those of 23 and 25 hours", () => {
    const zone = "Europe/Berlin";
    // Sunday, 29 March 2026: the clock goes forward; the day begins at 23:00 UTC of the Saturday and lasts 23 hours.
    const noon = Date.UTC(2026, 2, 30, 12);
    const down = { from: Date.UTC(2026, 2, 28, 23), to: Date.UTC(2026, 2, 29, 22), state: "major_outage" as const };
    const days = daysOf([down], lastDays(noon, 3, zone));
    expect(days.map(({ minutes }) => minutes.major_outage)).toEqual([0, 23 * 60, 0]);
    expect(days.map(({ worst }) => worst)).toEqual(["operational", "major_outage", "operational"]);
  });
});
