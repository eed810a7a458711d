import { describe, expect, it } from "vitest";
import type { Person } from "../../src/sandbox/index.ts";
import { everythingSeenBy } from "../support/eyes.ts";
import {
  announcement,
  asks,
  card,
  declare,
  INCIDENTS,
  incidentNow,
  last,
  posts,
  ROOM,
  whispers,
} from "../support/telling.ts";
import { told } from "../support/told.ts";
import { MINUTE, startWorld, type World } from "../support/world.ts";

const update = (person: Person, channel = ROOM) =>
  last(posts(person, channel).filter(({ plain }) => plain.includes("Update") || plain.includes("taken back")));

async function posted(world: World, person: Person, situation: string): Promise<void> {
  await person.command(ROOM, "/incident update");
  await person.submit({ Situation: situation });
  await world.settle();
}

const heard = async (world: World, person: Person, label: string, where = card(person)): Promise<string> => {
  await person.click(where, label);
  await world.settle();
  return whispers(person).at(-1)?.plain ?? "";
};

describe("a mistake can be taken back by a button, for five minutes [INC-10]", () => {
  it("declared by mistake: it is cancelled, its announcement says so, its channel goes", async () => {
    const world = await startWorld();
    const dana = await declare(world);
    expect(await heard(world, dana, "Declared by mistake")).toContain("#1 is taken back");
    const { facts } = await incidentNow(world);
    expect([facts.isCancelled, facts.channel?.isArchived]).toEqual([true, true]);
    expect(announcement(dana).plain).toContain("Cancelled");
    await world.pass(60 * MINUTE);
    expect(await world.bot().store.entriesOf(1, { kinds: ["reminder_sent"] })).toEqual([]);
    expect(await world.verify()).toEqual([]);
  });

  it("the wrong severity: the former one is back, and reminders are timed by it", async () => {
    const world = await startWorld();
    const dana = await declare(world, "sev3 Checkout errors");
    await dana.command(ROOM, "/incident severity sev1 all users");
    await world.settle();
    expect(await heard(world, dana, "Wrong severity")).toContain("former severity again");
    expect((await incidentNow(world)).facts.severity).toBe("sev3");
    expect(card(dana).buttons).not.toContain("Wrong severity");
    expect((await told(world)).join("\n")).toContain("Dana changed the severity from SEV-1 to SEV-3");
    await world.pass(60 * MINUTE);
    expect(posts(dana).filter(({ plain }) => plain.includes("update is due"))).toEqual([]);
    expect(await world.verify()).toEqual([]);
  });

  it("an update with an error: taken back in the channel, the thread, by direct message and at the stakeholders", async () => {
    const world = await startWorld();
    const dana = await declare(world);
    const sam = world.person("sam");
    await sam.command(INCIDENTS, "/incident subscribe #1");
    await posted(world, dana, "All is well");
    await posted(world, dana, "The password is hunter two");
    expect(everythingSeenBy(world, "sam")).toContain("hunter two");
    expect(await heard(world, dana, "Take back", update(dana))).toContain("The update is taken back");
    for (const name of ["dana", "sam"]) expect(everythingSeenBy(world, name)).not.toContain("hunter two");
    expect(update(dana).plain).toContain("This update was taken back");
    const { updates } = await incidentNow(world);
    expect(updates.last?.situation).toBe("All is well");
    expect(card(dana).plain).toContain("All is well");
    const lines = (await told(world)).join("\n");
    expect(lines).toContain("The password is hunter two");
    expect(lines).toContain("Dana took the update back");
    expect(await world.verify()).toEqual([]);
  });

  it("an update that is taken back before Slack took it is not sent any more", async () => {
    const world = await startWorld();
    const dana = await declare(world);
    const sam = world.person("sam");
    await sam.command(INCIDENTS, "/incident subscribe #1");
    await world.settle();
    await posted(world, dana, "All is well");
    const { ledger } = world.bot().ctx;
    await ledger.record(1, ({ updates }) => [
      { kind: "update_withdrawn", by: `person:${dana.id}`, about: updates.last?.key ?? "", data: {} },
      { kind: "update_addressed", by: "sitrep", about: updates.last?.key ?? "", data: { userIds: ["U0NOBODY1"] } },
    ]);
    await world.settle();
    expect(posts(dana).filter(({ plain }) => plain.includes("All is well"))).toEqual([]);
    expect(await world.verify()).toEqual([]);
  });

  it("a merge: what came over no longer counts, the channel is open again, roles are held again", async () => {
    const world = await startWorld();
    const dana = await declare(world);
    const kim = world.person("kim");
    await kim.command("general", "/incident declare sev2 Carts are empty");
    await world.settle();
    const carts = "inc-2-carts-are-empty";
    await kim.command(carts, "/incident role commander me");
    const message = await kim.say(carts, "db-1 is read-only");
    await kim.react(message, "bulb");
    await kim.command(carts, "/incident action Test the failover");
    await dana.command(ROOM, "/incident merge #2");
    await world.settle();
    expect((await told(world)).join("\n")).toContain("[#2] Kim: db-1 is read-only");
    const merged = last(posts(dana).filter(({ plain }) => plain.includes("was merged into this incident")));
    expect(await heard(world, dana, "Undo the merge", merged)).toContain("#2 goes on by itself");
    expect((await told(world)).join("\n")).not.toContain("db-1 is read-only");
    expect((await incidentNow(world)).postmortem.actions).toEqual({});
    const two = await incidentNow(world, 2);
    expect([two.facts.isOpen, two.facts.mergedInto, two.roles.holders.commander?.userId]).toEqual([
      true,
      undefined,
      kim.id,
    ]);
    expect(last(posts(kim, carts).filter(({ plain }) => plain.includes("merging"))).plain).toContain("taken back");
    expect(posts(dana).some(({ plain }) => plain.includes("no longer counts here"))).toBe(true);
    expect(card(kim, carts).plain).not.toContain("Merged");
    await world.pass(20 * MINUTE);
    expect((await incidentNow(world, 2)).facts.channel?.isArchived).toBe(false);
    await dana.command(ROOM, "/incident merge #2");
    await world.settle();
    const again = (await told(world)).filter((line) => line.includes("db-1 is read-only"));
    expect(again).toHaveLength(1);
    expect(Object.values((await incidentNow(world)).postmortem.actions)).toHaveLength(1);
    expect(await world.verify()).toEqual([]);
  });

  it("the buttons are gone when the time is over", async () => {
    const world = await startWorld();
    const dana = await declare(world, "sev3 Checkout errors");
    await dana.command(ROOM, "/incident severity sev2");
    await posted(world, dana, "Looking into it");
    expect(card(dana).buttons).toContain("Wrong severity");
    expect(update(dana).buttons).toEqual(["Take back"]);
    await world.pass(5 * MINUTE);
    expect(card(dana).buttons).not.toContain("Wrong severity");
    expect(update(dana).buttons).toEqual([]);
    expect(update(dana).plain).toContain("Looking into it");
    expect((await incidentNow(world)).facts.severity).toBe("sev2");
    expect(await world.verify()).toEqual([]);
  });

  it("and when somebody built on it", async () => {
    const world = await startWorld();
    const dana = await declare(world);
    const sam = world.person("sam");
    await sam.join(ROOM);
    await world.settle();
    expect(card(dana).buttons).toContain("Declared by mistake");
    await sam.say(ROOM, "I see it too");
    await world.settle();
    expect(card(dana).buttons).not.toContain("Declared by mistake");
    expect((await incidentNow(world)).facts.isOpen).toBe(true);
    expect(await world.verify()).toEqual([]);
  });

  it("only by whoever did it, and once however often it is pressed", async () => {
    const world = await startWorld();
    const dana = await declare(world, "sev3 Checkout errors");
    const sam = world.person("sam");
    await sam.join(ROOM);
    await dana.command(ROOM, "/incident severity sev1");
    await world.settle();
    expect(await heard(world, sam, "Wrong severity")).toContain("Only who did it can take it back.");
    const shown = card(dana);
    await Promise.all([dana.click(shown, "Wrong severity"), dana.click(shown, "Wrong severity")]);
    await world.settle();
    expect(await world.bot().store.entriesOf(1, { kinds: ["severity_changed"] })).toHaveLength(2);
    expect(await world.verify()).toEqual([]);
  });

  it("the time runs on while the bot is away", async () => {
    const world = await startWorld();
    const dana = await declare(world, "sev3 Checkout errors");
    await dana.command(ROOM, "/incident severity sev1");
    await world.settle();
    await world.stopBot();
    await world.pass(6 * MINUTE);
    await world.startBot();
    await world.pass(MINUTE);
    expect(card(dana).buttons).not.toContain("Wrong severity");
    expect(await world.verify()).toEqual([]);
  });
});

describe("a drill that becomes serious is made a real incident [INC-10]", () => {
  it("by the button on its card: everybody who waits for news is told, and it counts", async () => {
    const world = await startWorld();
    const dana = await declare(world, "sev1 Checkout errors --drill");
    expect(announcement(dana).plain).toContain("DRILL");
    await heard(world, dana, "Not a drill");
    expect((await incidentNow(world)).facts.isDrill).toBe(false);
    expect(announcement(dana).plain).not.toContain("DRILL");
    expect(last(posts(dana)).plain).toContain("No drill: this is a real incident now");
    expect(card(dana).buttons).not.toContain("Not a drill");
    expect(await asks(world, dana, "/incident real")).toContain("It is no drill");
    expect(await world.verify()).toEqual([]);
  });

  it("by words, with the reason", async () => {
    const world = await startWorld();
    const dana = await declare(world, "sev1 Checkout errors --drill");
    expect(await asks(world, dana, "/incident real payments really fail <!here>")).toContain("is a real incident now");
    expect(last(posts(dana)).plain).toContain("payments really fail");
    expect(last(posts(dana)).pings).toEqual([]);
    expect(await world.verify()).toEqual([]);
  });
});
