import { describe, expect, it } from "vitest";
import type { Person } from "../../src/sandbox/index.ts";
import { announcement, asks, card, declare, incidentNow, last, posts, ROOM, whispers } from "../support/telling.ts";
import { MINUTE, startWorld, type World } from "../support/world.ts";

/** Dana's SEV-1, with Sam and Kim in its channel. */
async function three(): Promise<{ world: World; dana: Person; sam: Person; kim: Person }> {
  const world = await startWorld();
  const dana = await declare(world);
  const [sam, kim] = [world.person("sam"), world.person("kim")];
  await sam.join(ROOM);
  await kim.join(ROOM);
  await world.settle();
  return { world, dana, sam, kim };
}

const commander = async (world: World) => (await incidentNow(world)).roles.holders.commander?.userId;
const briefs = (person: Person) => person.dm().filter(({ plain }) => plain.startsWith("# You are"));
const news = (person: Person) => posts(person).filter(({ plain }) => plain.includes("is incident commander now"));

describe("two people press Take command at the same moment [ROLE-2]", () => {
  it("one gets it, the other is told who has it, and the channel reads it once", async () => {
    const { world, dana, sam } = await three();
    await Promise.all([sam.click(card(sam), "Take command"), dana.click(card(dana), "Take command")]);
    await world.settle();
    const [winner, loser] = (await commander(world)) === sam.id ? [sam, dana] : [dana, sam];
    expect(last(whispers(loser)).plain).toMatch(/is incident commander of #1\. Take over from @/);
    expect([briefs(winner).length, loser.dm().length]).toEqual([1, 0]);
    expect(news(dana)).toHaveLength(1);
    expect(announcement(world.person("lee")).plain).toContain("Incident commander: @");
    expect(await world.verify()).toEqual([]);
  });

  it("and the other may take over from the one they were shown, not from somebody who came since", async () => {
    const { world, dana, sam, kim } = await three();
    await sam.click(card(sam), "Take command");
    await dana.click(card(dana), "Take command");
    await kim.click(card(kim), "Take command");
    await world.settle();
    const [shownToDana, shownToKim] = [last(whispers(dana)), last(whispers(kim))];
    await dana.click(shownToDana, "Take over");
    await kim.click(shownToKim, "Take over");
    await world.settle();
    expect(await commander(world)).toBe(dana.id);
    expect(last(whispers(kim)).plain).toContain("Take over from @Dana?");
    expect(last(news(kim)).plain).toContain("Dana is incident commander now, taking over from Sam.");
    expect(await world.verify()).toEqual([]);
  });
});

describe("command changes hands [ROLE-2]", () => {
  async function offered() {
    const all = await three();
    const { world, dana } = all;
    await asks(world, dana, "/incident lead");
    await dana.command(ROOM, "/incident role commander @sam");
    await dana.submit({ "What they should know": "Rollback runs, watch the queue" });
    await world.settle();
    return all;
  }

  it("once the new holder accepts: until then the leaver keeps it, and the line stands in the channel", async () => {
    const { world, dana, sam } = await offered();
    expect(await commander(world)).toBe(dana.id);
    expect(last(sam.dm()).plain).toContain("Rollback runs, watch the queue");
    await sam.click(last(sam.dm()), "Accept");
    await world.settle();
    expect(await commander(world)).toBe(sam.id);
    expect(last(news(sam)).plain).toBe(
      "Sam is incident commander now, taking over from Dana.\n>Rollback runs, watch the queue",
    );
    expect(card(sam).plain).toContain("*Incident commander*\n@Sam");
    expect(await asks(world, sam, "/incident timeline")).toContain(
      "Sam took over as commander from Dana: Rollback runs",
    );
    expect(await world.verify()).toEqual([]);
  });

  it("or not: the leaver is told, keeps it, and nobody else hears of it", async () => {
    const { world, dana, sam } = await offered();
    const before = posts(sam).length;
    await sam.click(last(sam.dm()), "Decline");
    await world.settle();
    expect(await commander(world)).toBe(dana.id);
    expect(last(dana.dm()).plain).toContain("@Sam cannot take over as incident commander");
    expect(posts(sam)).toHaveLength(before);
    expect(last(sam.dm()).plain).toBe("You declined to become incident commander of #1.");
    expect(await world.verify()).toEqual([]);
  });

  it("not by an offer that has been overtaken", async () => {
    const { world, dana, sam, kim } = await offered();
    const offer = last(sam.dm());
    await asks(world, kim, "/incident lead");
    await kim.click(last(whispers(kim)), "Take over");
    await world.settle();
    await sam.click(offer, "Accept");
    await world.settle();
    expect(await commander(world)).toBe(kim.id);
    expect(last(sam.dm()).plain).toContain("no longer stands");
    expect(await asks(world, dana, "/incident role release commander")).toContain("You are not incident commander");
    expect(await world.verify()).toEqual([]);
  });

  it("to nobody, when it is released: the channel is told, with a button for the next one", async () => {
    const { world, dana, sam } = await three();
    await asks(world, dana, "/incident lead");
    await asks(world, dana, "/incident role release commander");
    const free = last(posts(sam));
    expect(free.plain).toContain("Dana is no longer incident commander. Nobody is, for now.");
    await sam.click(free, "Claim Incident commander");
    await world.settle();
    expect(await commander(world)).toBe(sam.id);
    expect(await world.verify()).toEqual([]);
  });
});

describe("whoever takes a role is briefed by direct message [ROLE-1]", () => {
  it("once in an incident, however often they take it", async () => {
    const { world, dana, sam } = await three();
    await asks(world, sam, "/incident role scribe");
    await world.pass(MINUTE);
    await asks(world, sam, "/incident role scribe release");
    await asks(world, sam, "/incident role scribe");
    expect(briefs(sam)).toHaveLength(1);
    expect(last(briefs(sam)).plain).toContain("Keeps the record complete while it happens.");
    await asks(world, dana, "/incident role tech lead @sam");
    expect(last(briefs(sam)).plain).toContain("named by @Dana");
    expect(await world.verify()).toEqual([]);
  });

  it("and who is named from outside is let in first", async () => {
    const { world, dana } = await three();
    await asks(world, dana, "/incident role scribe @priya");
    const priya = world.person("priya");
    expect(priya.channels()).toContain(ROOM);
    expect(priya.canSee(ROOM) && dana.members(ROOM)).toContain("priya");
    expect(briefs(priya)).toHaveLength(1);
    expect(await world.verify()).toEqual([]);
  });
});
