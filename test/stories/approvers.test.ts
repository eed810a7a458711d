import { describe, expect, it } from "vitest";
import { asks, close, closing, inPerson, isClosed, over, VERIFIED } from "../support/closing.ts";
import { card, last, ROOM, whispers } from "../support/telling.ts";
import { MINUTE, startWorld } from "../support/world.ts";

describe("who is asked, and who is not [AUTH-2] [AUTH-3]", () => {
  it("the members of a user group of the policy, in person; others in the channel cannot say yes", async () => {
    const { world, dana, sam } = await over("sev3 Checkout errors", (sandbox) => {
      const users = [sandbox.person("lee").id, sandbox.person("priya").id];
      const group = sandbox.workspace.userGroups.create({ name: "Leaders", handle: "leaders", users });
      return closing({ userGroups: [group.id], roles: [] });
    });
    const [lee, priya] = ["lee", "priya"].map(world.person);
    if (!lee || !priya) throw new Error("nobody is there");
    await close(world, dana);
    await world.pass(MINUTE);
    expect(inPerson(priya)).toHaveLength(1);
    await sam.click(last(asks(sam)), "Approve");
    await world.settle();
    expect(last(whispers(sam)).plain).toBe(
      "Closing it can be approved by whom the policy names for it. The policy says so under approvals.close.",
    );
    await lee.click(last(inPerson(lee)), "Approve");
    await world.settle();
    expect(last(inPerson(priya)).plain).toContain("*Approved* by Lee");
    expect(await isClosed(world)).toBe(true);
    expect(await world.verify()).toEqual([]);
  });

  it("an approver outside of a private incident hears nothing of it, and a forged press finds none [INC-4]", async () => {
    const { world, dana, kim } = await over("sev3 --private Checkout errors", (sandbox) =>
      closing({ people: [sandbox.person("lee").id] }),
    );
    const lee = world.person("lee");
    await close(world, dana);
    await world.pass(11 * MINUTE);
    expect(lee.dm()).toEqual([]);
    await lee.command("general", "/incident approve");
    expect(last(whispers(lee, "general")).plain).toBe("Nothing waits for your approval.");
    await kim.click(last(inPerson(kim)), "Approve");
    await world.settle();
    expect(await isClosed(world)).toBe(true);
    expect(lee.dm()).toEqual([]);
    expect(await world.verify()).toEqual([]);
  });

  it("somebody alone closes a SEV-3 themselves, and the record says that nobody else was there", async () => {
    const world = await startWorld();
    const dana = world.person("dana");
    await dana.command("general", "/incident declare sev3 Checkout errors");
    await world.settle();
    await dana.command(ROOM, "/incident resolve rolled back");
    await dana.submit(VERIFIED);
    await world.settle();
    expect(await close(world, dana)).toContain("so you may say it yourself: `/incident approve`");
    await dana.command(ROOM, "/incident approve");
    await dana.click(last(whispers(dana)), "Approve");
    await world.settle();
    expect(await isClosed(world)).toBe(true);
    expect(card(dana).plain).toContain("*Status*\nClosed");
    expect(last(asks(dana)).plain).toContain("*Approved* by Dana alone, since nobody else was there or answered");
    expect(await world.verify()).toEqual([]);
  });
});

describe("what waits for me [REP-5]", () => {
  it("stands in the Home and behind a word, with its buttons, until it is decided", async () => {
    const { world, dana, kim, sam } = await over();
    await sam.openHome();
    await close(world, dana);
    expect(sam.home().plain).toContain("Approvals waiting for me");
    expect(sam.home().plain).toContain("Dana asks for approval:");
    await kim.command("general", "/incident approve");
    expect(last(whispers(kim, "general")).plain).toContain("Close #1 Checkout errors (SEV-3)");
    await sam.click("home", "Approve");
    await world.settle();
    expect(await isClosed(world)).toBe(true);
    expect(sam.home().plain).not.toContain("Approvals waiting for me");
    await kim.command("general", "/incident approve");
    expect(last(whispers(kim, "general")).plain).toBe("Nothing waits for your approval.");
    expect(await world.verify()).toEqual([]);
  });
});
