import fc from "fast-check";
import type { Level, Override, Rotation } from "../../../../src/config/index.ts";
import { FROM, LEAD_DAYS, TO } from "./wall-clock.ts";

/** North and south of the equator, half an hour of offset and of daylight saving, none at all, and a leap at midnight. */
export const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kolkata",
  "America/Santiago",
] as const;

export const KINDS = ["daily", "weekly", "follow_the_sun", "business_hours"] as const satisfies Rotation["kind"][];

const DAY_MS = 86_400_000;
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

const people = (letter: string) =>
  fc.integer({ min: 1, max: 5 }).map((count) => Array.from({ length: count }, (_, place) => `${letter}${place}`));

/** Any minute of the day, those around which clocks leap more often. */
const minuteOfDay = fc.oneof(
  fc.integer({ min: 0, max: 1439 }),
  fc.constantFrom(0, 1, 30, 60, 90, 105, 119, 120, 135, 150, 179, 180, 1380, 1410, 1439),
);

const startsOn = fc
  .oneof(fc.integer({ min: -LEAD_DAYS, max: 0 }), fc.integer({ min: -LEAD_DAYS, max: 300 }))
  .map((days) => new Date(FROM + days * DAY_MS).toISOString().slice(0, 10));

const turns = fc.constantFrom("daily" as const, "weekly" as const);

type Secondary = Rotation["secondary"];

/** Any rotation of a kind in a zone. */
function rotation(
  id: string,
  { kind, timeZone, secondary }: { kind: Rotation["kind"]; timeZone: string; secondary: Secondary },
): fc.Arbitrary<Rotation> {
  const named = { id: fc.constant(id), name: fc.constant(id), startsOn, secondary: fc.constant(secondary) };
  const line = { ...named, timeZone: fc.constant(timeZone), people: people(id) };
  switch (kind) {
    case "daily":
      return fc.record({
        ...line,
        kind: fc.constant(kind),
        handoverAt: minuteOfDay,
        everyDays: fc.integer({ min: 1, max: 10 }),
      });
    case "weekly":
      return fc.record({
        ...line,
        kind: fc.constant(kind),
        handoverAt: minuteOfDay,
        everyWeeks: fc.integer({ min: 1, max: 3 }),
      });
    case "follow_the_sun":
      return fc.tuple(fc.constantFrom(...ZONES), fc.constantFrom(...ZONES)).chain(([second, third]) =>
        fc.record({
          ...named,
          kind: fc.constant(kind),
          shifts: fc.tuple(
            ...[timeZone, second, third].map((zone, place) =>
              fc.record({
                name: fc.constant(`shift ${place}`),
                timeZone: fc.constant(zone),
                from: minuteOfDay,
                people: people(`${id}${"xyz"[place]}`),
                turns,
              }),
            ),
          ),
        }),
      );
    case "business_hours":
      return fc
        .tuple(minuteOfDay, minuteOfDay)
        .filter(([a, b]) => a !== b)
        .chain(([a, b]) =>
          fc.record({
            ...line,
            kind: fc.constant(kind),
            days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
            from: fc.constant(Math.min(a, b)),
            to: fc.constant(Math.max(a, b)),
            turns,
          }),
        );
  }
}

/** Long and short, overlapping, of people inside and outside, to the millisecond. */
const override = (rotations: readonly string[]): fc.Arbitrary<Override> =>
  fc
    .record({
      rotation: fc.constantFrom(...rotations),
      level: fc.constantFrom<Level>("primary", "secondary"),
      userId: fc.constantFrom("a0", "a1", "a2", "b0", "OUTSIDER"),
      from: fc.integer({ min: FROM, max: TO - 1 }),
      lengthMs: fc.oneof(
        fc.integer({ min: 1, max: 3_600_000 }),
        fc.integer({ min: 1, max: 20 }).map((days) => days * DAY_MS),
      ),
    })
    .map(({ lengthMs, ...rest }) => ({ ...rest, to: rest.from + lengthMs }));

export interface House {
  readonly rotations: readonly [own: Rotation, other: Rotation];
  readonly overrides: readonly Override[];
}

/** A rotation of a kind, one that may be its second line, and what people changed in both. */
export const house = (kind: Rotation["kind"], timeZone: string): fc.Arbitrary<House> =>
  fc
    .tuple(
      fc.constantFrom<Secondary>("next", "next", "none", { rotation: "b" }),
      fc.constantFrom(...KINDS),
      fc.constantFrom(...ZONES),
    )
    .chain(([secondary, otherKind, otherZone]) =>
      fc.record({
        rotations: fc.tuple(
          rotation("a", { kind, timeZone, secondary }),
          rotation("b", { kind: otherKind, timeZone: otherZone, secondary: "none" }),
        ),
        overrides: fc.array(override(["a", "a", "a", "b"]), { maxLength: 30, size: "max" }),
      }),
    );
