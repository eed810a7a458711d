import { describe, expect, it } from "vitest";
import { asks, close, inPerson, isClosed, over } from "../support/closing.ts";
import { announcement, last, ROOM, whispers } from "../support/telling.ts";
import { MINUTE } from "../support/world.ts";

describe("closing a SEV-3 with a second person's yes [AUTH-2]", () => {
  it("asks the commander in person and whoever is in the channel; the yes does it, and every message says so", async () => {
    const { world, dana, kim, sam } = await over();
    expect(await close(world, dana)).toBe(
      "Closing a SEV-3 needs a second person's yes. I have asked Kim and the channel; without an answer by 10:30 AM it stays as it is.",
    );
    expect(last(inPerson(kim)).plain).toBe(
      "*Dana asks for approval:*\nClose #1 Checkout errors (SEV-3)\nApproving does it at once. Nothing is done without an answer by 11:30 PM.  ·  #inc-1-checkout-errors\n[Approve] [Decline]",
    );
    expect(last(inPerson(kim)).buttons).toEqual(["Approve", "Decline"]);
    expect(last(asks(sam)).buttons).toEqual(["Approve", "Decline"]);
    expect(inPerson(sam)).toEqual([]);
    expect(await isClosed(world)).toBe(false);
    await kim.click(last(inPerson(kim)), "Approve");
    await world.settle();
    expect(await isClosed(world)).toBe(true);
    const approved = (at: string) =>
      `:white_check_mark: *Approved* by Kim ${at}.\nClose #1 Checkout errors (SEV-3)\n#inc-1-checkout-errors`;
    expect(last(inPerson(kim)).plain).toBe(approved("11:00 PM"));
    expect(last(asks(sam)).plain).toBe(approved("2:00 PM"));
    expect(inPerson(dana).map(({ plain }) => plain)).toEqual([approved("10:00 AM")]);
    expect(announcement(dana).plain).toContain("Closed · Incident commander: @Kim");
    expect(await world.verify()).toEqual([]);
  });
});

describe("a question whose post is found only after it was answered [AUTH-2]", () => {
  it("loses its buttons like any other [OPS-2]", async () => {
    const { world, dana, kim, sam } = await over();
    world.sandbox.faults.add({ kind: "server_error", afterDeed: true, methods: ["chat.postMessage"], times: 2 });
    await close(world, dana);
    await sam.click(last(asks(sam)), "Approve");
    await world.pass(MINUTE);
    expect(await isClosed(world)).toBe(true);
    const seen = [...sam.sees(ROOM), ...kim.dm()];
    expect(seen.filter(({ buttons }) => buttons.includes("Approve"))).toEqual([]);
    expect(seen.filter(({ ephemeral, plain }) => !ephemeral && plain.includes("*Approved* by Sam"))).toHaveLength(2);
    expect(await world.verify()).toEqual([]);
  });
});

