import { describe, expect, it } from "vitest";
import { fromRow } from "../../src/core/ledger/index.ts";
import { product } from "../../src/core/product.ts";
import { movedEntry, takeIn } from "../../src/core/related/index.ts";
import type { Person } from "../../src/sandbox/index.ts";
import { everythingSeenBy } from "../support/eyes.ts";
import { announcement, asks, card, declare, INCIDENTS, incidentNow, last, posts, ROOM } from "../support/telling.ts";
import { told } from "../support/told.ts";
import { MINUTE, startWorld, type World } from "../support/world.ts";

const CARTS = "inc-2-carts-are-empty";

/** Dana runs "Checkout errors", Kim "Carts are empty", which turns out to be the same. */
async function twins(world: World, words = "") {
  const dana = await declare(world, `sev1 Checkout errors ${words}`);
  const kim = world.person("kim");
  await kim.command("general", `/incident declare sev2 Carts are empty ${words}`);
  await world.settle();
  const message = await kim.say(CARTS, "db-1 is read-only");
  await kim.say(CARTS, "since the failover", { thread: message });
  await kim.react(message, "mag");
  await kim.command(CARTS, "/incident note 13:50 failover began");
  await kim.command(CARTS, "/incident role commander me");
  await world.settle();
  await world.pass(MINUTE);
  return { dana, kim, message };
}

const fromCarts = async (world: World): Promise<string[]> =>
  (await told(world, 1)).filter((line) => line.includes("[#2]"));

