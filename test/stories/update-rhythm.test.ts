import { describe, expect, it } from "vitest";
import { heard, loudness, posts } from "../support/posts.ts";
import { ROOM, staffed } from "../support/staffed.ts";
import { DAY, HOUR, MINUTE, startWorld } from "../support/world.ts";

const ASKED = /An update (is due|has been due)/;

interface Rhythm {
  readonly severity: string;
  readonly everyMs: number;
  /** How long it is watched: a day or longer, a week for SEV-5. */
  readonly forMs: number;
  /** When an update is asked for that nobody writes (UTC): early, when due, when late. Declared at 14:00. */
  readonly askedAt: readonly string[];
}

const rhythms: readonly Rhythm[] = [
  { severity: "sev1", everyMs: 15 * MINUTE, forMs: DAY, askedAt: ["14:10", "14:15", "14:30"] },
  { severity: "sev2", everyMs: 30 * MINUTE, forMs: DAY, askedAt: ["14:25", "14:30", "15:00"] },
  { severity: "sev3", everyMs: 2 * HOUR, forMs: DAY, askedAt: ["15:55", "16:00", "18:00"] },
  { severity: "sev4", everyMs: DAY, forMs: 2 * DAY, askedAt: ["13:55", "14:00", "14:00"] },
  { severity: "sev5", everyMs: 7 * DAY, forMs: 7 * DAY, askedAt: ["13:55", "14:00"] },
];

describe.each(rhythms)("the rhythm of $severity", ({ severity, everyMs, forMs, askedAt }) => {
  it("asks the speaker early, the channel when it is due, the commander a whole interval late [UPD-2]", async () => {
    const world = await staffed(severity);
    await world.pass(forMs);
    const each = ["@sam An update is due", `${ROOM} An update is due`, "@dana An update has been due"];
    expect(heard(posts(world), ASKED)).toEqual(askedAt.map((at, index) => `${at} ${each[index]}`));
    expect(await world.verify()).toEqual([]);
  });

  it("says nothing to anybody while updates come in time [UPD-5]", async () => {
    const world = await staffed(severity);
    const before = posts(world).length;
    const rounds = Math.min(8, Math.ceil(DAY / everyMs));
    for (let round = 1; round <= rounds; round++) {
      await world.pass(everyMs - 6 * MINUTE);
      await world.person("sam").command(ROOM, `/incident update Round ${round}`);
      await world.settle();
    }
    expect(loudness(posts(world).slice(before))).toEqual({ [ROOM]: rounds, "#incidents/thread": rounds });
    expect(await world.verify()).toEqual([]);
  });
});

describe("an incident that everybody forgot", () => {
  it.each([
    ["sev1", { [ROOM]: 4, "@dana": 4 }],
    ["sev2", { [ROOM]: 5, "@dana": 5 }],
    ["sev3", { [ROOM]: 4, "@dana": 4 }],
  ])("asks a few times on the first day of %s, then once a day [UPD-5]", async (severity, reminded) => {
    const world = await startWorld();
    const dana = world.person("dana");
    await dana.command("#general", `/incident declare ${severity} Checkout errors`);
    await world.settle();
    const before = posts(world).length;
    await world.pass(DAY + 6 * HOUR);
    expect(loudness(posts(world).slice(before))).toEqual(reminded);
    const [open, ...more] = dana.dm().filter(({ buttons }) => buttons.includes("Snooze 10 min"));
    expect(more).toEqual([]);
    expect(open?.plain).toMatch(/Nothing has been heard here for 1 d.*\. Is somebody on it\?/);
    expect(open?.plain).toContain("it is still open; if it is over, resolve it");
    expect(await world.verify()).toEqual([]);
  });
});
