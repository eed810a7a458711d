import { describe, expect, it } from "vitest";
import type { SeenMessage } from "../../../src/sandbox/person/seen.ts";
import { DAY, HOUR, MINUTE, startWorld, type World } from "../../support/world.ts";

const CHANNEL = "#inc-1-checkout-errors";

/** A SEV-1 with everybody in place: Dana commands, Sam speaks for it, the rest is claimed too. */
async function staffed(options: Parameters<typeof startWorld>[0] = {}): Promise<World> {
  const world = await startWorld(options);
  await world.person("dana").command("#general", "/incident declare sev1 Checkout errors");
  await world.settle();
  for (const [name, role] of [
    ["dana", "commander"],
    ["sam", "communications"],
    ["kim", "tech"],
    ["kim", "scribe"],
  ] as const) {
    await world.person("dana").command(CHANNEL, `/incident role ${role} @${name}`);
    await world.settle();
  }
  return world;
}

const last = (messages: readonly SeenMessage[]): SeenMessage => {
  const found = messages.at(-1);
  if (!found) throw new Error("there is no message");
  return found;
};

const reminders = (messages: readonly SeenMessage[]) => messages.filter(({ metadata }) => metadata !== undefined);

const updatesDue = (world: World, name: string) =>
  world
    .person(name)
    .dm()
    .filter(({ plain, ephemeral }) => plain.includes("An update") && !ephemeral);

