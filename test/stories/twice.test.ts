import { describe, expect, it } from "vitest";
import { asks, card, declare, incidentNow, last, posts, ROOM, whispers } from "../support/telling.ts";
import { startWorld } from "../support/world.ts";

const VERIFIED = { "Service restored": true, "Metrics normal": true, "Users confirm": true };

describe("what is pressed or sent twice happens once, and the second person is told [OPS-2] [INC-9]", () => {
  it("an update form that is sent twice is one update", async () => {
    const world = await startWorld();
    const dana = await declare(world);
    await dana.command(ROOM, "/incident update");
    await dana.fill({ Situation: "Rolling back" });
    await Promise.all([dana.submit(), dana.submit()]);
    await world.settle();
    expect(posts(dana).filter(({ plain }) => plain.includes("Rolling back"))).toHaveLength(2);
    expect((await incidentNow(world)).updates.count).toBe(1);
    expect(await world.verify()).toEqual([]);
  });

  it("Acknowledge, pressed by two at once, is acknowledged by one", async () => {
    const world = await startWorld();
    const dana = await declare(world);
    const sam = world.person("sam");
    await sam.join(ROOM);
    await world.settle();
    await Promise.all([sam.click(card(sam), "Acknowledge"), dana.click(card(dana), "Acknowledge")]);
    await world.settle();
    const loser = (await incidentNow(world)).facts.acknowledgedBy === sam.id ? dana : sam;
    expect(last(whispers(loser)).plain).toContain("Somebody was faster: it is acknowledged already.");
    expect(await world.bot().store.entriesOf(1, { kinds: ["acknowledged"] })).toHaveLength(1);
    expect(await world.verify()).toEqual([]);
  });

  it("two who resolve it from two forms: the later one reads that it is resolved", async () => {
    const world = await startWorld();
    const dana = await declare(world);
    const sam = world.person("sam");
    await sam.join(ROOM);
    await asks(world, dana, "/incident resolve rolled back");
    await asks(world, sam, "/incident resolve restarted");
    await dana.submit(VERIFIED);
    const { errors } = await sam.submit(VERIFIED);
    await world.settle();
    expect(errors).toEqual({ "What fixed it": "It is resolved already. `/incident reopen` brings it back." });
    expect((await incidentNow(world)).facts.resolution?.fix).toBe("rolled back");
    expect(await world.verify()).toEqual([]);
  });
});