const keysOf = async (world: World, id: number) =>
  (await world.bot().store.entriesOf(id)).map(({ key }) => key).filter((key) => /^(message|note|from)\//.test(key));

const MOVED = [
  "[#2] Kim declared it as SEV-2: Carts are empty",
  "[#2] Kim: db-1 is read-only (finding)",
  "[#2] Kim: since the failover",
  "[#2] Kim marked a message as finding",
];

const named = (person: Person, text: string) => last(posts(person, ROOM).filter(({ plain }) => plain.includes(text)));

describe("an incident that is the same as another is merged into it [INC-6]", () => {
  it("its entries move over with author, time and address, and say where they come from", async () => {
    const world = await startWorld();
    const { dana } = await twins(world);
    expect(await asks(world, dana, "/incident merge #2 one database under both")).toContain("#2 is merged into #1");
    const lines = await fromCarts(world);
    for (const words of MOVED)
      expect(
        lines.some((line) => line.endsWith(words)),
        words,
      ).toBe(true);
    const { store } = world.bot();
    const [there] = (await store.entriesOf(2, { kinds: ["message_said"] })).map(fromRow);
    const here = await store.entryByKey(1, there?.key ?? "");
    expect(here && fromRow(here)).toMatchObject({
      by: there?.by,
      at: there?.at,
      data: { ...(there?.data as object), from: { incidentId: 2, seq: there?.seq } },
    });
    expect(await world.verify()).toEqual([]);
  });

  it("its channel is told where to go, card and announcement say so, its people come along and it is archived", async () => {
    const world = await startWorld();
    const { dana, kim } = await twins(world);
    await dana.command(ROOM, "/incident merge #2");
    await world.settle();
    expect(last(posts(kim, CARTS)).plain).toContain(`*Merged into #1 Checkout errors.* Go on in #${ROOM}.`);
    expect(card(kim, CARTS).plain).toContain("Merged into #1");
    expect(announcement(dana).plain).toContain("Merged into #1");
    expect(named(dana, "was merged into this incident").plain).toContain("#2 Carts are empty");
    expect(kim.channels()).toContain(ROOM);
    expect(await asks(world, dana, "/incident list all")).toContain("Merged into #1");
    const merged = await incidentNow(world, 2);
    expect(merged.roles.holders).toEqual({});
    await world.pass(11 * MINUTE);
    expect((await incidentNow(world, 2)).facts.channel?.isArchived).toBe(true);
    expect(await asks(world, kim, "/incident #2 reopen again", INCIDENTS)).toContain("goes on there");
    expect(await asks(world, kim, "/incident #2 postmortem", INCIDENTS)).toContain(
      "the post-mortem of that one tells of both",
    );
    expect(await world.verify()).toEqual([]);
  });

  it("nobody is reminded of it any longer", async () => {
    const world = await startWorld();
    const { dana } = await twins(world);
    await dana.command(ROOM, "/incident merge #2");
    await world.settle();
    await world.pass(6 * 60 * MINUTE);
    expect(await world.bot().store.entriesOf(2, { kinds: ["reminder_sent"] })).toEqual([]);
    expect(await world.verify()).toEqual([]);
  });

  it("what is still said, edited, marked and deleted in its channel moves over too", async () => {
    const world = await startWorld();
    const { dana, kim, message } = await twins(world);
    await dana.command(ROOM, "/incident merge #2");
    await world.settle();
    const late = await kim.say(CARTS, "who restarts it?");
    await kim.edit(message, "db-1 and db-2 are read-only");
    await kim.delete(await kim.say(CARTS, "never mind"));
    await kim.react(late, "pushpin");
    await world.settle();
    const lines = await fromCarts(world);
    expect(lines.some((line) => line.endsWith("[#2] Kim: who restarts it? (key_event)"))).toBe(true);
    expect(lines.some((line) => line.endsWith("[#2] Kim: db-1 and db-2 are read-only (finding, edited)"))).toBe(true);
    expect(lines.some((line) => line.endsWith("[#2] Kim: (text removed) (deleted)"))).toBe(true);
    expect(lines.join()).not.toContain("never mind");
    expect(await world.verify()).toEqual([]);
  });

  it("a move that broke off in the middle goes on from there, and everything stands there once", async () => {
    const world = await startWorld();
    const { dana } = await twins(world);
    const { ledger, store, policy } = world.bot().ctx;
    const loser = await ledger.incident(2);
    const parts = { from: loser, tell: product.tell, others: () => undefined, policy: policy() };
    const half = (await store.chainOf(2, 0, 8)).flatMap((row) => movedEntry(fromRow(row), parts));
    await ledger.record(1, takeIn(loser, undefined));
    await ledger.record(1, () => half);
    const calm = await startWorld();
    const other = await twins(calm);
    await other.dana.command(ROOM, "/incident merge #2");
    await calm.settle();
    await dana.command(ROOM, "/incident merge #2");
    await world.settle();
    const keys = await keysOf(world, 1);
    expect(new Set(keys).size).toBe(keys.length);
    expect([...keys].sort()).toEqual((await keysOf(calm, 1)).sort());
    expect((await fromCarts(world)).sort()).toEqual((await fromCarts(calm)).sort());
    expect(await world.verify()).toEqual([]);
  });

  it.each(["killBefore", "killAfter"] as const)("is done whole when the bot dies at its message (%s)", async (when) => {
    const world = await startWorld();
    const { dana, kim } = await twins(world);
    const died = new Promise<void>((resolve) => {
      world.sandbox.faults[when]("chat.postMessage", 1, () => {
        void world.stopBot().then(resolve);
      });
    });
    await dana.command(ROOM, "/incident merge #2");
    await world.clock.advance(20_000, async () => {});
    await died;
    await world.startBot();
    await world.pass(MINUTE);
    expect(posts(kim, CARTS).filter(({ plain }) => plain.includes("*Merged into #1 Checkout"))).toHaveLength(1);
    expect(posts(dana).filter(({ plain }) => plain.includes("was merged into this incident"))).toHaveLength(1);
    const lines = await fromCarts(world);
    for (const words of MOVED) expect(lines.filter((line) => line.endsWith(words))).toHaveLength(1);
    expect(await world.verify()).toEqual([]);
  });

  it("said twice, by two people at once, it is merged once, and the second is told", async () => {
    const world = await startWorld();
    const { dana, kim } = await twins(world);
    await kim.join(ROOM);
    const [first, second] = await Promise.all([
      dana.command(ROOM, "/incident merge #2"),
      kim.command(CARTS, "/incident merge into #1"),
    ]);
    await world.settle();
    const said = [...first.ephemeral, ...second.ephemeral].map(({ plain }) => plain).join("\n");
    expect(said).toContain("#2 was merged into #1 already.");
    expect(await world.bot().store.entriesOf(2, { kinds: ["merged_into"] })).toHaveLength(1);
    expect(await world.bot().store.entriesOf(1, { kinds: ["incident_taken_in"] })).toHaveLength(1);
    expect(await world.verify()).toEqual([]);
  });

  it("two that are merged into each other at the same moment end as one: the older goes on", async () => {
    const world = await startWorld();
    const { dana, kim } = await twins(world);
    await Promise.all([dana.command(ROOM, "/incident merge #2"), kim.command(CARTS, "/incident merge #1")]);
    await world.settle();
    await world.pass(MINUTE);
    const [one, two] = [await incidentNow(world, 1), await incidentNow(world, 2)];
    expect([one.facts.isOpen, one.facts.mergedInto, two.facts.isOpen, two.facts.mergedInto]).toEqual([
      true,
      undefined,
      false,
      1,
    ]);
    expect(await world.verify()).toEqual([]);
  });

  it("search finds what came over once, in the survivor, and in itself again when it is taken back", async () => {
    const world = await startWorld();
    const { dana } = await twins(world);
    const found = async (words: string) => (await asks(world, dana, `/incident search ${words}`)).match(/^\*#\d+/gm);
    expect(await found("failover")).toEqual(["*#2"]);
    await asks(world, dana, "/incident merge #2");
    for (const words of ["failover", "read only", "Carts are empty"])
      expect(await found(words), words).toEqual(["*#1"]);
    await dana.click(named(dana, "was merged into this incident"), "Undo the merge");
    await world.settle();
    for (const words of ["failover", "read only"]) expect(await found(words), words).toEqual(["*#2"]);
  });

  it("follows its survivor when that one is merged as well", async () => {
    const world = await startWorld();
    const { dana, kim } = await twins(world);
    const sam = world.person("sam");
    await sam.command("general", "/incident declare sev1 Database down");
    await world.settle();
    await dana.command(ROOM, "/incident merge #2");
    await world.settle();
    await sam.command("inc-3-database-down", "/incident merge #1");
    await world.settle();
    await kim.say(CARTS, "still the same here");
    await world.settle();
    const lines = await told(world, 3);
    expect(lines.some((line) => line.endsWith("[#1] Kim: db-1 is read-only (finding)"))).toBe(true);
    expect(lines.some((line) => line.endsWith("[#1] Kim: still the same here"))).toBe(true);
    expect(await world.verify()).toEqual([]);
  });

  it("a long record moves over whole, page by page", async () => {
    const world = await startWorld();
    const { dana, kim } = await twins(world);
    for (let n = 1; n <= 420; n++) await kim.say(CARTS, `line ${n}`);
    await world.settle();
    await dana.command(ROOM, "/incident merge #2");
    await world.settle();
    const said = (await fromCarts(world)).filter((line) => / Kim: line \d+$/.test(line));
    expect(said).toHaveLength(420);
    expect(new Set(said.map((line) => line.slice(9))).size).toBe(420);
    expect(await world.verify()).toEqual([]);
  });

  it("a hostile title stays harmless wherever the merging is told", async () => {
    const world = await startWorld();
    const dana = await declare(world);
    const kim = world.person("kim");
    await kim.command("general", "/incident declare sev2 <!channel> *bold* & <https://evil.test|carts> :tada:");
    await world.settle();
    await dana.command(ROOM, "/incident merge #2 because <!here> & <@U0000001>");
    await world.settle();
    const merged = named(dana, "was merged into this incident");
    expect(merged.pings).toEqual([]);
    expect(merged.text).not.toMatch(/<!channel>|<https:\/\/evil\.test\|/);
    expect(card(dana).pings).toEqual([]);
    expect(card(dana).plain).toContain("*Merged in*: #2");
    expect(await world.verify()).toEqual([]);
  });

  it("without words a form asks which goes into which", async () => {
    const world = await startWorld();
    const { dana } = await twins(world);
    await dana.command(ROOM, "/incident merge");
    await dana.fill({ Merge: "#2 SEV-2 Carts are empty", Into: "#1 SEV-1 Checkout errors", Why: "one database" });
    await dana.submit();
    await world.settle();
    expect((await incidentNow(world, 2)).facts.mergedInto).toBe(1);
    expect((await told(world, 2)).join()).toContain("Dana merged it into #1: one database");
    expect(await world.verify()).toEqual([]);
  });

  it("its post-mortem is that of the survivor, with the findings of both", async () => {
    const world = await startWorld();
    const { dana } = await twins(world);
    await dana.command(ROOM, "/incident action Alert on read-only");
    await world.person("kim").command(CARTS, "/incident action Test the failover");
    await dana.command(ROOM, "/incident merge #2");
    await world.settle();
    const { postmortem } = await incidentNow(world, 1);
    expect(Object.values(postmortem.actions).map(({ text }) => text)).toEqual([
      "Alert on read-only",
      "Test the failover",
    ]);
    await dana.command(ROOM, "/incident resolve failed back");
    await dana.submit({ "Service restored": true, "Metrics normal": true, "Users confirm": true });
    await world.settle();
    await dana.command(ROOM, "/incident postmortem");
    await world.settle();
    const seen = everythingSeenBy(world, "dana");
    expect(seen).toContain("db-1 is read-only");
    expect(await world.verify()).toEqual([]);
  });
});

describe("what cannot be merged is refused with a sentence [INC-6]", () => {
  it.each([
    ["/incident merge #1", "#1 cannot be merged into itself"],
    ["/incident merge #3", "#3 was cancelled, so there is nothing to merge"],
    ["/incident merge into #3", "#3 was cancelled, so nothing can go on there"],
    ["/incident merge into #2", "#2 was itself merged into #4; merge into #4 instead."],
    ["/incident merge #2", "#2 was merged into #4 already."],
    ["/incident merge #99", "There is no incident #99 that you can see"],
    ["/incident merge #5", "One of them is a drill"],
  ])("%s", async (words, sentence) => {
    const world = await startWorld();
    const { dana } = await twins(world);
    await dana.command("general", "/incident declare sev3 Nothing at all");
    await world.settle();
    await dana.command("inc-3-nothing-at-all", "/incident cancel by mistake");
    await dana.command("general", "/incident declare sev1 Database down");
    await dana.command("general", "/incident declare sev3 Practice --drill");
    await world.settle();
    await dana.command("general", "/incident merge #2 into #4");
    await world.settle();
    expect(await asks(world, dana, words)).toContain(sentence);
    expect(await world.verify()).toEqual([]);
  });

  it("private into public and public into private never are, and nobody else learns of the private one", async () => {
    const world = await startWorld();
    const dana = await declare(world);
    const kim = world.person("kim");
    await kim.command("general", "/incident declare sev1 Breach of payroll --private");
    await world.settle();
    expect(await asks(world, kim, "/incident merge #2", INCIDENTS)).toBe("");
    expect(await asks(world, kim, "/incident merge #2 into #1", INCIDENTS)).toContain("#2 is private and #1 is not");
    expect(await asks(world, kim, "/incident merge #1 into #2", INCIDENTS)).toContain("#2 is private and #1 is not");
    expect(await asks(world, dana, "/incident merge #2")).toContain("There is no incident #2 that you can see");
    const seen = everythingSeenBy(world, "dana");
    expect(seen).not.toContain("payroll");
    expect((await incidentNow(world, 2)).facts.mergedInto).toBeUndefined();
    expect(await world.verify()).toEqual([]);
  });

  it("private into private lets nobody in", async () => {
    const world = await startWorld();
    const { dana, kim } = await twins(world, "--private");
    await dana.invite(ROOM, ["kim"]);
    await kim.invite(CARTS, ["sam"]);
    await world.settle();
    await kim.command(ROOM, "/incident merge #2");
    await world.settle();
    const sam = world.person("sam");
    expect((await incidentNow(world, 2)).facts.mergedInto).toBe(1);
    expect(sam.channels()).not.toContain(ROOM);
    expect(last(posts(sam, CARTS)).plain).toContain("It is private: ask @Dana to be let in.");
    const found = async (person: Person) =>
      (await asks(world, person, "/incident search failover", "general")).match(/^\*#\d+/gm);
    expect(await Promise.all([kim, sam, dana, world.person("lee")].map(found))).toEqual([
      ...[["*#1"], ["*#2"], ["*#1"], null],
    ]);
    expect(everythingSeenBy(world, "sam")).not.toContain("Checkout errors");
    expect(await world.verify()).toEqual([]);
  });
});

describe("related incidents are linked [INC-6]", () => {
  it("each shows on the card of the other, until the link is taken off", async () => {
    const world = await startWorld();
    const { dana, kim } = await twins(world);
    expect(await asks(world, dana, "/incident link #2 <!channel> & *same* deploy")).toContain("are linked");
    expect(card(dana).plain).toContain("#2 SEV-2 Carts are empty: <!channel> & *same* deploy");
    expect(card(kim, CARTS).plain).toContain("#1 SEV-1 Checkout errors");
    expect(card(dana).pings).toEqual([]);
    expect(await asks(world, dana, "/incident link #2")).toContain("linked already");
    await kim.command(CARTS, "/incident unlink");
    await world.settle();
    expect(card(dana).plain).not.toContain("Carts");
    expect(card(kim, CARTS).plain).not.toContain("Checkout");
    expect(await asks(world, dana, "/incident unlink #2")).toContain("not linked");
    expect(await world.verify()).toEqual([]);
  });

  it("a link to a private one shows to those who may see both, and nobody else", async () => {
    const world = await startWorld();
    const dana = await declare(world);
    const kim = world.person("kim");
    await kim.command("general", "/incident declare sev1 Breach of payroll --private");
    await world.settle();
    await kim.join(ROOM);
    expect(await asks(world, kim, "/incident link #2 one account")).toContain("shows on the private one only");
    expect(card(kim, "inc-2-breach-of-payroll").plain).toContain("#1 SEV-1 Checkout errors: one account");
    expect(card(dana).plain).not.toContain("#2");
    expect((await told(world, 1)).join()).not.toContain("#2");
    expect(everythingSeenBy(world, "dana")).not.toContain("payroll");
    await kim.command(ROOM, "/incident unlink #2");
    await world.settle();
    expect(card(kim, "inc-2-breach-of-payroll").plain).not.toContain("Checkout");
    expect(await world.verify()).toEqual([]);
  });
});