describe("the rhythm of updates over the wire", () => {
  it("reminds by direct message, then in the channel, then the next level; the answer takes the buttons away [UPD-2]", async () => {
    const world = await staffed();
    await world.pass(11 * MINUTE);
    expect(last(updatesDue(world, "sam")).buttons).toEqual([
      "Write update",
      "Nothing new",
      "Snooze 10 min",
      "Snooze 30 min",
      "Turn off",
    ]);
    await world.pass(5 * MINUTE);
    const due = world.person("kim").finds(CHANNEL, "An update is due now.");
    expect(due.pings).toEqual(["@Sam"]);
    await world.pass(15 * MINUTE);
    expect(last(updatesDue(world, "dana")).plain).toContain("has been due since");

    await world.person("sam").click(due, "Write update");
    await world.person("sam").submit({ Situation: "5 % of checkouts fail.", "Next steps": "Roll back by 14:45" });
    await world.settle();
    expect(world.person("kim").finds(CHANNEL, "5 % of checkouts fail.").plain).toContain("Roll back by 14:45");
    const done = world.person("sam").see(due);
    expect(done?.plain).toContain("Done: Sam posted an update");
    expect(done?.buttons).toEqual([]);
    expect(last(reminders(world.person("dana").dm())).buttons).toEqual([]);
    expect(await world.verify()).toEqual([]);
  }, 30_000);

  it("posts nothing new by one click, once, and says when the next one comes [UPD-2]", async () => {
    const world = await staffed();
    await world.pass(11 * MINUTE);
    const asked = last(updatesDue(world, "sam"));
    await Promise.all([1, 2].map(() => world.person("sam").click(asked, "Nothing new")));
    await world.settle();
    const isNews = ({ plain }: SeenMessage) => plain.includes("Still investigating, next update at");
    const posted = world.person("kim").sees(CHANNEL).filter(isNews);
    expect(posted.map(({ plain }) => plain.includes("by Sam"))).toEqual([true]);
    expect(world.person("sam").see(asked)?.plain).toContain("Done: Sam posted an update");
    await world.pass(9 * MINUTE);
    expect(updatesDue(world, "sam")).toHaveLength(0);
    await world.pass(2 * MINUTE);
    expect(updatesDue(world, "sam")).toHaveLength(1);
  }, 30_000);

  it("comes back after a snooze [UPD-4]", async () => {
    const world = await staffed();
    await world.pass(11 * MINUTE);
    const asked = last(updatesDue(world, "sam"));
    await world.person("sam").click(asked, "Snooze 10 min");
    await world.settle();
    expect(world.person("sam").see(asked)?.plain).toContain("Snoozed by Sam until");
    await world.pass(9 * MINUTE);
    expect(updatesDue(world, "sam")).toHaveLength(0);
    await world.pass(2 * MINUTE);
    expect(last(updatesDue(world, "sam")).plain).toContain("Snoozed until now. *An update has been due since");
  }, 30_000);

  it("is turned off by a button or a word, and on again [UPD-5]", async () => {
    const world = await staffed();
    await world.pass(11 * MINUTE);
    const asked = last(updatesDue(world, "sam"));
    await world.person("sam").click(asked, "Turn off");
    await world.settle();
    expect(world.person("sam").see(asked)?.plain).toContain("Turned off by Sam");
    await world.pass(10 * MINUTE);
    expect(
      world
        .person("kim")
        .sees(CHANNEL)
        .some(({ plain }) => plain.includes("An update is due")),
    ).toBe(false);
    const { ephemeral } = await world.person("dana").command(CHANNEL, "/incident reminders on");
    expect(ephemeral[0]?.plain).toContain("All reminders of this incident are on.");
  }, 30_000);

  it("says once what came due while the bot was away, and that it is late [UPD-4]", async () => {
    const world = await staffed();
    await world.stopBot();
    world.clock.jump(world.clock.now() + 40 * MINUTE);
    await world.startBot();
    await world.settle();
    const late = updatesDue(world, "dana");
    expect(late).toHaveLength(1);
    expect(late[0]?.plain).toContain("Late: Sitrep was away. *An update has been due since");
    expect(late[0]?.plain).toContain("Nothing has been heard here");
    expect(updatesDue(world, "sam")).toHaveLength(0);
  }, 30_000);

  it("gathers what several incidents want of one person into one message [UPD-4]", async () => {
    const world = await startWorld();
    const dana = world.person("dana");
    for (const title of ["Checkout errors", "Login errors", "Search errors"]) {
      await dana.command("#general", `/incident declare sev3 ${title}`);
    }
    await world.settle();
    await world.stopBot();
    world.clock.jump(world.clock.now() + 5 * HOUR);
    const { channels, app } = world.sandbox.workspace;
    const directId = channels.openDirect(dana.id, [app.botUserId]).channel.id;
    world.sandbox.faults.add({
      methods: ["chat.postMessage"],
      channel: directId,
      kind: "lost_answer",
      times: 1,
    });
    await world.startBot();
    await world.pass(MINUTE);
    const late = reminders(dana.dm());
    expect(late).toHaveLength(1);
    for (const number of [1, 2, 3]) expect(late[0]?.plain).toContain(`#${number} `);
    await dana.command("#inc-2-login-errors", "/incident update Restarting the service");
    await world.settle();
    const after = dana.see(last(late));
    expect(after?.plain).toContain("Done: Dana posted an update");
    expect(after?.buttons).toContain("Write update");
    expect(await world.verify()).toEqual([]);
  }, 30_000);

  it("reminds the owner of an action item, whose one click finishes it [UPD-3]", async () => {
    const world = await staffed();
    const [dana, kim] = [world.person("dana"), world.person("kim")];
    await dana.command(CHANNEL, "/incident action Alert on queue depth @kim by 2026-03-20");
    await world.settle();
    await world.pass(8 * DAY);
    const asked = last(kim.dm().filter(({ plain }) => plain.includes("Alert on queue depth")));
    await kim.click(asked, "Done");
    await world.settle();
    expect(kim.see(asked)?.plain).toContain("Done: Kim finished it");
    const { postmortem } = await world.bot().ctx.ledger.incident(1);
    expect(Object.values(postmortem.actions).map(({ doneAt }) => doneAt !== undefined)).toEqual([true]);
  }, 30_000);

  it("tells the channel when the person cannot be reached [UPD-2]", async () => {
    const world = await staffed();
    world.sandbox.workspace.people.change(world.person("sam").id, { deleted: true });
    await world.pass(11 * MINUTE);
    expect(world.person("kim").finds(CHANNEL, "An update is due").pings).toEqual(["@Sam"]);
    await world.pass(DAY);
    expect(await world.verify()).toEqual([]);
  }, 30_000);

  it("asks once although Slack's answer was lost [FAULTS]", async () => {
    const world = await staffed();
    world.sandbox.faults.add({ methods: ["chat.postMessage"], kind: "lost_answer", times: 1 });
    await world.pass(13 * MINUTE);
    expect(updatesDue(world, "sam")).toHaveLength(1);
  }, 30_000);
});
