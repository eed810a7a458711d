import { beforeAll, describe, expect, it } from "vitest";
import { busyRoom } from "../support/room-hour.ts";
import { staffed } from "../support/staffed.ts";
import { told } from "../support/told.ts";
import { MINUTE } from "../support/world.ts";

/** What the record of a busy while says in the end, when events come as this seed has it. */
async function record(seed?: number): Promise<string[]> {
  const world = await staffed("sev2");
  if (seed !== undefined) world.sandbox.faults.events({ seed, extraCopies: 3, delayMs: [0, 18 * MINUTE], share: 0.8 });
  await busyRoom(world);
  await world.pass(20 * MINUTE);
  expect(await world.verify()).toEqual([]);
  return (await told(world)).sort();
}

describe("events that come four times, late and in any order", () => {
  let calm: readonly string[] = [];
  beforeAll(async () => {
    calm = await record();
  });

  it.each(Array.from({ length: 10 }, (_, index) => index + 1))(
    "leave the same record: seed %i [TL-6] [OPS-2]",
    async (seed) => {
      expect(await record(seed)).toEqual(calm);
    },
  );
});
