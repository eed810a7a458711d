import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE, startWorld, THURSDAY, type World } from "../../support/world.ts";

const factsOf = async (world: World, id = 1) => (await world.bot().ctx.ledger.incident(id)).facts;
const VERIFIED = { "Service restored": true, "Metrics normal": true, "Users confirm": true };

/** What the person was answered in private. */
async function told(world: World, person: string, channel: string, text: string): Promise<string> {
  const { ephemeral } = await world.person(person).command(channel, text);
  await world.settle();
  return ephemeral.map(({ plain }) => plain).join("\n");
}

async function declared(world: World, words = "sev2 Checkout errors"): Promise<string> {
  await told(world, "dana", "general", `/incident declare ${words}`);
  const { channel } = await factsOf(world);
  if (!channel) throw new Error("no channel was opened");
  return channel.name;
}

describe("declaring", () => {
  it("by one line opens it at once, and says so in private [INC-1]", async () => {
    const world = await startWorld();
    const answer = await told(world, "dana", "general", "/incident declare sev2 Checkout errors");
    expect(answer).toContain("Declared *#1 Checkout errors* as SEV-2 — the channel follows.");
    expect(world.person("dana").hasModal()).toBe(false);
    expect(await factsOf(world)).toMatchObject({ title: "Checkout errors", severity: "sev2", isPrivate: false });
  });

  it("with words missing opens the form with what was said [INC-1]", async () => {
    const world = await startWorld();
    const dana = world.person("dana");
    await dana.command("general", "/incident declare Postgres replication lag");
    const field = (label: string) => dana.modal().fields.find((each) => each.label === label)?.value;
    expect([field("Title"), field("Category")]).toEqual(["Postgres replication lag", "Database"]);
    const { errors } = await dana.submit({ Title: "x".repeat(251), Severity: "sev1" });
    expect(errors.Title).toMatch(/at most 250 characters/);
    await dana.submit({ Title: "Replication lag", Drill: true });
    await world.settle();
    expect(dana.modal().plain).toContain("Declared drill *#1 Replication lag* as SEV-1");
    expect(await factsOf(world)).toMatchObject({ category: "database", isDrill: true });
  });

  it("advises a category that one press sets [RANK-3]", async () => {
    const world = await startWorld();
    await told(world, "dana", "general", "/incident declare sev2 Postgres deadlocks");
    const dana = world.person("dana");
    await dana.click(dana.finds("general", "It reads like"), "Set category Database");
    await world.settle();
    expect(dana.finds("general", "the category is Database now").ephemeral).toBe(true);
    expect((await factsOf(world)).category).toBe("database");
  });

  it("keeps hostile text as it was typed, and pings nobody [OPS-5]", async () => {
    const world = await startWorld();
    const title = '<!channel> & "quotes" <http://x|y>';
    expect(await told(world, "dana", "general", `/incident declare sev2 ${title}`)).toContain(title);
    expect((await factsOf(world)).title).toBe(title);
  });

  it("as security ticks the private box before the eyes of the person, who may take it away [INC-4]", async () => {
    const world = await startWorld();
    const dana = world.person("dana");
    await dana.shortcut("declare");
    await dana.fill({ Title: "Odd logins", Severity: "sev2", Category: "Security" });
    const box = () => dana.modal().fields.find(({ label }) => label === "Private incident");
    expect([box()?.value, box()?.hint]).toEqual([
      expect.stringContaining("Only people"),
      expect.stringContaining("private unless"),
    ]);
    await dana.submit();
    await world.settle();
    expect((await factsOf(world)).isPrivate).toBe(true);
    await dana.closeModal({ all: true });
    await dana.shortcut("declare");
    await dana.fill({ Title: "Odd logins", Severity: "sev2", Category: "Security", "Private incident": false });
    await dana.submit();
    await world.settle();
    expect((await factsOf(world, 2)).isPrivate).toBe(false);
  });

  it("as security stays private where Slack cannot change an open form [OPS-9]", async () => {
    const world = await startWorld({
      sandbox: { faults: [{ methods: ["views.update"], kind: "error", error: "unknown_method" }] },
    });
    const dana = world.person("dana");
    await dana.shortcut("declare");
    await dana.fill({ Title: "Odd logins", Severity: "sev2", Category: "Security" });
    await dana.submit();
    await world.settle();
    expect((await factsOf(world)).isPrivate).toBe(true);
  });

  it("from a message begins the timeline with it, and its permalink [INC-1]", async () => {
    const world = await startWorld();
    const said = await world.person("alex").say("general", "@dana checkout throws 500s\nsince the deploy");
    await world.pass(MINUTE);
    const dana = world.person("dana");
    await dana.messageShortcut(said, "Declare from this message");
    await dana.submit({ Severity: "sev2" });
    await world.settle();
    const facts = await factsOf(world);
    expect([facts.title, facts.description]).toEqual([
      "@Dana checkout throws 500s",
      "@Dana checkout throws 500s\nsince the deploy",
    ]);
    expect(facts.source?.permalink).toMatch(new RegExp(`/archives/${said.channelId}/p${said.ts.replace(".", "")}$`));
    const [first] = (await world.bot().store.entriesOf(1)).toSorted((a, b) => a.at - b.at);
    expect([first?.kind, first?.by]).toEqual(["message_added", `person:${world.person("alex").id}`]);
  });

  it("after the fact takes its past start and, on resolving, its end [INC-6]", async () => {
    const world = await startWorld();
    const dana = world.person("dana");
    await dana.shortcut("declare");
    await dana.fill({ Title: "Nightly batch failed" });
    await dana.click("modal", "Over already? Declare after the fact");
    await dana.submit({ Severity: "sev4", Started: THURSDAY - 10 * HOUR });
    await world.settle();
    expect(await factsOf(world)).toMatchObject({
      isRetrospective: true,
      title: "Nightly batch failed",
      times: { started: THURSDAY - 10 * HOUR },
    });
    await dana.closeModal({ all: true });
    await dana.command("general", "/incident #1 resolve restarted it");
    await dana.submit({ Ended: THURSDAY - 9 * HOUR });
    expect((await factsOf(world)).times.resolved).toBe(THURSDAY - 9 * HOUR);
  });
});

