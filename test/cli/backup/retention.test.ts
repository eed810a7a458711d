import { describe, expect, it } from "vitest";
import { superfluous } from "../../../src/cli/backup/retention.ts";
import { backupName, takenAt } from "../../../src/db/backup-names.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOON = Date.UTC(2026, 2, 12, 12, 17);

const hourly = (count: number) => Array.from({ length: count }, (_, index) => NOON - index * HOUR);
const kept = (times: readonly number[], keep: { hours: number; days: number; weeks: number }) => {
  const dropped = new Set(superfluous(times, keep));
  return times.filter((at) => !dropped.has(at)).sort((a, b) => b - a);
};

describe("which backups are kept [OPS-4]", () => {
  it("keeps the newest of each hour, day and week: seventeen at most out of a quarter's hourly ones", () => {
    const times = kept(hourly(24 * 90), { hours: 6, days: 7, weeks: 4 });
    expect(times.slice(0, 6)).toEqual(hourly(6));
    expect(times.length).toBeLessThanOrEqual(17);
    const oldest = times.at(-1) ?? 0;
    expect(NOON - oldest).toBeGreaterThan(14 * DAY);
    expect(NOON - oldest).toBeLessThan(29 * DAY);
  });

  it.each([
    ["one of each hour", hourly(3).flatMap((at) => [at, at - 60_000]), { hours: 2, days: 0, weeks: 0 }, hourly(2)],
    ["nothing but the newest when hardly any is asked for", hourly(30), { hours: 0, days: 1, weeks: 0 }, [NOON]],
    ["all when there are few", hourly(3), { hours: 6, days: 7, weeks: 4 }, hourly(3)],
    ["nothing where there is nothing", [], { hours: 6, days: 7, weeks: 4 }, []],
    [
      "the old ones of a bot that was off for months",
      [NOON, NOON - 90 * DAY, NOON - 91 * DAY],
      { hours: 0, days: 3, weeks: 0 },
      [NOON, NOON - 90 * DAY, NOON - 91 * DAY],
    ],
  ])("keeps %s", (_what, times, keep, expected) => {
    expect(kept(times, keep)).toEqual(expected);
  });

  it("keeps what it kept when it is asked again", () => {
    const keep = { hours: 6, days: 7, weeks: 4 };
    expect(superfluous(kept(hourly(2_000), keep), keep)).toEqual([]);
  });

  it("reads the time of a backup off its name, and nothing off other names", () => {
    expect(takenAt(backupName(NOON + 123))).toBe(NOON + 123);
    for (const name of ["sitrep.db", "sitrep-2026.db", `${backupName(NOON)}.12.partial`, `x${backupName(NOON)}`]) {
      expect(takenAt(name)).toBeUndefined();
    }
  });
});
