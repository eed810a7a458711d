import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../../src/config/index.ts";
import { actions, button } from "../../../src/slack/kit/index.ts";
import { requestUpdateButton } from "../../../src/slack/updates/index.ts";
import { MINUTE, startWorld, type World } from "../../support/world.ts";

const CHANNEL = "#inc-1-checkout-errors";
const PROMISE = 50 * MINUTE;

async function declared(
  words = "sev1 Checkout errors",
  options: Parameters<typeof startWorld>[0] = {},
): Promise<World> {
  const world = await startWorld(options);
  await world.person("dana").command("#general", `/incident declare ${words}`);
  await world.settle();
  return world;
}

const threads = (world: World) =>
  world
    .person("lee")
    .sees("#incidents")
    .flatMap(({ thread }) => thread.map(({ plain }) => plain));

describe("updates over the wire", () => {
  it("go to the channel, the announcement's thread, subscribers and stakeholders [UPD-1] [UPD-7]", async () => {
    const shipped = shippedPolicy();
    const audiences = shipped.audiences.map((audience) =>
      audience.id === "executives" ? { ...audience, channels: ["random"] } : audience,
    );
    const world = await declared("sev1 Checkout errors", { policy: { ...shipped, audiences } });
    const [lee, priya, alex] = [world.person("lee"), world.person("priya"), world.person("alex")];
    await lee.command("#general", "/incident subscribe #1");
    await priya.command("#general", "/incident subscribe sev1");
    await alex.command("#general", "/incident subscribe sev2");
    await world.person("dana").command(CHANNEL, "/incident update Rolling back api 2.3.1 & asking @kim");
    await world.settle();

    const words = "Rolling back api 2.3.1 & asking @Kim";
    expect(world.person("dana").finds(CHANNEL, words).pings).toEqual([]);
    expect(world.person("dana").finds(CHANNEL, words).text).toMatch(/Next update <!date\^\d+\^/);
    expect(threads(world).filter((plain) => plain.includes(words))).toHaveLength(1);
    expect(lee.finds("#random", words).plain).toContain("SEV-1 #1 Checkout errors");
    expect(lee.finds("@app", words).plain).toContain("/incident unsubscribe #1");
    expect(priya.finds("@app", words).plain).toContain("SEV-1 #1 Checkout errors");
    expect(alex.dm()).toEqual([]);

    await lee.command("#general", "/incident unsubscribe #1");
    await priya.command("#general", "/incident unsubscribe sev1");
    const before = [lee.dm().length, priya.dm().length];
    await world.person("dana").command(CHANNEL, "/incident update Rolled back");
    await world.settle();
    expect([lee.dm().length, priya.dm().length]).toEqual(before);
    expect(await world.verify()).toEqual([]);
  }, 30_000);

  it("are written in a form that holds the last one, and may move the stage and set the next time [UPD-1]", async () => {
    const world = await declared();
    const dana = world.person("dana");
    await dana.command(CHANNEL, "/incident update Looking at the payment provider");
    await world.settle();
    await dana.command(CHANNEL, "/incident update");
    const form = dana.modal();
    expect(form.fields.map(({ label }) => label)).toEqual([
      "Status",
      "Situation",
      "Actions taken",
      "Next steps",
      "Next update",
    ]);
    expect(form.fields[1]?.value).toBe("Looking at the payment provider");
    const refused = await dana.submit({ Situation: "Rolled back", "Next update": world.clock.now() - MINUTE });
    expect(Object.keys(refused.errors)).toEqual(["Next update"]);
    const next = world.clock.now() + PROMISE;
    await dana.submit({ Status: "Monitoring", "Next update": next });
    await world.settle();
    expect(dana.finds(CHANNEL, "Update: Monitoring").plain).toContain("Rolled back");
    const { facts, updates } = await world.bot().ctx.ledger.incident(1);
    expect([facts.stage, updates.last?.nextUpdateAt]).toEqual(["verification", next]);
  }, 30_000);

  it("of a private incident reach nobody outside, subscribed or not [INC-4]", async () => {
    const world = await declared("sev1 security: keys leaked");
    const lee = world.person("lee");
    await lee.command("#general", "/incident subscribe sev1");
    const { ephemeral } = await lee.command("#general", "/incident subscribe #1");
    expect(ephemeral[0]?.plain).toContain("There is no incident #1");
    const { facts } = await world.bot().ctx.ledger.incident(1);
    expect(facts.isPrivate).toBe(true);
    await world.person("dana").command(`#${facts.channel?.name}`, "/incident update Keys rotated");
    await world.settle();
    expect(lee.dm()).toEqual([]);
    expect(JSON.stringify(["#incidents", "#general", "#random"].map((name) => lee.sees(name)))).not.toContain(
      "rotated",
    );
  }, 30_000);

  it("asked for by several are one question, edited, and answered by one click [UPD-6]", async () => {
    const world = await declared();
    await world.person("dana").command(CHANNEL, "/incident role comms @sam");
    await world.settle();
    const sam = world.person("sam");
    const press = button({ text: "Request an update", actionId: requestUpdateButton.build({ incidentId: 1 }) });
    const card = { channel: "#incidents", text: "A place to ask", blocks: [actions([press])] };
    await world.bot().ctx.slack.call("chat.postMessage", card);
    const announcement = sam.finds("#incidents", "Request an update");
    await world.person("lee").click(announcement, "Request an update");
    await world.person("priya").click(announcement, "Request an update");
    await world.person("lee").click(announcement, "Request an update");
    await world.settle();
    const questions = sam.dm().filter(({ plain }) => plain.includes("for an update"));
    expect(questions.map(({ plain }) => plain.split("\n")[0])).toEqual(["*Lee and Priya ask for an update.*"]);
    await sam.click(questions[0] ?? announcement, "Nothing new");
    await world.settle();
    expect(sam.dm().filter(({ plain }) => plain.includes("Done: Sam posted an update."))).toHaveLength(1);
    await world.person("lee").click(announcement, "Request an update");
    await world.settle();
    expect(sam.dm().filter(({ plain }) => plain.includes("*Lee asks for an update.*"))).toHaveLength(1);
  }, 30_000);

  it("tell in private what is wrong with the words [INC-9]", async () => {
    const world = await declared();
    const dana = world.person("dana");
    const said = async (words: string) => (await dana.command(CHANNEL, `/incident ${words}`)).ephemeral[0]?.plain ?? "";
    expect(await said("verbosity loud")).toContain("`/incident verbosity full`");
    expect(await said("verbosity compact")).toContain("compact");
    expect(await said("subscribe sev9")).toContain("SEV-1, SEV-2");
    expect(await said("subscribe list")).toContain("You are subscribed to nothing.");
    expect(await said("subscribe service Checkout API")).toContain("Checkout API");
    expect(await said("subscribe list")).toContain("incidents of checkout api");
    expect(await said("reminders off everything")).toContain("no commander");
  }, 30_000);
});
