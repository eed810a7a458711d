import { describe, expect, it } from "vitest";
import { ROOM } from "../support/telling.ts";
import { MINUTE, startWorld } from "../support/world.ts";

describe("what the simulation found", () => {
  it("records what was said and who came while the making of the channel was in doubt [TL-6] [OPS-2]", async () => {
    const world = await startWorld();
    const kim = world.person("kim");
    world.sandbox.faults.add({ kind: "lost_answer", methods: ["conversations.create"], times: 1 });
    await world.person("dana").command("general", "/incident declare sev3 Checkout errors");
    await world.settle();
    await kim.join(ROOM);
    await kim.say(ROOM, "the pool is exhausted");
    await world.pass(MINUTE);
    const entries = await world.bot().store.entriesOf(1);
    const by = `person:${kim.id}`;
    expect(
      entries
        .filter((entry) => entry.by === by)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(["message_said", "person_joined"]);
    expect(kim.sees(ROOM).filter(({ ephemeral }) => ephemeral)).toHaveLength(1);
    expect(await world.verify()).toEqual([]);
  });
});
