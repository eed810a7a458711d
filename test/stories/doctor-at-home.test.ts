import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../src/config/index.ts";
import { backupName } from "../../src/db/backup-names.ts";
import { elementsOf } from "../../src/sandbox/delivery/elements.ts";
import type { Sandbox } from "../../src/sandbox/index.ts";
import { allDoors } from "../support/doors.ts";
import { inputFor, refusal } from "../support/knocking.ts";
import { temporaryFolder } from "../support/temporary-store.ts";
import { MANIFEST, MINUTE, startWorld, THURSDAY, type World, type WorldOptions } from "../support/world.ts";

const TITLE = "*How Sitrep is doing*";
const SOON = 10_000;

/** A world in which nothing is wrong: a backup was just taken. */
async function soundWorld(options: WorldOptions = {}): Promise<World> {
  const dir = join(temporaryFolder(), "backups");
  mkdirSync(dir);
  writeFileSync(join(dir, backupName(THURSDAY - 10 * MINUTE)), "");
  const backups = { dir, schedule: "17 * * * *", keep: { hours: 6, days: 7, weeks: 4 } };
  return startWorld({ ...options, config: { backups, ...options.config } });
}

/** What stands at the end of a Home about the bot itself. */
const doing = (world: World, name = "dana"): string => world.person(name).home().plain.split(TITLE)[1]?.trim() ?? "";

async function opened(world: World, name = "dana"): Promise<string> {
  await world.person(name).openHome();
  await world.settle();
  return doing(world, name);
}

async function pressed(world: World, name = "dana"): Promise<string> {
  await world.person(name).click("home", "Check now");
  await world.settle();
  return doing(world, name);
}

const looks = (world: World): number =>
  world.sandbox.calls.api().filter(({ method }) => method === "auth.test").length - 1;

const without = (scope: string): string => MANIFEST.replace(`      - ${scope}\n`, "");