describe("running", () => {
  it("changes the severity by word and by form [RANK-1]", async () => {
    const world = await startWorld();
    const channel = await declared(world);
    expect(await told(world, "dana", channel, "/incident sev 1 all regions")).toContain(
      "#1 is SEV-1 now. Updates are now due every 15 min.",
    );
    expect(await told(world, "dana", channel, "/incident severity sev1")).toContain("It is SEV-1 already");
    expect(await told(world, "dana", channel, "/incident severity 9")).toContain("There is no severity “9”");
    const dana = world.person("dana");
    await dana.command(channel, "/incident severity");
    await dana.submit({ Severity: "sev3", Why: "only one region" });
    expect((await factsOf(world)).severity).toBe("sev3");
  });

  it("shows the checklist, ticks it, and asks once before something is skipped [LIFE-2]", async () => {
    const world = await startWorld();
    const channel = await declared(world);
    const dana = world.person("dana");
    expect(await told(world, "dana", channel, "/incident status")).toContain("Stage 1 of 8: *Detection*");
    await dana.click(dana.finds(channel, "Stage 1 of 8"), "Tick");
    await world.settle();
    await dana.click(dana.finds(channel, "Stage 1 of 8"), "Move on to Triage");
    await world.settle();
    expect(dana.finds(channel, "Stage 2 of 8").plain).toContain("Severity is set (from the record)");
    await dana.command(channel, "/incident status identified");
    expect(dana.modal().plain).toContain("Category is set");
    await dana.submit();
    expect(await factsOf(world)).toMatchObject({ stage: "remediation" });
    expect(await told(world, "dana", channel, "/incident status triage")).toContain("#1 is in Triage now");
  });

  it("corrects details by word and by form, and keeps the old value [INC-5]", async () => {
    const world = await startWorld();
    const channel = await declared(world);
    expect(await told(world, "dana", channel, "/incident edit title Checkout is down")).toContain("corrected");
    expect(await told(world, "dana", channel, "/incident edit weather fine")).toContain(
      "`/incident edit title Checkout is down`",
    );
    const dana = world.person("dana");
    await dana.command(channel, "/incident edit");
    await dana.submit({ Impact: "all orders", Services: "checkout, payments", Started: THURSDAY - 5 * MINUTE });
    expect(await factsOf(world)).toMatchObject({
      title: "Checkout is down",
      impact: "all orders",
      services: ["checkout", "payments"],
      times: { started: THURSDAY - 5 * MINUTE },
    });
    await dana.command(channel, "/incident edit times");
    const { errors } = await dana.submit({ Mitigated: THURSDAY - HOUR });
    expect(errors.Mitigated).toMatch(/cannot be mitigated before it was started/);
  });

  it("acknowledges for the first, and tells the second [LIFE-4]", async () => {
    const world = await startWorld();
    const channel = await declared(world);
    await world.person("alex").join(channel);
    expect(await told(world, "alex", channel, "/incident ack")).toContain("You acknowledged #1");
    expect(await told(world, "dana", channel, "/incident ack")).toContain("Somebody was faster");
  });

  it("shows the control panel inside, the form outside [INC-9]", async () => {
    const world = await startWorld();
    const channel = await declared(world);
    const dana = world.person("dana");
    await dana.command(channel, "/incident");
    const panel = dana.finds(channel, "SEV-2 major");
    expect(panel.buttons).toEqual([
      "Post update",
      "Change severity",
      "Take command",
      "Roles",
      "Timeline",
      "Resolve",
      "Acknowledge",
      "Stage",
      "Assess impact",
      "Edit details",
      "Notify",
    ]);
    await dana.command("general", "/incident");
    expect(dana.modal().title).toBe("Declare an incident");
  });
});

