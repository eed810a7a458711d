import { describe, expect, it } from "vitest";
import { announcement, asks, card, declare, INCIDENTS, incidentNow, posts, ROOM } from "../support/telling.ts";
import { HOUR, startWorld, THURSDAY } from "../support/world.ts";

describe("an incident is declared", () => {
  it("by one line: Dana types it, the channel and its announcement follow at once [INC-1] [INC-2]", async () => {
    const world = await startWorld();
    const dana = world.person("dana");
    const answer = await asks(world, dana, "/incident declare sev2 Checkout errors", "general");
    expect(answer).toContain("Declared *#1 Checkout errors* as SEV-2");
    expect(dana.hasModal()).toBe(false);
    expect(dana.members(ROOM)).toEqual(["sitrep", "dana"]);
    expect(card(dana).plain).toContain("SEV-2 · #1 Checkout errors");
    expect(announcement(world.person("lee")).plain).toContain(`Join #${ROOM}`);
    expect(await world.verify()).toEqual([]);
  });

  it("with two calls to Slack before everybody knows: the channel, then the announcement [INC-2] [FAST-2]", async () => {
    const world = await startWorld();
    world.sandbox.calls.clear();
    await declare(world);
    const [first, second] = world.sandbox.calls.api().map(({ method, args }) => [method, args.name ?? args.channel]);
    expect([first, second]).toEqual([
      ["conversations.create", ROOM],
      ["chat.postMessage", `#${INCIDENTS}`],
    ]);
    expect(await world.verify()).toEqual([]);
  });

  it("by form: `/incident` alone opens it, title and severity are enough [INC-1]", async () => {
    const world = await startWorld();
    const dana = world.person("dana");
    await dana.command("general", "/incident");
    const needed = dana.modal().fields.filter(({ optional }) => !optional);
    expect(needed.map(({ label }) => label)).toEqual(["Title", "Severity"]);
    await dana.submit({ Title: "Checkout errors", Severity: "sev1" });
    await world.settle();
    expect(dana.modal().plain).toContain("Declared *#1 Checkout errors* as SEV-1");
    expect(announcement(dana).plain).toContain("SEV-1 · #1 Checkout errors");
    expect(await world.verify()).toEqual([]);
  });

  it("once, when the form is sent twice [INC-1]", async () => {
    const world = await startWorld();
    const dana = world.person("dana");
    await dana.command("general", "/incident");
    await dana.fill({ Title: "Checkout errors", Severity: "sev1" });
    await Promise.all([dana.submit(), dana.submit()]);
    await world.settle();
    expect(await world.bot().store.lastNumber()).toBe(1);
    expect(posts(dana, INCIDENTS)).toHaveLength(1);
    expect(dana.notices()).toEqual([]);
    expect(await world.verify()).toEqual([]);
  });

  it("by a severity alone in front, where nobody could mean anything else [INC-1] [INC-9]", async () => {
    const world = await startWorld();
    const dana = world.person("dana");
    expect(await asks(world, dana, "/incident sev2 Checkout errors", "general")).toContain("as SEV-2");
    const inside = await asks(world, dana, "/incident sev1 Everything is down");
    expect(inside).toContain("`/incident severity sev1` changes its severity");
    expect(await world.bot().store.lastNumber()).toBe(1);
    expect(await world.verify()).toEqual([]);
  });

  it("from a message, which becomes the first entry with its permalink [INC-1]", async () => {
    const world = await startWorld();
    const said = await world.person("alex").say("general", "Checkout errors");
    const dana = world.person("dana");
    await dana.messageShortcut(said, "Declare from this message");
    expect(dana.modal().plain).toContain("Title: Checkout errors");
    await dana.submit({ Severity: "sev2" });
    await world.settle();
    const timeline = await asks(world, dana, "/incident timeline all");
    expect(timeline).toMatch(/Alex L: Checkout errors/);
    const { source } = (await incidentNow(world)).facts;
    expect(source?.permalink).toContain(`/archives/${said.channelId}/p`);
    expect(await world.verify()).toEqual([]);
  });

  it("from a message that not everybody reads, as private until somebody says otherwise [INC-1] [INC-4]", async () => {
    const world = await startWorld();
    const dana = world.person("dana");
    await dana.createChannel("payroll", { private: true });
    await dana.messageShortcut(await dana.say("payroll", "Salaries are readable"), "Declare from this message");
    await dana.submit({ Severity: "sev2" });
    await world.settle();
    expect((await incidentNow(world)).facts.isPrivate).toBe(true);
    await world.person("sam").openHome();
    expect(world.person("sam").home().plain).not.toContain("Salaries");
    expect(await world.verify()).toEqual([]);
  });

  it("from anywhere: the global shortcut and the button of the App Home open the same form [INC-1]", async () => {
    const world = await startWorld();
    const [dana, sam] = [world.person("dana"), world.person("sam")];
    await dana.shortcut("Declare an incident");
    await dana.submit({ Title: "Checkout errors", Severity: "sev2" });
    await sam.openHome();
    await sam.click("home", "Declare incident");
    await sam.submit({ Title: "Search is slow", Severity: "sev3" });
    await world.settle();
    const declared = await world.bot().store.entriesOf(2, { kinds: ["declared"] });
    expect(JSON.parse(declared[0]?.data ?? "{}")).toMatchObject({ via: "home" });
    expect(announcement(sam).plain).toContain("SEV-3 · #2 Search is slow");
    expect(await world.verify()).toEqual([]);
  });

  it("after the fact, with its past start, and nobody is called or reminded [INC-6]", async () => {
    const world = await startWorld();
    const dana = world.person("dana");
    await dana.command("general", "/incident declare --past sev2 Checkout errors");
    const { errors } = await dana.submit({ Started: THURSDAY + HOUR });
    expect(errors.Started).toBe("It cannot have started in the future. Choose a time that has passed.");
    await dana.submit({ Started: THURSDAY - 5 * HOUR });
    await world.pass(3 * HOUR);
    expect((await incidentNow(world)).facts.times.started).toBe(THURSDAY - 5 * HOUR);
    for (const live of [card(dana), announcement(dana)]) {
      expect(live.plain).toContain("Over; recorded afterwards");
      expect(live.plain).not.toMatch(/Investigating|Join|nobody yet/);
    }
    expect(posts(dana).filter(({ pings }) => pings.length > 0)).toEqual([]);
    expect(dana.dm()).toEqual([]);
    expect(await world.verify()).toEqual([]);
  });
});
