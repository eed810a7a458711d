import { describe, expect, it } from "vitest";
import { last, posts, asks as typed, whispers } from "../support/telling.ts";
import { told } from "../support/told.ts";
import { MINUTE, startWorld } from "../support/world.ts";

const CARTS = "inc-2-carts-are-empty";
const ROOM = "inc-1-checkout-errors";
const PLAIN = "Since 14:00 UTC, some of you see an empty cart. We are looking for the cause.";

/** Sam wrote to customers of "Carts are empty" and waits for a yes; Kim leads it and was asked; Dana runs the other one. */
async function waiting() {
  const world = await startWorld();
  const [dana, kim, sam] = [world.person("dana"), world.person("kim"), world.person("sam")];
  await dana.command("general", "/incident declare sev1 Checkout errors");
  await kim.command("general", "/incident declare sev2 Carts are empty");
  await world.settle();
  await kim.command(CARTS, "/incident role commander me");
  for (const person of [sam, dana]) await person.join(CARTS);
  await world.settle();
  await sam.command(CARTS, "/incident notify customers");
  await world.settle();
  await sam.submit({ Headline: "Empty carts", Text: PLAIN });
  await world.settle();
  await sam.closeModal({ all: true });
  return { world, dana, kim, sam };
}

const asked = (person: Parameters<typeof posts>[0]) => last(person.dm().filter(({ plain }) => plain.includes(PLAIN)));

describe("what waits for a yes in an incident that is merged [INC-6] [AUTH-2]", () => {
  it("is withdrawn: approver, channel, requester and timeline say so, and where it can be asked again", async () => {
    const { world, dana, kim, sam } = await waiting();
    expect(asked(kim).buttons).toEqual(["Approve", "Decline"]);
    const before = sam.dm().length;
    await typed(world, dana, "/incident merge #2");
    const gone = "Dana merged the incident into #1. Whoever still needs it asks again there.";
    expect(asked(kim).plain).toContain(gone);
    expect(asked(kim).buttons).toEqual([]);
    const inChannel = last(posts(dana, CARTS).filter(({ plain }) => plain.includes(PLAIN)));
    expect(inChannel.plain).toContain(gone);
    expect(inChannel.buttons).toEqual([]);
    const toSam = sam
      .dm()
      .slice(before)
      .filter(({ plain }) => plain.includes("*Withdrawn*"));
    expect(toSam.map(({ plain }) => plain.includes(gone))).toEqual([true]);
    const lines = (await told(world, 2)).filter((line) => line.includes("Withdrawn, since Dana merged it into #1"));
    expect(lines).toHaveLength(1);
    expect(await typed(world, kim, "/incident approve", "general")).not.toContain("Empty carts");
    expect(await world.verify()).toEqual([]);
  });

  it("does not come back with the incident: whoever takes the merging back reads what was withdrawn", async () => {
    const { world, dana, kim } = await waiting();
    await typed(world, dana, "/incident merge #2");
    await dana.click(dana.finds(ROOM, "was merged into this incident"), "Undo the merge");
    await world.settle();
    const words = "Withdrawn when it was merged, and to be asked again if it is still needed:\n• Send “Customer notice";
    expect(last(whispers(dana)).plain).toContain(words);
    expect(kim.finds(CARTS, "The merging was taken back").plain).toContain(words);
    expect(asked(kim).buttons).toEqual([]);
    const { approvals } = await world.bot().ctx.ledger.incident(2);
    expect(Object.values(approvals.asked).map(({ ending }) => ending?.how)).toEqual(["withdrawn"]);
    await world.pass(60 * MINUTE);
    expect(asked(kim).buttons).toEqual([]);
    expect(await world.verify()).toEqual([]);
  });

  it("of a merging that withdrew nothing nothing is said", async () => {
    const { world, dana, kim } = await waiting();
    await kim.click(asked(kim), "Decline");
    await kim.submit({});
    await world.settle();
    await typed(world, dana, "/incident merge #2");
    await dana.click(dana.finds(ROOM, "was merged into this incident"), "Undo the merge");
    await world.settle();
    expect(last(whispers(dana)).plain).toBe("The merge is taken back: #2 goes on by itself.");
    expect((await told(world, 2)).join()).not.toContain("Withdrawn");
  });
});
