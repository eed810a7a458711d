import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../src/config/index.ts";
import { asks, close, isClosed, over } from "../support/closing.ts";
import { withLadder } from "../support/on-call.ts";
import { last, ROOM } from "../support/telling.ts";
import { afterTest } from "../support/temporary-store.ts";
import { HOUR, MINUTE, startWorld } from "../support/world.ts";
import { Stage } from "./stage.ts";

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

  it("records what was said and who came while a full disk kept it from noting that it made the channel [TL-6] [OPS-2]", async () => {
    const stage = await Stage.open();
    afterTest(() => stage.close());
    const [dana, kim] = [stage.person("dana"), stage.person("kim")];
    await stage.until(dana.command("general", "/incident declare sev3 Checkout errors"));
    stage.sandbox.faults.add({ kind: "slow", ms: 5_000, methods: ["conversations.create"], times: 1 });
    void dana.command("general", "/incident declare sev3 Carts are empty");
    await stage.pass(2_000);
    void stage.fillDisk(MINUTE);
    for (let n = 0; n < 30; n += 1) {
      void dana.say(ROOM, "what is written until the disk is full ".repeat(10));
      await stage.settle();
    }
    await stage.pass(10_000);
    expect((await stage.store.entriesOf(2)).map(({ kind }) => kind)).toEqual(["declared"]);
    const carts = "inc-2-carts-are-empty";
    void kim.join(carts);
    void kim.say(carts, "the pool is exhausted");
    await stage.pass(5 * MINUTE);
    const byKim = (await stage.store.entriesOf(2)).filter(({ by }) => by === `person:${kim.id}`);
    expect(byKim.map(({ kind }) => kind).sort()).toEqual(["message_said", "person_joined"]);
    expect(kim.sees(carts).filter(({ ephemeral }) => ephemeral)).toHaveLength(1);
    expect(stage.troubles).toEqual([]);
  });

  it("starts beside a program that holds the file, and goes on once it is free [OPS-2]", async () => {
    const stage = await Stage.open();
    afterTest(() => stage.close());
    const dana = stage.person("dana");
    await stage.until(dana.command("general", "/incident declare sev2 Checkout errors"));
    void stage.kill(0, 5_000);
    await stage.pass(4_000);
    expect(stage.life).toBeUndefined();
    void stage.lock(8_000);
    await stage.pass(MINUTE);
    expect(stage.troubles).toEqual([]);
    expect((await stage.store.backlog(0)).waiting).toBe(0);
    expect(dana.sees("incidents").filter(({ plain }) => plain.includes("Checkout errors"))).toHaveLength(1);
  });

  it("merges an incident in which a message was deleted before, and still takes in all that was said [INC-6] [OPS-2]", async () => {
    const world = await startWorld({
      policy: () => {
        const shipped = shippedPolicy();
        return { ...shipped, messages: { ...shipped.messages, deletedText: "drop" } };
      },
    });
    const dana = world.person("dana");
    await dana.command("general", "/incident declare sev3 Checkout errors");
    await dana.command("general", "/incident declare sev3 Carts are empty");
    await world.settle();
    const carts = "inc-2-carts-are-empty";
    const said = await dana.say(carts, "the password is hunter two");
    await dana.edit(said, "the password is hunter three");
    await dana.delete(said);
    await dana.say(carts, "db-1 is read-only");
    await world.settle();
    await dana.command(ROOM, "/incident merge #2");
    await world.pass(MINUTE);
    const store = world.bot().store;
    const [gone, kept] = (await store.entriesOf(1)).filter(({ kind }) => kind === "message_said");
    expect([gone?.isRedacted, kept?.data.includes("db-1 is read-only")]).toEqual([true, true]);
    expect(JSON.stringify(await store.entriesOf(1))).not.toContain("hunter");
    expect((await store.backlog(0)).waiting).toBe(0);
    expect(await world.verify()).toEqual([]);
  });

  it("takes the button from an update that was found only after the next one was posted [INC-10] [OPS-2]", async () => {
    const world = await startWorld();
    const dana = world.person("dana");
    await dana.command("general", "/incident declare sev3 Checkout errors");
    await world.settle();
    world.sandbox.faults.add({ kind: "server_error", afterDeed: true, methods: ["chat.postMessage"], times: 2 });
    await dana.command(ROOM, "/incident update p99 is at 8 s");
    await dana.command(ROOM, "/incident update it is the cache");
    await world.pass(MINUTE);
    const updates = dana.sees(ROOM).filter(({ plain }) => plain.includes("*Update: Investigating*"));
    expect(updates.map(({ buttons }) => buttons)).toEqual([[], ["Take back"]]);
  });

  it("lets in who acknowledged before there was a channel to come to [ESC-2] [OPS-2]", async () => {
    const world = await startWorld({ startAt: Date.UTC(2026, 2, 12, 3, 0), policy: withLadder });
    const kim = world.person("kim");
    world.sandbox.faults.add({ kind: "server_error", methods: ["conversations.create"], times: 4 });
    await world.person("dana").command("general", "/incident declare sev1 Checkout errors");
    await world.pass(1_000);
    const page = kim.dm().find(({ plain }) => plain.includes("You are paged"));
    if (!page) throw new Error("nobody was paged");
    await kim.click(page, "Acknowledge");
    await world.pass(MINUTE);
    expect(world.person("dana").members(ROOM)).toContain("kim");
    expect(await world.verify()).toEqual([]);
  });

  it("reads what was said while it was away, although its clock had been an hour ahead [TL-6] [OPS-2]", async () => {
    const stage = await Stage.open({ mayJump: true });
    afterTest(() => stage.close());
    const dana = stage.person("dana");
    await stage.until(dana.command("general", "/incident declare sev3 Checkout errors"));
    void stage.jump(HOUR, 20 * MINUTE);
    await stage.pass(15 * MINUTE);
    void stage.kill(0, 12 * MINUTE);
    await stage.pass(MINUTE);
    void dana.say(ROOM, "the pool is exhausted");
    await stage.pass(20 * MINUTE);
    const said = (await stage.store.entriesOf(1)).filter(({ kind }) => kind === "message_said");
    expect(said.map(({ data }) => JSON.parse(data).text)).toEqual(["the pool is exhausted"]);
  });

  it("takes the yes of somebody in the channel of whose coming Slack has not told yet [AUTH-2] [OPS-2]", async () => {
    const { world, dana } = await over();
    const lee = world.person("lee");
    world.sandbox.faults.events({ seed: 1, delayMs: [HOUR, HOUR], share: 1 });
    await lee.join(ROOM);
    await world.settle();
    world.sandbox.faults.events({});
    await close(world, dana);
    await lee.click(last(asks(lee)), "Approve");
    await world.settle();
    expect(await isClosed(world)).toBe(true);
    await world.pass(2 * HOUR);
    const came = (await world.bot().store.entriesOf(1)).filter(
      ({ kind, by }) => kind === "person_joined" && by === `person:${lee.id}`,
    );
    expect(came).toHaveLength(1);
    expect(await world.verify()).toEqual([]);
  });

  it("takes along to a merge who was let in, although Slack has not told yet that they came [INC-6] [OPS-2]", async () => {
    const world = await startWorld();
    const [dana, lee] = [world.person("dana"), world.person("lee")];
    await dana.command("general", "/incident declare sev3 Checkout errors");
    await dana.command("general", "/incident declare sev3 Carts are empty");
    await world.settle();
    world.sandbox.faults.events({ seed: 1, delayMs: [HOUR, HOUR], share: 1 });
    await dana.command("general", "/incident #2 role commander @lee");
    await world.settle();
    world.sandbox.faults.events({});
    await dana.command(ROOM, "/incident merge #2");
    await world.pass(MINUTE);
    expect(dana.members(ROOM)).toContain("lee");
    expect(lee.dm()).not.toEqual([]);
    expect(await world.verify()).toEqual([]);
  });
});
