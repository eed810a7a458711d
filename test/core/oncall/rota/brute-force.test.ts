import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextChangeAt, onCall, shiftsBetween } from "../../../../src/core/oncall/index.ts";
import { bruteAt, type Drawn, turningPoints, walk } from "./brute-force.ts";
import { type House, house, KINDS, ZONES } from "./drawn-rotations.ts";
import { FROM, isWhole, leaps, TO, WALK_FROM, wallClock } from "./wall-clock.ts";

const RUNS = isWhole ? Number(process.env.ROTA_RUNS ?? 1) : 1;
const SEED = Number(process.env.ROTA_SEED ?? (isWhole ? Date.now() % 1_000_000 : 20));
/** Clocks change at quarters of an hour; the whole run looks at each minute nonetheless. */
const LOOK_EVERY_MINUTES = isWhole ? 1 : 15;

const MINUTE_MS = 60_000;

const clockOf = (timeZone: string) => wallClock(timeZone, LOOK_EVERY_MINUTES);

function drawn({ rotations: [rotation, other], overrides }: House): Drawn {
  const isAsked = typeof rotation.secondary === "object";
  return {
    rotation,
    walk: walk(rotation, clockOf),
    other: isAsked ? { rotation: other, walk: walk(other, clockOf) } : undefined,
    overrides,
  };
}

const worldOf = ({ rotations, overrides }: House) => ({ policy: { rotations: [...rotations] }, overrides });

const inSpan = (at: number): boolean => at >= FROM && at < TO;

const tried = { rotations: 0, instants: 0 };

describe.each(KINDS)("a rotation of kind %s", (kind) => {
  it.each(ZONES)(
    "is what somebody with a clock finds who sits through every minute, in %s [ESC-4]",
    { timeout: 3_600_000 },
    (zone) => {
      fc.assert(
        fc.property(
          house(kind, zone),
          fc.array(fc.integer({ min: FROM, max: TO - 1 }), { minLength: 50 }),
          (one, some) => {
            const world = worldOf(one);
            const walked = drawn(one);
            const changes = turningPoints(walked).filter(inSpan);
            const edges = [...changes, ...leaps(clockOf(zone)).map((minute) => WALK_FROM + minute * MINUTE_MS)];
            const around = edges.flatMap((at) => [at - 1, at, at + 1, at - MINUTE_MS, at + MINUTE_MS]);
            tried.rotations += 1;
            for (const at of isWhole ? everyMinute(around) : thinned([...around, ...some])) {
              if (!inSpan(at)) continue;
              tried.instants += 1;
              const [said, found] = [onCall(world, "a", at), bruteAt(walked, at)];
              if (said.primary !== found.primary || said.secondary !== found.secondary) {
                expect({ at: new Date(at).toISOString(), ...said }).toEqual({
                  at: new Date(at).toISOString(),
                  ...found,
                });
              }
            }
            expect(shiftsSaid(world)).toEqual(shiftsFound(walked, changes));
            for (const at of some.slice(0, 20))
              expect(Math.min(TO, nextChangeAt(world, "a", at) ?? TO)).toBe(nextFound(walked, changes, at));
          },
        ),
        { numRuns: RUNS, seed: SEED, endOnFailure: true },
      );
    },
  );
});

if (isWhole) {
  it("says what was compared", () => {
    console.log(`seed ${SEED}: ${tried.rotations} rotations, ${tried.instants.toLocaleString("en")} instants compared`);
  });
}

function* everyMinute(more: readonly number[]): Generator<number> {
  for (let at = FROM; at < TO; at += MINUTE_MS) yield at;
  yield* more;
}

/** As many as one can afford each time; a rotation that changes seldom is looked at everywhere. */
function thinned(instants: readonly number[]): readonly number[] {
  const every = Math.ceil(instants.length / 500);
  return instants.filter((_, place) => place % every === 0);
}

interface Run {
  readonly level: string;
  readonly userId: string;
  readonly startAt: number;
  readonly endAt: number;
}

/** What is said of the whole time, cut to it, without the reasons: who holds a level from when to when. */
function shiftsSaid(world: ReturnType<typeof worldOf>): Run[] {
  const runs = shiftsBetween(world, "a", FROM, TO).map(({ level, userId, startAt, endAt }) => ({
    level,
    userId,
    startAt: Math.max(FROM, startAt),
    endAt: Math.min(TO, endAt),
  }));
  return joined(runs);
}

function shiftsFound(walked: Drawn, changes: readonly number[]): Run[] {
  const starts = [...new Set([FROM, ...changes])];
  const runs = (["primary", "secondary"] as const).flatMap((level) =>
    starts.flatMap((startAt, place) => {
      const userId = bruteAt(walked, startAt)[level];
      return userId === undefined ? [] : [{ level, userId, startAt, endAt: starts[place + 1] ?? TO }];
    }),
  );
  return joined(runs);
}

function joined(runs: readonly Run[]): Run[] {
  const whole: Run[] = [];
  for (const run of runs) {
    const last = whole.at(-1);
    const goesOn = last && last.level === run.level && last.userId === run.userId && last.endAt === run.startAt;
    if (goesOn) whole[whole.length - 1] = { ...last, endAt: run.endAt };
    else whole.push(run);
  }
  return whole;
}

/** The end of the time stands for everything after it, which was not walked. */
function nextFound(walked: Drawn, changes: readonly number[], at: number): number {
  const now = bruteAt(walked, at);
  const next = changes.find((change) => {
    if (change <= at) return false;
    const then = bruteAt(walked, change);
    return then.primary !== now.primary || then.secondary !== now.secondary;
  });
  return next ?? TO;
}
