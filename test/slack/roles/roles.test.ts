import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../../src/config/index.ts";
import type { Person } from "../../../src/sandbox/index.ts";
import { parseRoleWords } from "../../../src/slack/roles/parse-role-words.ts";
import { startWorld, type World } from "../../support/world.ts";
import { declare, ROOM, roomPosts, there } from "../incidents/declared.ts";

async function running(): Promise<{ world: World; dana: Person; sam: Person }> {
  const world = await startWorld();
  const dana = await declare(world, "sev1 Checkout errors");
  const sam = world.person("sam");
  await sam.join(ROOM);
  await world.settle();
  return { world, dana, sam };
}

const card = (person: Person) => there(roomPosts(person).find((message) => message.pinned));

const told = (person: Person) =>
  person
    .sees(ROOM)
    .filter(({ ephemeral }) => ephemeral)
    .at(-1);

const holders = async (world: World) => (await world.bot().ctx.ledger.incident(1)).roles.holders;

describe("taking command [ROLE-2]", () => {
  it("gives it to one of two who press at once, and tells the other who has it", async () => {
    const { world, dana, sam } = await running();
    await Promise.all([sam.click(card(sam), "Take command"), dana.click(card(dana), "Take command")]);
    await world.settle();
    const { commander } = await holders(world);
    const [winner, loser] = commander?.userId === sam.id ? [sam, dana] : [dana, sam];
    expect(told(loser)?.plain).toMatch(/is incident commander of #1\. Take over from @/);
    expect(winner.dm().map(({ plain }) => plain.split("\n")[0])).toContain("# You are incident commander");
    expect(loser.dm()).toEqual([]);
    expect(roomPosts(dana).filter(({ plain }) => plain.includes("is incident commander now"))).toHaveLength(1);
  });

  it("takes it over only from the holder that the person was shown", async () => {
    const { world, dana, sam } = await running();
    const kim = world.person("kim");
    await kim.join(ROOM);
    await sam.click(card(sam), "Take command");
    await dana.click(card(dana), "Take command");
    await kim.command(ROOM, "/incident lead");
    const [shownToDana, shownToKim] = [told(dana), told(kim)];
    await dana.click(there(shownToDana), "Take over");
    await kim.click(there(shownToKim), "Take over");
    await world.settle();
    expect((await holders(world)).commander?.userId).toBe(dana.id);
    expect(told(kim)?.plain).toContain("Take over from @Dana?");
  });

  it("counts as acknowledging the incident", async () => {
    const { world, sam } = await running();
    await sam.click(card(sam), "Take command");
    await world.settle();
    expect(card(sam).plain).toContain("*Acknowledged*\n@Sam");
    expect(card(sam).buttons).not.toContain("Acknowledge");
  });
});

describe("the list of roles [ROLE-2]", () => {
  it("shows who holds what, with what the person may do, and is renewed by a click", async () => {
    const { world, sam } = await running();
    await sam.command(ROOM, "/incident role");
    expect(told(sam)?.buttons).toEqual(Array(6).fill("Claim"));
    await sam.click(there(told(sam)), "Claim");
    await world.settle();
    expect(told(sam)?.buttons).toEqual(["Hand over", "Release", ...Array(5).fill("Claim")]);
    await sam.click(there(told(sam)), "Release");
    await world.settle();
    expect(await holders(world)).toEqual({});
    expect(roomPosts(sam).at(-1)?.plain).toContain("Sam is no longer incident commander. Nobody is, for now.");
  });
});

describe("giving a role to somebody [ROLE-2]", () => {
  it("tells them what it asks of them, and lets them in [ROLE-1]", async () => {
    const { world, sam } = await running();
    await sam.command(ROOM, "/incident role scribe @kim");
    await world.settle();
    const kim = world.person("kim");
    expect(kim.channels()).toContain(ROOM);
    expect(kim.dm().at(-1)?.plain).toContain("named by @Sam. Keeps the record complete while it happens.");
    expect(roomPosts(sam).at(-1)?.plain).toBe("Kim is scribe now (named by Sam).");
  });

  it("briefs nobody twice in one incident [ROLE-1]", async () => {
    const { world, sam } = await running();
    for (const words of ["role scribe", "role scribe release", "role scribe"]) {
      await sam.command(ROOM, `/incident ${words}`);
      await world.settle();
    }
    expect(sam.dm().filter(({ plain }) => plain.includes("You are scribe"))).toHaveLength(1);
  });

  it.each([
    ["role scribe @olga", /Olga's account is deactivated/],
    ["role scribe @sitrep", /a role is for a person/],
    ["role king @kim", /There is no role “king”/],
    ["role scribe @nobody", /I don't know who “@nobody” is/],
    ["role release scribe", /You are not scribe/],
  ])("answers `%s` with what is wrong", async (words, answer) => {
    const { sam } = await running();
    const { ephemeral } = await sam.command(ROOM, `/incident ${words}`);
    expect(ephemeral.map(({ plain }) => plain).join()).toMatch(answer);
  });

  it("says it in the channel when the person takes no direct messages", async () => {
    const { world, sam } = await running();
    world.sandbox.faults.add({ kind: "error", methods: ["conversations.open"], error: "user_disabled" });
    await sam.command(ROOM, "/incident role scribe @kim");
    await world.settle();
    const brief = roomPosts(sam).find(({ plain }) => plain.includes("You are scribe"));
    expect(brief?.plain).toContain("@Kim, I cannot send you direct messages");
    expect(brief?.pings).toContain("@Kim");
  });
});

describe("handing over [ROLE-2]", () => {
  async function offered() {
    const all = await running();
    const { world, dana, sam } = all;
    await dana.command(ROOM, "/incident lead");
    await dana.command(ROOM, "/incident role commander @sam");
    await world.settle();
    await dana.submit({ "What they should know": "Rollback runs, watch the queue" });
    await world.settle();
    return { ...all, question: () => sam.dm().at(-1) };
  }

  it("asks the new holder with the leaver's line, and tells the channel in one", async () => {
    const { world, sam, question } = await offered();
    expect(question()?.plain).toContain("@Dana asks you to take over as *incident commander*");
    expect(question()?.plain).toContain("Rollback runs, watch the queue");
    expect((await holders(world)).commander?.userId).not.toBe(sam.id);
    await sam.click(there(question()), "Accept");
    await world.settle();
    expect((await holders(world)).commander?.userId).toBe(sam.id);
    expect(roomPosts(sam).at(-1)?.plain).toContain("Sam is incident commander now, taking over from Dana.");
    expect(roomPosts(sam).at(-1)?.plain).toContain("Rollback runs, watch the queue");
  });

  it("leaves it with the holder, and tells them, when the other declines", async () => {
    const { world, dana, sam, question } = await offered();
    await sam.click(there(question()), "Decline");
    await world.settle();
    expect((await holders(world)).commander?.userId).toBe(dana.id);
    expect(dana.dm().at(-1)?.plain).toContain("@Sam cannot take over as incident commander");
  });

  it("asks for nothing more when the line stands in the command", async () => {
    const { world, dana, sam } = await running();
    await dana.command(ROOM, "/incident lead");
    await dana.command(ROOM, "/incident role commander @sam the queue is next");
    await world.settle();
    expect(dana.hasModal()).toBe(false);
    expect(sam.dm().at(-1)?.plain).toContain("the queue is next");
  });

  it("leaves a record that holds", async () => {
    const { world, sam, question } = await offered();
    await sam.click(there(question()), "Accept");
    await world.settle();
    expect(await world.verify()).toEqual([]);
  });
});

describe("what stands after `/incident role`", () => {
  it.each([
    ["", { kind: "list" }],
    ["commander", { kind: "claim", role: "commander" }],
    ["tech lead me", { kind: "claim", role: "tech_lead" }],
    ["ic <@U1|dana>", { kind: "give", role: "commander", userId: "U1", line: "" }],
    ["<@U1> tech lead", { kind: "give", role: "tech_lead", userId: "U1", line: "" }],
    [
      "comms <@U1> the draft is ready",
      { kind: "give", role: "communications_lead", userId: "U1", line: "the draft is ready" },
    ],
    ["release scribe", { kind: "release", role: "scribe" }],
    ["scribe release", { kind: "release", role: "scribe" }],
  ])("reads %j", (words, expected) => {
    const command = parseRoleWords(words, shippedPolicy());
    expect("role" in command ? { ...command, role: command.role.id } : command).toEqual(expected);
  });
});