describe("how Sitrep is doing, in the App Home of who operates it [OPS-4]", () => {
  it("is one calm line for an admin when all is well, and nothing at all for others", async () => {
    const world = await soundWorld();
    expect(await opened(world)).toMatch(/^All is well, checked at \S+/);
    expect(world.person("dana").home().buttons).toContain("Check now");
    expect(looks(world)).toBe(1);
    await opened(world, "sam");
    expect(world.person("sam").home().plain).not.toContain(TITLE);
    expect(world.person("sam").home().buttons).not.toContain("Check now");
    expect(looks(world)).toBe(1);
  });

  it("is shown at once as it is known, and edited when the look is done", async () => {
    const world = await soundWorld();
    const dana = world.person("dana");
    world.sandbox.faults.add({ kind: "slow", methods: ["conversations.list"], ms: 3_000 });
    await dana.openHome();
    await world.settle();
    expect(doing(world)).toMatch(/^Checking now…/);
    await world.pass(4_000);
    expect(doing(world)).toMatch(/^All is well, checked at/);
  });

  it("and a click on what was shown before is heard all the same", async () => {
    const world = await soundWorld();
    const dana = world.person("dana");
    const pressable = () =>
      elementsOf(world.sandbox.workspace.views.home(dana.id)?.payload.blocks ?? []).map(
        ({ blockId, actionId }) => `${blockId} ${actionId}`,
      );
    world.sandbox.faults.add({ kind: "slow", methods: ["conversations.list"], ms: 3_000 });
    await dana.openHome();
    await world.settle();
    const before = pressable();
    expect(before).toHaveLength(2);
    await world.pass(4_000);
    expect(doing(world)).toMatch(/^All is well/);
    expect(pressable()).toEqual(before);
  });

  it("is looked at again when the last look is older than ten minutes, or when somebody presses the button", async () => {
    const world = await soundWorld();
    await opened(world);
    await world.pass(9 * MINUTE);
    await opened(world);
    expect(looks(world)).toBe(1);
    await world.pass(2 * MINUTE);
    await opened(world);
    expect(looks(world)).toBe(2);
    await pressed(world);
    expect(looks(world), "just looked").toBe(2);
    await world.pass(MINUTE);
    await pressed(world);
    expect(looks(world)).toBe(3);
  });

  it("names a scope that is missing, what is lost by it, and how to mend it", async () => {
    const world = await soundWorld({ sandbox: { manifest: without("bookmarks:write") } });
    expect(await opened(world)).toMatch(/1 thing could be better\. Checked at \S+/);
    expect(doing(world)).toContain("*Scopes*: bookmarks:write is missing: channels get no bookmarks");
    expect(doing(world)).toContain("→ Copy manifest.yml into api.slack.com/apps");
  });

  it("puts what stops the bot first, and follows a channel that is made anew", async () => {
    const world = await soundWorld({
      incidentsChannel: "no-such-room",
      sandbox: { manifest: without("bookmarks:write") },
    });
    const text = await opened(world);
    expect(text).toContain("1 thing is wrong, 1 could be better.");
    expect(text.indexOf("*Incidents channel*: #no-such-room")).toBeLessThan(text.indexOf("bookmarks:write"));
    await world.person("dana").createChannel("no-such-room");
    await world.pass(MINUTE);
    expect(await pressed(world)).not.toContain("no-such-room");
  });

  it("shows a change of the configuration that was refused at once, and that it was mended", async () => {
    const configDir = temporaryFolder();
    const world = await soundWorld({ configDir });
    await Promise.all([opened(world), opened(world, "sam")]);
    writeFileSync(join(configDir, "services.yml"), "checkout: { name: Checkout, tier: 9 }\n");
    await world.pass(SOON);
    expect(doing(world)).toMatch(/1 thing is wrong/);
    expect(doing(world)).toMatch(
      /\*Configuration\*: the change was refused: .*services\.yml:1:\d+: services\.checkout\.tier/,
    );
    expect(world.person("sam").home().plain).not.toContain("refused");
    writeFileSync(join(configDir, "services.yml"), "checkout: { name: Checkout, tier: 1 }\n");
    await world.pass(SOON);
    expect(doing(world)).toMatch(/^All is well, checked at/);
    expect(looks(world)).toBe(1);
  });

  it("is for owners, and for people and user groups that the policy names as operators", async () => {
    const group = ({ workspace }: Sandbox) =>
      workspace.userGroups.create({ name: "SRE", handle: "sre", users: [workspace.people.named("kim")?.id ?? ""] }).id;
    const world = await soundWorld({
      policy: (sandbox) => ({
        ...shippedPolicy(),
        operators: { people: [sandbox.person("sam").id], userGroups: [group(sandbox)] },
      }),
    });
    world.sandbox.workspace.people.add({ name: "otto", isOwner: true });
    for (const name of ["sam", "kim", "otto"]) expect(await opened(world, name), name).toMatch(/^All is well/);
    await opened(world, "lee");
    expect(world.person("lee").home().plain).not.toContain(TITLE);
  });

  it("stays where it was shown when the bot was started again and the Home is edited", async () => {
    const world = await soundWorld();
    await Promise.all([opened(world), opened(world, "sam")]);
    await world.stopBot();
    await world.startBot();
    await world.person("dana").command("general", "/incident declare sev2 Checkout errors");
    await world.settle();
    expect(world.person("dana").home().plain).toContain("#1 Checkout errors");
    expect(doing(world)).toMatch(/^Not checked yet\./);
    expect(await opened(world)).toMatch(/^All is well/);
    expect(world.person("sam").home().plain).not.toContain(TITLE);
  });

  it("is no longer shown to who is no admin any more, once Slack has told so", async () => {
    const world = await soundWorld();
    await opened(world);
    world.sandbox.workspace.people.change(world.person("dana").id, { isAdmin: false });
    await world.pass(61 * MINUTE);
    await opened(world);
    expect(world.person("dana").home().plain).not.toContain(TITLE);
  });

  it("takes nobody for an admin where the app may not ask who people are [OPS-9]", async () => {
    const world = await soundWorld({ sandbox: { manifest: without("users:read") } });
    await opened(world);
    expect(world.person("dana").home().plain).not.toContain(TITLE);
    const named = await soundWorld({
      sandbox: { manifest: without("users:read") },
      policy: (sandbox) => ({
        ...shippedPolicy(),
        operators: { people: [sandbox.person("dana").id], userGroups: [] },
      }),
    });
    const text = await opened(named);
    expect(text).toContain("users:read is missing, without which no incident can be run");
    expect(text).not.toContain("no active member");
  });

  it("is for an admin whose profile was stored before that was asked for", async () => {
    const world = await soundWorld();
    const { id } = world.person("dana");
    const profile = { id, name: "Dana", tz: "UTC", isBot: false, isDeactivated: false, isGuest: false };
    await world.bot().store.savePerson(id, JSON.stringify(profile), THURSDAY);
    expect(await opened(world)).toMatch(/^All is well/);
  });

  it.each(["lee", "gus", "olga"])(
    "refuses the button to %s, who forges it, and does not look [OPS-6]",
    async (name) => {
      const world = await soundWorld();
      await opened(world);
      await world.pass(MINUTE);
      const door = allDoors(world.bot().ctx).doors.find((each) => each.name.startsWith("check_now"));
      if (!door) throw new Error("there is no such door");
      const asked = { userId: world.person(name).id, triggerId: "T1", requestKey: "R" };
      expect(await refusal(door.handle({ ...inputFor(door, 1), ...asked, actionId: "check_now" }))).toMatch(
        name === "olga" ? /^ForbiddenError: Your account/ : /^ForbiddenError: How Sitrep itself is doing is for admins/,
      );
      await world.settle();
      expect(looks(world)).toBe(1);
      expect(world.sandbox.workspace.views.home(world.person(name).id)).toBeUndefined();
    },
  );

  it("says nothing of a private incident but its number [INC-4]", async () => {
    const world = await soundWorld();
    const sam = world.person("sam");
    await sam.command("general", "/incident declare private sev2 Leaked payroll keys");
    await world.settle();
    const { channelId } = (await world.bot().store.listIncidents({ isOpen: true }))[0] ?? {};
    await sam.kick(channelId ?? "", "@app");
    const text = await opened(world);
    expect(text).toContain("the channel of #1 is gone");
    expect(text).not.toMatch(/leaked|payroll/i);
    expect(world.person("dana").home().plain).not.toMatch(/leaked|payroll/i);
  });
});
