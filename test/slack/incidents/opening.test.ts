import { describe, expect, it } from "vitest";
import type { FaultRule } from "../../../src/sandbox/index.ts";
import { startWorld, type World } from "../../support/world.ts";
import { declare, INCIDENTS, policyWith, ROOM, roomPosts, there } from "./declared.ts";

const errors = (method: string, error: string): FaultRule => ({ kind: "error", methods: [method], error });

const announcements = (world: World) => roomPosts(world.person("lee"), INCIDENTS);

describe("opening the channel [INC-2]", () => {
  it("announces the incident with the second call to Slack [FAST-2]", async () => {
    const world = await startWorld();
    world.sandbox.calls.clear();
    await declare(world, "sev1 Checkout errors");
    const [first, second] = world.sandbox.calls.api().map(({ method, args }) => [method, args.name ?? args.channel]);
    expect([first, second]).toEqual([
      ["conversations.create", ROOM],
      ["chat.postMessage", "#incidents"],
    ]);
  });

  it("makes it a place to work in: people, topic, purpose, pinned card, first steps, bookmarks", async () => {
    const bookmarks = [{ title: "Video call", url: "https://meet.example.com/{number}-{slug}" }];
    const world = await startWorld({ policy: policyWith({ bookmarks }) });
    const dana = await declare(world, "sev1 Checkout errors");
    expect(dana.members(ROOM)).toEqual(["sitrep", "dana"]);
    expect(dana.topic(ROOM)).toBe("SEV-1 · #1 Checkout errors");
    const [card, ...others] = roomPosts(dana);
    expect(dana.bookmarks(ROOM)).toEqual([
      { title: "Video call", link: "https://meet.example.com/1-checkout-errors" },
      { title: "Summary", link: expect.stringMatching(`/p${card?.ts.replace(".", "")}$`) },
    ]);
    expect(card).toMatchObject({ pinned: true });
    expect(card?.buttons).toEqual([
      "Acknowledge",
      "Post update",
      "Change severity",
      "Take command",
      "Roles",
      "Timeline",
      "Stage",
      "Resolve",
      "Declared by mistake",
    ]);
    expect(others.map(({ plain }) => plain.split("\n")[0])).toEqual([
      "# The first five minutes",
      "*Who does what?* Claim a role, or give one to somebody with `/incident role commander @name`.",
    ]);
    expect(others[1]?.buttons[0]).toBe("Claim Incident commander");
  });

  it("leads from the bookmark to the card, also where that had to be posted again [INC-3]", async () => {
    const world = await startWorld();
    const dana = await declare(world, "sev1 Checkout errors");
    const { workspace } = world.sandbox;
    const channel = there(roomPosts(dana)[0]).channelId;
    workspace.messages.delete(workspace.app.botUserId, channel, there(roomPosts(dana)[0]).ts);
    await dana.command(ROOM, "/incident edit title Payments fail");
    await world.pass(60_000);
    const card = there(roomPosts(dana).find(({ plain }) => plain.includes("Payments fail")));
    expect(dana.bookmarks(ROOM)).toEqual([
      { title: "Summary", link: expect.stringMatching(`/p${card.ts.replace(".", "")}$`) },
    ]);
  });

  it("rings nobody by a hostile title, and shows it as it was typed", async () => {
    const world = await startWorld();
    const dana = await declare(world, 'sev1 <!channel> & "quotes" <http://x|y> <@U000000004>');
    const [announced] = announcements(world);
    expect(announced?.pings).toEqual(["@Dana"]);
    expect(announced?.plain).toContain('& "quotes"');
    expect(roomPosts(dana, "inc-1-channel-quotes-http-x-y-u000000004").flatMap(({ pings }) => pings)).toEqual([]);
  });

  it("goes by another name when somebody has a channel of that name", async () => {
    const world = await startWorld();
    await world.person("sam").createChannel(ROOM);
    const dana = await declare(world, "sev1 Checkout errors");
    expect(dana.members(`${ROOM}-2`)).toContain("dana");
    expect(roomPosts(world.person("sam"), ROOM)).toEqual([]);
  });

  it.each(["lost_answer", "lost_call"] as const)("makes one channel when the answer fails: %s", async (kind) => {
    const world = await startWorld();
    world.sandbox.faults.add({ kind, methods: ["conversations.create"], times: 1 });
    const dana = await declare(world, "sev1 Checkout errors");
    await world.pass(20_000);
    expect(dana.channels().filter((name) => name.startsWith("inc-"))).toEqual([ROOM]);
    expect(announcements(world)).toHaveLength(1);
    expect(await world.verify()).toEqual([]);
  });

  it("does not take an older channel of its own for the one it lost", async () => {
    const world = await startWorld();
    const { workspace } = world.sandbox;
    workspace.channels.create(workspace.app.botUserId, ROOM, {});
    await world.pass(3 * 24 * 3_600_000);
    const dana = await declare(world, "sev1 Checkout errors");
    expect(dana.channels()).toContain(`${ROOM}-2`);
  });

  it.each(["chat.postMessage", "conversations.invite", "conversations.setTopic", "pins.add"])(
    "says everything once when an answer of %s is lost",
    async (method) => {
      const world = await startWorld();
      world.sandbox.faults.add({ kind: "lost_answer", methods: [method], times: 4 });
      const dana = await declare(world, "sev1 Checkout errors");
      await world.pass(60_000);
      expect(announcements(world)).toHaveLength(1);
      expect(roomPosts(dana)).toHaveLength(3);
    },
  );
});

