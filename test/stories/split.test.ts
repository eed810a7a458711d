import { describe, expect, it } from "vitest";
import { everythingSeenBy } from "../support/eyes.ts";
import { announcement, asks, card, declare, INCIDENTS, incidentNow, last, posts, ROOM } from "../support/telling.ts";
import { told } from "../support/told.ts";
import { MINUTE, startWorld, type World } from "../support/world.ts";

const QUEUE = "inc-2-payments-queue";
const VERIFIED = { "Service restored": true, "Metrics normal": true, "Users confirm": true };

async function splitOff(world: World, words = "Payments queue @sam", declared = "sev1 Checkout errors") {
  const dana = await declare(world, declared);
  const sam = world.person("sam");
  const answer = await asks(world, dana, `/incident split ${words}`);
  return { dana, sam, answer };
}

describe("a workstream is split off with a channel and a lead of its own [INC-6]", () => {
  it("it inherits severity and services, and shows on the card of the whole", async () => {
    const world = await startWorld();
    const dana = await declare(world);
    await dana.command(ROOM, "/incident edit services api, db");
    expect(await asks(world, dana, "/incident split Payments queue @sam")).toContain(
      "Split *#2 Payments queue* off from #1",
    );
    const { facts, roles } = await incidentNow(world, 2);
    expect(facts).toMatchObject({ severity: "sev1", services: ["api", "db"], parentId: 1, isPrivate: false });
    expect(roles.holders.commander?.userId).toBe(world.person("sam").id);
    expect(world.person("sam").channels()).toContain(QUEUE);
    expect(card(dana).plain).toContain("#2 Payments queue (detection, @Sam)");
    expect(card(dana, QUEUE).plain).toContain("#1 Checkout errors");
    expect(posts(dana).some(({ plain }) => plain.includes("*Workstream #2 Payments queue*"))).toBe(true);
    expect(announcement(dana).plain).toContain("#1 Checkout errors");
    expect(posts(dana, INCIDENTS)).toHaveLength(1);
    expect(await world.verify()).toEqual([]);
  });

  it("its updates and its end show in the channel and on the timeline of the whole", async () => {
    const world = await startWorld();
    const { dana, sam } = await splitOff(world);
    await sam.command(QUEUE, "/incident update");
    await sam.submit({ Situation: "Consumers are stuck for <!channel>" });
    await world.settle();
    const news = last(posts(dana));
    expect(news.plain).toContain("Consumers are stuck");
    expect(news.pings).toEqual([]);
    expect((await told(world)).join("\n")).toContain("[#2] Update (investigating): Consumers are stuck");
    await sam.command(QUEUE, "/incident resolve restarted consumers");
    await sam.submit(VERIFIED);
    await world.settle();
    expect(last(posts(dana)).plain).toContain("restarted consumers");
    expect(card(dana).plain).toContain("#2 Payments queue (resolved");
    const { postmortem } = await incidentNow(world, 2);
    expect(postmortem.state).toBeUndefined();
    expect(await world.verify()).toEqual([]);
  });

  it("resolving the whole asks once about open workstreams", async () => {
    const world = await startWorld();
    const { dana } = await splitOff(world);
    await dana.command(ROOM, "/incident resolve rolled back");
    expect(dana.modals().at(-1)?.plain).toContain("These workstreams are still open: #2 Payments queue");
    await dana.submit(VERIFIED);
    await world.settle();
    expect((await incidentNow(world)).facts.isOpen).toBe(false);
    expect((await incidentNow(world, 2)).facts.isOpen).toBe(true);
    expect(await world.verify()).toEqual([]);
  });

  it("nobody is asked for the roles, the post-mortem and the pages that the whole has already", async () => {
    const world = await startWorld();
    const { dana } = await splitOff(world);
    await world.pass(30 * MINUTE);
    const asked = await world.bot().store.entriesOf(2, { kinds: ["reminder_sent"] });
    expect(asked.map(({ data }) => JSON.parse(data).rule)).not.toContain("unclaimed_roles");
    expect(await world.bot().store.entriesOf(2, { kinds: ["escalation_raised"] })).toEqual([]);
    expect(card(dana, QUEUE).plain).not.toContain("Communications lead");
    expect(await world.verify()).toEqual([]);
  });

  it("what happens in it is told once although the bot dies and comes back", async () => {
    const world = await startWorld();
    const { dana, sam } = await splitOff(world);
    const died = new Promise<void>((resolve) => {
      world.sandbox.faults.killAfter("chat.postMessage", 2, () => {
        void world.stopBot().then(resolve);
      });
    });
    await sam.command(QUEUE, "/incident update");
    await sam.submit({ Situation: "Consumers are stuck" });
    await world.clock.advance(20_000, async () => {});
    await died;
    await world.startBot();
    await world.pass(MINUTE);
    expect(posts(dana).filter(({ plain }) => plain.includes("Consumers are stuck"))).toHaveLength(1);
    expect(await world.bot().store.entriesOf(1, { kinds: ["workstream_told"] })).toHaveLength(1);
    expect(await world.verify()).toEqual([]);
  });

  it("of a private incident it is private, and those in the whole come along", async () => {
    const world = await startWorld();
    const dana = await declare(world, "sev1 Checkout errors --private");
    await dana.invite(ROOM, ["kim"]);
    await world.settle();
    await dana.command(ROOM, "/incident split Payments queue @sam");
    await world.settle();
    await world.settle();
    const { facts } = await incidentNow(world, 2);
    expect(facts.isPrivate).toBe(true);
    expect(world.person("kim").channels()).toContain(QUEUE);
    expect(everythingSeenBy(world, "lee")).not.toContain("Payments");
    expect(await world.verify()).toEqual([]);
  });

  it("without words a form asks what it is about and who leads", async () => {
    const world = await startWorld();
    const dana = await declare(world);
    await dana.command(ROOM, "/incident split");
    await dana.submit({ "What it is about": "Payments *queue* & <!here>", Lead: "sam" });
    await world.settle();
    expect(card(dana).plain).toContain("Payments *queue* & <!here>");
    expect(last(posts(dana)).pings).toEqual(["@Sam"]);
    expect(await world.verify()).toEqual([]);
  });

  it("a workstream is not split again, and nothing is split off what is over", async () => {
    const world = await startWorld();
    const { dana, sam } = await splitOff(world);
    expect(await asks(world, sam, "/incident split Smaller still", QUEUE)).toContain("#2 is itself a workstream of #1");
    await dana.command(ROOM, "/incident cancel by mistake");
    expect(await asks(world, dana, "/incident split Another")).toContain("#1 is over");
    expect(await world.verify()).toEqual([]);
  });
});
