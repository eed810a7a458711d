import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../../src/config/index.ts";
import type { Person } from "../../../src/sandbox/index.ts";
import { startWorld, type World } from "../../support/world.ts";
import { declare, INCIDENTS, policyWith, ROOM, roomPosts } from "../incidents/declared.ts";

const announcements = (world: World) => roomPosts(world.person("lee"), INCIDENTS);

const card = (person: Person, room = ROOM) => roomPosts(person, room).find(({ pinned }) => pinned);

const change = async (world: World, ...kinds: { kind: string; data: object }[]) => {
  await world.bot().ctx.ledger.record(1, () => kinds.map((entry) => ({ by: "person:U000000002", ...entry })));
  await world.settle();
};

const toSev2 = { kind: "severity_changed", data: { before: "sev1", severity: "sev2" } };

describe("card and announcement [INC-3]", () => {
  it("are edited in place", async () => {
    const world = await startWorld();
    const dana = await declare(world, "sev1 Checkout errors");
    const [before, announced] = [card(dana), announcements(world)[0]];
    await change(world, toSev2, { kind: "impact_changed", data: { text: "Nobody can pay" } });
    expect(card(dana)).toMatchObject({ ts: before?.ts, edited: true });
    expect(card(dana)?.plain).toContain("SEV-2");
    expect(announcements(world)).toHaveLength(1);
    expect(announcements(world)[0]).toMatchObject({ ts: announced?.ts, edited: true });
    expect(announcements(world)[0]?.plain).toContain("Nobody can pay");
    expect(dana.topic(ROOM)).toBe("SEV-2 · #1 Checkout errors");
  });

  it("fold ten quick changes into few edits", async () => {
    const world = await startWorld();
    const dana = await declare(world, "sev1 Checkout errors");
    world.sandbox.calls.clear();
    const { ledger } = world.bot().ctx;
    const parts = Array.from({ length: 10 }, (_, index) => `part ${index}`);
    await Promise.all(
      parts.map((text) => ledger.record(1, () => [{ kind: "impact_changed", by: "sitrep", data: { text } }])),
    );
    await world.settle();
    expect(world.sandbox.calls.api("chat.update").length).toBeLessThanOrEqual(4);
    expect(card(dana)?.plain).toContain("part 9");
  });

  it("read as resolved afterwards, and offer what fits then", async () => {
    const world = await startWorld();
    const dana = await declare(world, "sev1 Checkout errors");
    await world.pass(80 * 60_000);
    const resolution = {
      fix: "Rolled back 2.3.1",
      impact: "A third of all payments",
      isRestored: true,
      areMetricsNormal: true,
      doUsersConfirm: true,
      followUps: [],
    };
    await change(world, { kind: "resolved", data: resolution });
    expect(card(dana)?.plain).toContain("Resolved after 1 h 20 min. Rolled back 2.3.1");
    expect(card(dana)?.buttons).toEqual(["Timeline", "Reopen"]);
    expect(announcements(world)[0]?.plain).toContain("Resolved after 1 h 20 min");
    expect(dana.topic(ROOM)).toBe("Resolved · SEV-1 · #1 Checkout errors");
  });

  it("are posted again when somebody deleted them", async () => {
    const world = await startWorld();
    const dana = await declare(world, "sev1 Checkout errors");
    const { workspace } = world.sandbox;
    for (const message of [card(dana), announcements(world)[0]]) {
      workspace.messages.delete(workspace.app.botUserId, message?.channelId ?? "", message?.ts ?? "");
    }
    await world.settle();
    await change(world, toSev2);
    expect(card(dana)?.plain).toContain("SEV-2");
    expect(announcements(world).map(({ plain }) => plain.includes("SEV-2"))).toEqual([true]);
  });

  it("become true when the change came while the announcement was on its way", async () => {
    const world = await startWorld();
    world.sandbox.faults.add({ kind: "slow", methods: ["chat.postMessage"], ms: 5_000 });
    await declare(world, "sev1 Checkout errors");
    await change(world, toSev2);
    await world.pass(60_000);
    expect(announcements(world).map(({ plain }) => plain.includes("SEV-2"))).toEqual([true]);
  });
});

describe("a private incident [INC-4]", () => {
  it("is told to those entitled, one by one, and to nobody else", async () => {
    const world = await startWorld({ isBotAsleep: true });
    const { workspace } = world.sandbox;
    const [kim, priya, dana] = ["kim", "priya", "dana"].map((name) => world.person(name).id);
    const group = workspace.userGroups.create({ handle: "security", name: "Security", users: [kim ?? "", dana ?? ""] });
    const entitled = { people: [priya ?? "", kim ?? ""], userGroups: [group.id], channels: [] };
    const policy = policyWith({ privacy: { ...shippedPolicy().privacy, entitled } });
    const other = await startWorld({ policy });
    expect(other.sandbox.workspace.people.named("kim")?.id).toBe(kim);
    other.sandbox.workspace.userGroups.create({ handle: "security", name: "Security", users: [kim ?? "", dana ?? ""] });
    await declare(other, "sev1 Customer data leaked");
    const dms = (name: string) =>
      other
        .person(name)
        .dm()
        .filter(({ plain }) => plain.includes("Customer data leaked"));
    expect(["kim", "priya", "sam", "lee"].map((name) => dms(name).length)).toEqual([1, 1, 0, 0]);
    expect(dms("kim")[0]?.plain).toContain("This incident is private");
    expect(announcements(other)).toEqual([]);
    await change(other, toSev2);
    expect(dms("kim")[0]?.plain).toContain("SEV-2");
  });
});

describe("catching up [INC-7]", () => {
  it("gives whoever joins the state, to them alone", async () => {
    const world = await startWorld();
    const dana = await declare(world, "sev1 Checkout errors");
    await dana.command(ROOM, "/incident lead");
    await dana.command(ROOM, "/incident note deploy of api 2.3.1 finished");
    await world.pass(25 * 60_000);
    const kim = world.person("kim");
    await kim.join(ROOM);
    await world.settle();
    const [seen] = kim.sees(ROOM).filter(({ ephemeral, plain }) => ephemeral && plain.includes("Catch-up"));
    expect(seen?.plain).toContain("for 25 min now");
    expect(seen?.plain).toContain("Incident commander: @Dana");
    expect(seen?.plain).toMatch(/deploy of api 2\.3\.1 finished/);
    expect(dana.sees(ROOM).some(({ plain }) => plain.includes("Catch-up"))).toBe(false);
  });

  it("answers `/incident catchup` at any time", async () => {
    const world = await startWorld();
    const dana = await declare(world, "sev1 Checkout errors");
    const { ephemeral } = await dana.command(ROOM, "/incident catchup");
    expect(ephemeral[0]?.plain).toContain("Catch-up: :red_circle: SEV-1 · #1 Checkout errors");
    expect(ephemeral[0]?.plain).toContain("just begun");
  });
});