describe("a channel that Slack will not make [INC-2] [OPS-9]", () => {
  it("runs a public incident in the thread of its announcement", async () => {
    const world = await startWorld();
    world.sandbox.faults.add(errors("conversations.create", "restricted_action"));
    await declare(world, "sev1 Checkout errors");
    const [announced] = announcements(world);
    expect(announced?.plain).toContain("it is run in the thread of this message");
    expect(announced?.thread[0]?.buttons).toContain("Take command");
    await world.person("sam").click(there(announced?.thread[0]), "Take command");
    await world.settle();
    const [after] = announcements(world);
    expect(after?.plain).toContain("Incident commander: @Sam");
    expect(after?.thread.map(({ plain }) => plain)).toContain("Sam is incident commander now.");
  });

  it("loses nothing of what was said before Slack refused, though the announcement has to wait [OPS-2]", async () => {
    const world = await startWorld();
    const { faults } = world.sandbox;
    const limited = { kind: "rate_limited", methods: ["conversations.create"], retryAfterSec: 30, times: 1 } as const;
    faults.add(limited);
    const dana = await declare(world, "sev1 Checkout errors");
    await dana.command("general", "/incident #1 update Payments fail");
    await dana.command("general", "/incident #1 role commander");
    faults.add(errors("conversations.create", "restricted_action"));
    faults.add({ ...limited, methods: ["chat.postMessage"] });
    await world.pass(120_000);
    const [announced] = announcements(world);
    const thread = announced?.thread.map(({ plain }) => plain).join("\n");
    expect(thread).toContain("Payments fail");
    expect(thread).toContain("Dana is incident commander now.");
    expect(announced?.plain).toContain("Incident commander: @Dana");
  });

  it.each([
    ["restricted_action", /does not let apps create private channels/],
    ["missing_scope", /add the scope groups:write/],
    ["some_new_code", /“some_new_code”/],
  ])("never runs a private one in public: %s [INC-4]", async (error, remedy) => {
    const world = await startWorld();
    world.sandbox.faults.add(errors("conversations.create", error));
    const dana = await declare(world, "sev1 Customer data leaked");
    expect(announcements(world)).toEqual([]);
    const [told] = dana.dm().slice(-1);
    expect(told?.plain).toMatch(remedy);
    expect(told?.plain).toContain("Nothing was announced");
    const row = await world.bot().store.incident(1);
    expect(row).toMatchObject({ isPrivate: true, isOpen: false, channelId: null });
    expect(dana.channels().some((name) => name.startsWith("inc-"))).toBe(false);
  });

  it("tries again when a cancelled private one is reopened", async () => {
    const world = await startWorld();
    const mend = world.sandbox.faults.add(errors("conversations.create", "restricted_action"));
    const dana = await declare(world, "sev1 Customer data leaked");
    mend();
    await dana.command("general", "/incident reopen #1 channels may be made now");
    await world.settle();
    expect(dana.channels()).toContain("inc-1-customer-data-leaked");
    expect(announcements(world)).toEqual([]);
  });
});

describe("who cannot be invited [INC-2]", () => {
  it("is named in the channel, with the reason", async () => {
    const world = await startWorld();
    world.sandbox.faults.add(errors("conversations.invite", "restricted_action"));
    await declare(world, "sev1 Checkout errors");
    const sam = world.person("sam");
    await sam.join(ROOM);
    const note = roomPosts(sam).find(({ plain }) => plain.includes("could not invite"));
    expect(note?.plain).toContain("I could not invite @Dana: this workspace does not let apps invite people.");
  });
});

describe("a channel without its niceties [OPS-9]", () => {
  const optional = ["conversations.setTopic", "conversations.setPurpose", "pins.add", "bookmarks.add", "users.info"];
  it.each([...optional, optional.join(" ")])("does not need %s", async (methods) => {
    const bookmarks = [{ title: "Video call", url: "https://meet.example.com/{number}" }];
    const world = await startWorld({ policy: policyWith({ bookmarks }) });
    world.sandbox.faults.add({ kind: "unknown_method", methods: methods.split(" ") });
    const dana = await declare(world, "sev1 Checkout errors");
    await world.pass(60_000);
    expect(announcements(world)).toHaveLength(1);
    expect(roomPosts(dana)).toHaveLength(3);
  });
});

describe("the end of a channel [INC-11]", () => {
  const DAY = 24 * 3_600_000;

  it("is told a day ahead, comes, and shows in the announcement", async () => {
    const world = await startWorld();
    const dana = await declare(world, "sev4 Checkout errors");
    await world.bot().ctx.ledger.record(1, () => [{ kind: "cancelled", by: "sitrep", data: { text: "by mistake" } }]);
    await world.pass(6 * DAY);
    expect(roomPosts(dana).at(-1)?.buttons).toEqual(["Keep this channel"]);
    await world.pass(DAY);
    expect(world.sandbox.workspace.channels.named(ROOM)?.archived).toBe(true);
    expect(announcements(world)[0]?.plain).toContain("Its channel was archived");
    expect(await world.verify()).toEqual([]);
  });

  it("is taken back by reopening, and the channel hears why [INC-6]", async () => {
    const world = await startWorld();
    const dana = await declare(world, "sev4 Checkout errors");
    await world.bot().ctx.ledger.record(1, () => [{ kind: "cancelled", by: "sitrep", data: { text: "by mistake" } }]);
    await world.pass(8 * DAY);
    expect(dana.topic(ROOM)).toContain("Cancelled");
    await dana.command("general", "/incident #1 reopen errors are back");
    await world.pass(60_000);
    expect(world.sandbox.workspace.channels.named(ROOM)?.archived).toBe(false);
    expect(roomPosts(dana).some(({ plain }) => plain.includes("errors are back"))).toBe(true);
    expect(dana.topic(ROOM)).toBe("SEV-4 · #1 Checkout errors");
  });
});
