import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../src/config/index.ts";
import { everythingSeenBy } from "../support/eyes.ts";
import { hearLog } from "../support/heard-log.ts";
import { HOUR, MINUTE, startWorld, type World } from "../support/world.ts";

/** In the title and in everything that is said; nobody outside may ever read it. */
const SECRET = /contoso/i;
const ROOM = "inc-1-contoso-payroll-leaked";
const CISO_OFFICE = { name: "ciso-office", private: true, members: ["sam", "@app"] };

/** Every stakeholder of every severity reads #random. */
function policyWithAudiences() {
  const policy = shippedPolicy();
  return { ...policy, audiences: policy.audiences.map((audience) => ({ ...audience, channels: ["random"] })) };
}

/** Dana declares, Sam helps, and they go through everything that can be told to others. */
async function runInPrivate(world: World): Promise<void> {
  const dana = world.person("dana");
  await dana.command("general", "/incident declare sev1 --private Contoso payroll leaked");
  await world.settle();
  await dana.invite(ROOM, ["sam"]);
  const sam = world.person("sam");
  const found = await sam.say(ROOM, "the Contoso bucket is public since Monday");
  await sam.react(found, "pushpin");
  await sam.react(found, "fast_forward");
  await sam.say(ROOM, "closing the Contoso bucket now", { thread: found });
  for (const words of [
    "role commander",
    "update Contoso is told, the bucket is closed",
    "severity sev2 only Contoso is hit",
    "note 10m ago Contoso called",
    "edit title Contoso payroll leaked for a week",
    "edit services payroll",
    "action Tell Contoso what happened @lee by tomorrow",
  ]) {
    await dana.command(ROOM, `/incident ${words}`);
    await world.settle();
  }
  await dana.command(ROOM, "/incident update Contoso accepts our apology");
  await world.pass(2 * HOUR);
  await dana.command(ROOM, "/incident resolve the Contoso bucket is closed");
  await world.settle();
  await dana.submit({
    Impact: "Contoso, 340 people",
    "Service restored": true,
    "Metrics normal": true,
    "Users confirm": true,
  });
  await world.settle();
}

