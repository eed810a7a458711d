import { describe, expect, it } from "vitest";
import type { Person } from "../../src/sandbox/index.ts";
import { hearLog } from "../support/heard-log.ts";
import { HOUR, MINUTE, startWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-checkout-errors";

/** Dana runs an incident of which Sam is part. */
async function running(words = "sev1 Checkout errors", options: Parameters<typeof startWorld>[0] = {}) {
  const world = await startWorld(options);
  const [dana, sam] = [world.person("dana"), world.person("sam")];
  await dana.command("general", `/incident declare ${words}`);
  await world.settle();
  if (!sam.canSee(ROOM) || !sam.members(ROOM).includes("sam"))
    await sam.join(ROOM).catch(() => dana.invite(ROOM, ["sam"]));
  await world.pass(2 * MINUTE);
  world.sandbox.calls.clear();
  return { world, dana, sam };
}

async function update(world: World, person: Person, text: string): Promise<void> {
  const { ok } = await person.command("general", `/incident #1 update ${text}`);
  expect(ok).toBe(true);
  await world.settle();
}

const refusedCalls = (world: World): number =>
  world.sandbox.calls.api().filter(({ error }) => error !== undefined).length;

const announced = (world: World) => {
  const [post] = world
    .person("lee")
    .sees("incidents")
    .filter(({ from }) => from === "sitrep");
  if (!post) throw new Error("nothing was announced");
  return post;
};

const posts = (person: Person, text: string) => person.sees(ROOM).filter(({ plain }) => plain.includes(text));

describe("what people do to the channel by hand [OPS-2]", () => {
  it("archived: updates go to the announcement and to people; brought back, everything goes on there", async () => {
    const { world, dana } = await running();
    await dana.archive(ROOM);
    await world.settle();
    await update(world, dana, "rolling back");
    await world.pass(HOUR);
    expect(announced(world).plain).toContain(`Its channel was archived: #${ROOM}`);
    expect(announced(world).thread.at(-1)?.plain).toContain("rolling back");
    expect(refusedCalls(world)).toBe(0);
    await dana.unarchive(ROOM);
    await update(world, dana, "half of it is back");
    expect(posts(dana, "half of it is back")).toHaveLength(2);
    expect(announced(world).plain).toContain(`Join #${ROOM}`);
    expect(await world.verify()).toEqual([]);
  });

  it("renamed: nothing is lost, and everybody is sent to the new name", async () => {
    const { world, dana } = await running();
    await dana.rename(ROOM, "checkout-fire");
    await update(world, dana, "rolling back");
    expect(dana.finds("checkout-fire", "rolling back")).toBeDefined();
    expect(announced(world).plain).toContain("Join #checkout-fire");
    expect(refusedCalls(world)).toBe(0);
    expect(await world.verify()).toEqual([]);
  });

  it("deleted: the incident goes on in the announcement, and Slack is left in peace", async () => {
    const heard = hearLog("warn");
    const { world, dana } = await running("sev1 Checkout errors", { log: heard.log });
    await dana.deleteChannel(ROOM);
    await update(world, dana, "rolling back");
    await world.pass(HOUR);
    expect(announced(world).plain).toContain("rolling back");
    expect(announced(world).thread.at(-1)?.plain).toContain("rolling back");
    expect(refusedCalls(world)).toBeLessThan(40);
    expect(heard.lines()).toContainEqual(
      expect.objectContaining({
        msg: "the channel is closed to the bot; trying again later",
        reason: "channel_not_found",
      }),
    );
    expect(await world.verify()).toEqual([]);
  });

  it("the card deleted: it is posted and pinned anew, once", async () => {
    const { world, dana } = await running();
    const { workspace } = world.sandbox;
    const card = posts(dana, "Declared by")[0];
    if (!card) throw new Error("there is no card");
    await world.sandbox.act(() => workspace.messages.delete(workspace.app.botUserId, card.channelId, card.ts));
    await update(world, dana, "rolling back");
    await update(world, dana, "rolled back");
    expect(posts(dana, "Declared by")).toMatchObject([{ pinned: true, plain: expect.stringContaining("rolled back") }]);
    expect(await world.verify()).toEqual([]);
  });

  it.each(["sev1 Checkout errors", "sev1 --private Checkout errors"])(
    "the bot removed (%s): what it could not hear is read when it is let in again [TL-6]",
    async (words) => {
      const { world, dana, sam } = await running(words);
      await dana.kick(ROOM, "@app");
      await sam.say(ROOM, "said behind its back");
      await update(world, dana, "rolling back");
      await world.pass(30 * MINUTE);
      expect(refusedCalls(world)).toBeLessThan(30);
      await dana.invite(ROOM, ["@app"]);
      await world.pass(6 * MINUTE);
      const { ephemeral } = await dana.command(ROOM, "/incident search behind its back");
      expect(ephemeral[0]?.plain).toContain("said behind its back");
      expect(posts(dana, "Next update").length).toBeGreaterThan(0);
      expect(await world.verify()).toEqual([]);
    },
  );
});

describe("a token that is revoked and restored [OPS-2]", () => {
  it("is tried once a minute; then everything arrives once, and reminders are no storm", async () => {
    const heard = hearLog("error");
    const { world, dana, sam } = await running("sev1 Checkout errors", { log: heard.log });
    world.sandbox.workspace.revokeTokens();
    await update(world, dana, "rolling back");
    await dana.command("general", "/incident #1 severity sev2 only cards");
    await world.pass(20 * MINUTE);
    expect(refusedCalls(world)).toBeLessThan(30);
    expect(heard.lines().length).toBeLessThan(30);
    expect(heard.lines()[0]).toMatchObject({ msg: expect.stringContaining("put a good SLACK_BOT_TOKEN in its place") });
    expect(posts(sam, "rolling back")).toEqual([]);
    world.sandbox.workspace.restoreTokens();
    await world.pass(3 * MINUTE);
    expect(posts(sam, "rolling back").filter(({ plain }) => plain.startsWith("*Update"))).toHaveLength(1);
    expect(posts(sam, "changed the severity")).toHaveLength(1);
    expect(dana.dm().filter(({ buttons }) => buttons.includes("Snooze 10 min"))).toHaveLength(1);
    expect(await world.verify()).toEqual([]);
  });
});

describe("somebody whose account was deactivated [OPS-6]", () => {
  it("is not reached by message, which costs the others nothing", async () => {
    const { world, dana, sam } = await running();
    await sam.command(ROOM, "/incident role commander");
    await sam.command(ROOM, "/incident subscribe");
    await world.settle();
    world.sandbox.workspace.people.change(sam.id, { deleted: true });
    await world.pass(20 * MINUTE);
    await update(world, dana, "rolling back");
    await world.pass(20 * MINUTE);
    expect(posts(dana, "update is due").length + posts(dana, "update has been due").length).toBeGreaterThan(0);
    expect(announced(world).thread.at(-1)?.plain).toContain("rolling back");
    expect(refusedCalls(world)).toBeLessThan(10);
    expect(await world.verify()).toEqual([]);
  });
});