describe("ending", () => {
  it("refuses to resolve a SEV-2 that nobody verified, and says why under the field [LIFE-3]", async () => {
    const world = await startWorld();
    const channel = await declared(world);
    const dana = world.person("dana");
    await dana.command(channel, "/incident resolve rolled back api 2.3.1");
    const { errors } = await dana.submit({ "Service restored": true });
    expect(errors["Metrics normal"]).toMatch(/only once it is verified/);
    await dana.submit({ ...VERIFIED, "Follow-ups": "add a test\nalert earlier" });
    expect(await factsOf(world)).toMatchObject({
      isOpen: false,
      resolution: { fix: "rolled back api 2.3.1", followUps: ["add a test", "alert earlier"] },
    });
    expect(await told(world, "dana", channel, "/incident resolve")).toContain("resolved already");
  });

  it("closes after asking and with a second person's yes, reopens with a reason [INC-6] [AUTH-2]", async () => {
    const world = await startWorld();
    const channel = await declared(world);
    const dana = world.person("dana");
    expect(await told(world, "dana", channel, "/incident close")).toContain("Resolve it first");
    await dana.command(channel, "/incident done fixed");
    await dana.submit(VERIFIED);
    await dana.command(channel, "/incident close");
    expect(dana.modal().plain).toContain("The post-mortem is published");
    await dana.submit();
    await world.settle();
    await dana.closeModal();
    const sam = world.person("sam");
    await sam.join(channel);
    await sam.click(sam.finds(channel, "Dana asks for approval"), "Approve");
    expect((await factsOf(world)).isClosed).toBe(true);
    await dana.command(channel, "/incident reopen");
    await dana.submit({ "What brings it back": "errors are back" });
    expect(await factsOf(world)).toMatchObject({ isOpen: true, isClosed: false, stage: "investigation" });
    expect(await told(world, "dana", channel, "/incident cancel declared by mistake")).toContain("#1 is cancelled");
    const { ephemeral } = await dana.command(channel, "/incident show");
    expect(ephemeral[0]?.buttons).toEqual(["Roles", "Timeline", "Edit details", "Notify", "Reopen"]);
  });

  it("warns of archiving, keeps the channel on a press, and archives it a week later [INC-11]", async () => {
    const world = await startWorld();
    const channel = await declared(world, "sev4 Checkout errors");
    const dana = world.person("dana");
    await dana.command(channel, "/incident resolve fixed");
    await dana.submit();
    await world.pass(6 * DAY + MINUTE);
    const warning = dana.finds(channel, "will be archived");
    await dana.click(warning, "Keep this channel");
    await world.settle();
    expect(dana.finds(channel, "stays, at least until").ephemeral).toBe(true);
    await world.pass(5 * DAY);
    expect((await factsOf(world)).channel?.isArchived).toBe(false);
    await world.pass(3 * DAY);
    expect((await factsOf(world)).channel?.isArchived).toBe(true);
    expect(await world.verify()).toEqual([]);
  });
});

describe("what others may see", () => {
  it("a private incident is in no list, no answer and behind no button for others [INC-4]", async () => {
    const world = await startWorld();
    await told(world, "dana", "general", "/incident declare sev2 --private Odd payroll exports");
    expect(await told(world, "dana", "general", "/incident list")).toContain("Odd payroll exports");
    expect(await told(world, "sam", "general", "/incident list")).toContain("No incident is open");
    for (const words of ["show 1", "show #1", "#1 status", "#1 resolve", "#1 edit title x"]) {
      expect(await told(world, "sam", "general", `/incident ${words}`)).toMatch(
        /There is no incident #1 that you can see/,
      );
    }
  });

  it("lists the open ones, and all of them [INC-9]", async () => {
    const world = await startWorld();
    const channel = await declared(world);
    await told(world, "dana", "general", "/incident declare sev3 Search is slow");
    await told(world, "dana", channel, "/incident cancel by mistake");
    const open = await told(world, "dana", "general", "/incident list");
    expect([open.includes("Search is slow"), open.includes("Checkout errors")]).toEqual([true, false]);
    expect(await told(world, "dana", "general", "/incident list all")).toMatch(/Checkout errors · Cancelled/);
    expect(await told(world, "dana", "general", "/incident list yesterday")).toContain("`/incident list all`");
  });
});