describe("a private incident [INC-4]", () => {
  it("is told to nobody outside: not by announcement, subscription, stakeholder channel, reminder, Home or log", async () => {
    const heard = hearLog();
    const world = await startWorld({ policy: policyWithAudiences(), log: heard.log });
    const outsiders = ["lee", "priya", "gus"];
    for (const name of ["lee", "priya"]) {
      const person = world.person(name);
      await person.openHome();
      for (const what of ["sev1", "sev2", "service payroll"]) {
        await person.command("general", `/incident subscribe ${what}`);
      }
    }
    await runInPrivate(world);
    await world.pass(30 * HOUR);
    await world.person("lee").openHome();
    await world.settle();
    for (const name of outsiders) expect(everythingSeenBy(world, name)).not.toMatch(SECRET);
    expect(world.person("sam").finds(ROOM, "Contoso accepts our apology")).toBeDefined();
    expect(heard.text()).not.toMatch(SECRET);
    expect(heard.text()).not.toContain(world.sandbox.botToken);
    expect(heard.text()).not.toContain(world.sandbox.appToken);
    await world.person("dana").command("general", "/incident declare sev1 Checkout is down");
    await world.settle();
    await world.person("dana").command("inc-2-checkout-is-down", "/incident update looking into it");
    await world.settle();
    expect(world.person("lee").finds("@app", "looking into it")).toBeDefined();
    expect(world.person("gus").canSee("random")).toBe(false);
    expect(world.person("lee").finds("random", "looking into it")).toBeDefined();
    expect(await world.verify()).toEqual([]);
  });

  it("does not exist for who asks: list, show, search, catch-up, export, help and the message shortcut", async () => {
    const world = await startWorld();
    await runInPrivate(world);
    const lee = world.person("lee");
    for (const words of [
      "list",
      "list all",
      "search bucket",
      "search Contoso",
      "help",
      "timeline",
      "catchup",
      "show",
    ]) {
      const { ephemeral } = await lee.command("general", `/incident ${words}`);
      expect(ephemeral.map(({ plain }) => plain).join(), words).not.toMatch(/contoso payroll|#1\b.*leak|bucket is/i);
    }
    const remark = await lee.say("general", "is something wrong with the salaries?");
    await lee.messageShortcut(remark, "Add to incident timeline");
    await world.settle();
    expect(lee.finds("general", "No incident is open")).toBeDefined();
    expect(lee.hasModal()).toBe(false);
    const asked = await lee.command("general", "/incident show #1");
    const unknown = await lee.command("general", "/incident show #999");
    expect(asked.ephemeral[0]?.plain).toBe(unknown.ephemeral[0]?.plain.replace("999", "1"));
    expect(await world.verify()).toEqual([]);
  });

  it("is lost from sight by who leaves the channel, and found again by who is let in again", async () => {
    const world = await startWorld();
    const [dana, sam] = [world.person("dana"), world.person("sam")];
    await dana.command("general", "/incident declare sev1 --private Contoso payroll leaked");
    await world.settle();
    await dana.invite(ROOM, ["sam"]);
    await sam.command(ROOM, "/incident subscribe");
    await sam.command(ROOM, "/incident role commander");
    await sam.openHome();
    await world.pass(11 * MINUTE);
    expect(sam.home().plain).toMatch(SECRET);
    expect(sam.finds("@app", "Contoso payroll leaked").buttons).toContain("Write update");
    const before = sam.dm().length;

    await sam.leave(ROOM);
    await world.settle();
    expect(sam.home().plain).not.toMatch(SECRET);
    const list = await sam.command("general", "/incident list");
    expect(list.ephemeral[0]?.plain).not.toMatch(SECRET);
    await dana.command(ROOM, "/incident edit title Contoso knew");
    await dana.command(ROOM, "/incident update Contoso is told");
    await world.pass(40 * MINUTE);
    expect(sam.dm()).toHaveLength(before);
    expect(everythingSeenBy(world, "sam")).not.toMatch(/knew|is told/);

    await dana.invite(ROOM, ["sam"]);
    await world.settle();
    const again = await sam.command("general", "/incident list");
    expect(again.ephemeral[0]?.plain).toMatch(SECRET);
    expect(await world.verify()).toEqual([]);
  });

  it("is lost from sight by who left while the bot was away", async () => {
    const world = await startWorld();
    const [dana, sam] = [world.person("dana"), world.person("sam")];
    await dana.command("general", "/incident declare sev1 --private Contoso payroll leaked");
    await world.settle();
    await dana.invite(ROOM, ["sam"]);
    await world.settle();
    await world.stopBot();
    await sam.leave(ROOM);
    await world.startBot();
    const list = await sam.command("general", "/incident list");
    expect(list.ephemeral[0]?.plain).not.toMatch(SECRET);
    expect(await world.verify()).toEqual([]);
  });

  it("is told to those whom the policy names, live, and to them alone", async () => {
    const world = await startWorld({
      policy: ({ workspace }) => {
        const users = ["kim", "priya"].map((name) => workspace.people.named(name)?.id ?? "");
        const group = workspace.userGroups.create({ name: "Security", handle: "security", users });
        const people = [workspace.people.named("alex")?.id ?? ""];
        return {
          ...shippedPolicy(),
          privacy: { entitled: { people, userGroups: [group.id], channels: ["ciso-office"] } },
        };
      },
      sandbox: { channels: [{ name: "incidents" }, { name: "general" }, CISO_OFFICE] },
    });
    const dana = world.person("dana");
    await dana.command("general", "/incident declare sev1 --private Contoso payroll leaked");
    await world.settle();
    for (const name of ["alex", "kim", "priya"]) {
      const [told, ...more] = world.person(name).dm();
      expect(more).toEqual([]);
      expect(told?.plain).toContain("Contoso payroll leaked");
      expect(told?.plain).toContain("This incident is private. Ask @Dana to be let in, and keep it to yourself.");
      expect(told?.buttons).toEqual([]);
    }
    expect(world.person("sam").finds("ciso-office", "Contoso payroll leaked")).toBeDefined();
    expect(everythingSeenBy(world, "lee")).not.toMatch(SECRET);
    await dana.command(ROOM, "/incident severity sev3 one file");
    await world.settle();
    expect(world.person("kim").dm()[0]?.plain).toContain("SEV-3");
    expect(world.person("sam").finds("ciso-office", "SEV-3")).toBeDefined();
    expect(await world.verify()).toEqual([]);
  });

  it("is told to a group although Slack has no time at first", async () => {
    const world = await startWorld({
      policy: ({ workspace }) => {
        const users = [workspace.people.named("kim")?.id ?? ""];
        const group = workspace.userGroups.create({ name: "Security", handle: "security", users });
        return { ...shippedPolicy(), privacy: { entitled: { people: [], userGroups: [group.id], channels: [] } } };
      },
    });
    world.sandbox.faults.add({ kind: "rate_limited", methods: ["usergroups.users.list"], retryAfterSec: 30, times: 1 });
    await world.person("dana").command("general", "/incident declare sev1 --private Contoso payroll leaked");
    await world.pass(MINUTE);
    expect(world.person("kim").dm()[0]?.plain).toMatch(SECRET);
  });

  it("is what a security incident is unless somebody says otherwise", async () => {
    const world = await startWorld();
    const dana = world.person("dana");
    await dana.command("general", "/incident declare sev1 Customer data leaked");
    await world.settle();
    expect(dana.canSee("inc-1-customer-data-leaked")).toBe(true);
    expect(world.person("lee").canSee("inc-1-customer-data-leaked")).toBe(false);
    await dana.command("general", "/incident");
    await world.settle();
    await dana.fill({ Title: "Odd logins", Severity: "sev2", Category: "Security" });
    await dana.submit();
    await world.settle();
    expect(world.person("lee").canSee("inc-2-odd-logins")).toBe(false);
    expect(everythingSeenBy(world, "lee")).not.toMatch(/leaked|odd.logins/i);
    expect(await world.verify()).toEqual([]);
  });
});
