import { describe, expect, it } from "vitest";
import { startRelay } from "../support/relay.ts";
import { differing, outcomeOf, quickPolicy, wholeIncident } from "../support/whole-incident.ts";
import { startWorld } from "../support/world.ts";

async function played(isReplaying: boolean) {
  const relay = await startRelay({ isReplaying });
  const world = await startWorld({ relay, policy: quickPolicy() });
  await wholeIncident(world);
  expect(await world.verify()).toEqual([]);
  const entries = await world.bot().store.entriesOf(1);
  return { relay, outcome: await outcomeOf(world), kinds: entries.map(({ kind }) => kind).sort() };
}

describe("a signed request that somebody recorded and sends again within five minutes [OPS-6]", () => {
  it("has no second effect: each of a whole incident, from declaration to archive", { timeout: 60_000 }, async () => {
    const usual = await played(false);
    const replayed = await played(true);
    expect(usual.relay.replays()).toBe(0);
    expect(replayed.relay.replays()).toBeGreaterThan(25);
    expect(replayed.kinds).toEqual(usual.kinds);
    expect(differing(usual.outcome, replayed.outcome)).toEqual([]);
  });
});