describe("whoever asked [AUTH-2]", () => {
  it("cannot say yes themselves, and the commander's wish waits for somebody in the channel", async () => {
    const { world, kim, sam } = await over("sev2 Checkout errors");
    await kim.command(ROOM, "/incident close");
    await kim.submit();
    await world.settle();
    expect(kim.modal().plain).toContain("Closing a SEV-2 needs a second person's yes. I have asked its channel;");
    await kim.closeModal();
    await kim.click(last(asks(kim)), "Approve");
    await world.settle();
    expect(last(whispers(kim)).plain).toContain(
      "You asked for this yourself, and closing it needs a second person's yes.",
    );
    expect(await isClosed(world)).toBe(false);
    await sam.click(last(asks(sam)), "Approve");
    await world.settle();
    expect(await isClosed(world)).toBe(true);
    expect(await world.verify()).toEqual([]);
  });

  it("is told when nobody answered, after one reminder, and asks again by a button", async () => {
    const { world, dana, kim } = await over();
    await close(world, dana);
    await world.pass(29 * MINUTE);
    expect(inPerson(kim).map(({ plain, buttons }) => [plain.split("\n")[0], buttons.length])).toEqual([
      ["Dana asks for approval again below:", 0],
      ["*Dana asks for approval:*", 2],
    ]);
    await world.pass(MINUTE);
    expect(last(inPerson(kim)).plain).toContain("*Expired*");
    expect(last(asks(dana)).plain).toContain("*Expired*");
    const expired = last(inPerson(dana));
    expect(expired.plain).toContain("nobody answered, so nothing was done");
    expect(expired.buttons).toEqual(["Ask again"]);
    await dana.click(expired, "Ask again");
    await world.settle();
    expect(last(dana.dm()).plain).toBe("Asked again.");
    expect(last(inPerson(kim)).buttons).toEqual(["Approve", "Decline"]);
    expect(await world.verify()).toEqual([]);
  });

  it("reads why it was declined", async () => {
    const { world, dana, kim } = await over();
    await close(world, dana);
    await kim.click(last(inPerson(kim)), "Decline");
    await kim.submit({ Why: "The vendor has not confirmed <!channel>" });
    await world.settle();
    expect(last(inPerson(dana)).plain).toContain("*Declined* by Kim 10:00 AM: The vendor has not confirmed");
    expect(last(asks(dana)).buttons).toEqual([]);
    expect(await isClosed(world)).toBe(false);
    await kim.command(ROOM, "/incident timeline");
    expect(last(whispers(kim)).plain).toContain("Kim declined: Close #1 Checkout errors (SEV-3)");
    expect(await world.verify()).toEqual([]);
  });

  it("withdraws it from the list of what waits", async () => {
    const { world, dana, kim } = await over();
    await close(world, dana);
    await dana.command(ROOM, "/incident approve");
    await dana.click(last(whispers(dana)), "Withdraw");
    await world.settle();
    expect(last(inPerson(kim)).plain).toContain("*Withdrawn* by Dana");
    expect(await world.verify()).toEqual([]);
  });
});

describe("what comes between the question and the answer [AUTH-2]", () => {
  it("two press at once: one yes counts, the other is told, and it is done once", async () => {
    const { world, dana, kim, sam } = await over();
    await close(world, dana);
    await Promise.all([kim.click(last(inPerson(kim)), "Approve"), sam.click(last(asks(sam)), "Approve")]);
    await world.settle();
    const kinds = (await world.bot().store.entriesOf(1)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "approval_decided" || kind === "closed")).toEqual([
      "approval_decided",
      "closed",
    ]);
    const told = [...whispers(sam), ...whispers(kim), ...kim.dm()].map(({ plain }) => plain);
    expect(told).toContain("It was approved already, so there is nothing left to decide.");
    expect(await world.verify()).toEqual([]);
  });

  it("a restart changes nothing: the button still works", async () => {
    const { world, dana, kim } = await over();
    await close(world, dana);
    await world.stopBot();
    await world.startBot();
    await world.pass(MINUTE);
    await kim.click(last(inPerson(kim)), "Approve");
    await world.settle();
    expect(await isClosed(world)).toBe(true);
    expect(asks(dana)).toHaveLength(1);
    expect(await world.verify()).toEqual([]);
  });

  it("the incident is reopened: there is nothing left to close, and the buttons are gone", async () => {
    const { world, dana, kim } = await over();
    await close(world, dana);
    await kim.command(ROOM, "/incident reopen it is back");
    await world.settle();
    expect(last(asks(dana)).plain).toContain("*Nothing left to approve:* Kim reopened the incident");
    expect(last(inPerson(kim)).buttons).toEqual([]);
    expect(await world.verify()).toEqual([]);
  });

  it("more has come open than was said: the approver reads why it was not done, and so does the record", async () => {
    const { world, dana, kim } = await over();
    await close(world, dana);
    await kim.command(ROOM, "/incident severity sev2 it was worse");
    await world.settle();
    await kim.click(last(inPerson(kim)), "Approve");
    await world.settle();
    expect(await isClosed(world)).toBe(false);
    expect(last(inPerson(kim)).plain).toContain(
      "it could no longer be done: Open since it was asked for: The post-mortem is published",
    );
    expect(last(inPerson(dana)).plain).toContain("it could no longer be done");
    expect(await world.verify()).toEqual([]);
  });
});
