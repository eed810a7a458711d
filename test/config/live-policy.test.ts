import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dueText, loadPolicy } from "../../src/config/index.ts";
import { LivePolicy } from "../../src/config/live-policy.ts";
import { type Clock, systemClock } from "../../src/lib/clock.ts";
import { createLog } from "../../src/lib/log.ts";
import { VirtualClock } from "../../src/lib/virtual-clock.ts";
import { afterTest, temporaryFolder } from "../support/temporary-store.ts";

const rhythm = (every: string) => `severities:\n  sev1: { updateEvery: ${every} }\n`;
const BROKEN = "severities:\n  sev1: { updateEvery: soon }\ncategories: { weather: {} }\n";

const template = (text: string) => `---\ntitle: Ours\naudience: leadership\napproval: no\n---\n${text}\n`;

/** A file of each kind. */
const WHOLE: Readonly<Record<string, string>> = {
  "policy.yml": rhythm("10 min"),
  "services.yml":
    "checkout: { name: Checkout, tier: 1, dependsOn: [payments], rotation: shop }\npayments: { name: Payments, tier: 0 }\n",
  "rotations.yml":
    'shop:\n  name: Shop\n  kind: weekly\n  timeZone: Europe/Berlin\n  people: [U0123ABCD]\n  startsOn: "2026-01-05"\n  handoverAt: "09:00"\n',
  "templates/ours.md": template("What we know: {impact}"),
};

/** A real folder, what is in force of it, what was logged, and how often another policy came into force. */
function started(clock: Clock, first: Readonly<Record<string, string>>) {
  const directory = temporaryFolder();
  mkdirSync(join(directory, "templates"));
  const write = (name: string, text: string) => writeFileSync(join(directory, name), text);
  for (const [name, text] of Object.entries(first)) write(name, text);
  const lines: { msg: string; problems?: string[] }[] = [];
  const log = createLog("info", { write: (line) => void lines.push(JSON.parse(line)) });
  let changes = 0;
  const config = { configDir: directory, paging: {}, policy: loadPolicy(directory) };
  const onChange = async () => {
    changes += 1;
  };
  const live = new LivePolicy({ config, clock, log, onChange });
  live.start();
  afterTest(() => live.stop());
  const every = () => dueText(live.policy.severities[0]?.updateEvery ?? { kind: "never" });
  return { directory, write, live, lines, every, changes: () => changes };
}

/** Time goes on only for the bot: what the system tells of the folder may come or not. */
async function pass(clock: VirtualClock, ms: number): Promise<void> {
  await clock.advance(ms, () => new Promise((resolve) => setImmediate(resolve)));
}

describe("the policy in force", () => {
  it("follows its files without a restart, also where the system tells of no change [OPS-8]", async () => {
    const clock = new VirtualClock(0);
    const { write, every, lines, changes } = started(clock, { "policy.yml": rhythm("10 min") });
    expect(every()).toBe("10 min");
    write("policy.yml", rhythm("20 min"));
    await pass(clock, 10_000);
    expect(every()).toBe("20 min");
    expect(changes()).toBe(1);
    expect(lines.map(({ msg }) => msg)).toEqual(["another configuration is in force"]);
  });

  it("sees files that come, go and are put in place of others, in folders too [OPS-8]", async () => {
    const clock = new VirtualClock(0);
    const { directory, write, live } = started(clock, {});
    write("services.yml", "checkout: { name: Checkout, tier: 1 }\n");
    await pass(clock, 10_000);
    expect(live.policy.services.map(({ id }) => id)).toEqual(["checkout"]);
    write("new.tmp", "payments: { name: Payments, tier: 0 }\n");
    renameSync(join(directory, "new.tmp"), join(directory, "services.yml"));
    await pass(clock, 10_000);
    expect(live.policy.services.map(({ id }) => id)).toEqual(["payments"]);
    rmSync(join(directory, "services.yml"));
    await pass(clock, 10_000);
    expect(live.policy.services).toEqual([]);
    mkdirSync(join(directory, "policies.yml"));
    await pass(clock, 10_000);
    expect(live.problems.map(({ where }) => where)).toEqual([join(directory, "policies.yml")]);
  });

  it("takes no note of what is not configuration, such as the work of git beside it [OPS-8]", async () => {
    const clock = new VirtualClock(0);
    const { directory, write, changes } = started(clock, { "policy.yml": rhythm("10 min") });
    mkdirSync(join(directory, ".git"));
    write(".git/index", "one");
    write(".policy.yml.swp", "half a file");
    await pass(clock, 10_000);
    write(".git/index", "another");
    await pass(clock, 10_000);
    expect(changes()).toBe(0);
    mkdirSync(join(directory, "docs", "old"), { recursive: true });
    await pass(clock, 10_000);
    const known = changes();
    write("docs/old/policy.yml", "of another time");
    await pass(clock, 10_000);
    expect(changes()).toBe(known);
  });

  it("follows links into folders whose names begin with a dot, as mounted ones have them [OPS-8]", async () => {
    const clock = new VirtualClock(0);
    const { directory, write, every } = started(clock, { "policy.yml": rhythm("10 min") });
    mkdirSync(join(directory, "..one"));
    mkdirSync(join(directory, "..two"));
    write("..one/policy.yml", rhythm("20 min"));
    write("..two/policy.yml", rhythm("30 min"));
    rmSync(join(directory, "policy.yml"));
    symlinkSync("..one", join(directory, "..data"));
    symlinkSync("..data/policy.yml", join(directory, "policy.yml"));
    await pass(clock, 10_000);
    expect(every()).toBe("20 min");
    symlinkSync("..two", join(directory, "..data_tmp"));
    renameSync(join(directory, "..data_tmp"), join(directory, "..data"));
    await pass(clock, 10_000);
    expect(every()).toBe("30 min");
  });

  it("stays as it was when the files have mistakes, and tells all of them once [OPS-5] [OPS-8]", async () => {
    const clock = new VirtualClock(0);
    const { directory, write, live, every, lines, changes } = started(clock, { "policy.yml": rhythm("10 min") });
    write("services.yml", "checkout: { name: Checkout, tier: 1, dependsOn: [nothing] }\n");
    write("policy.yml", BROKEN);
    await pass(clock, 60_000);
    expect(every()).toBe("10 min");
    expect(live.policy.services).toEqual([]);
    expect(changes()).toBe(0);
    expect(lines).toHaveLength(1);
    const problems = lines[0]?.problems ?? [];
    expect(problems.map((problem) => problem.slice(directory.length + 1).split(": ")[0])).toEqual([
      "policy.yml:2:11",
      "policy.yml:3:15",
      "services.yml:1:50",
    ]);
    expect(live.problems).toHaveLength(3);

    write("policy.yml", rhythm("30 min"));
    write("services.yml", "checkout: { name: Checkout, tier: 1 }\n");
    await pass(clock, 10_000);
    expect([every(), live.problems, changes()]).toEqual(["30 min", [], 1]);
  });

  it.each([
    ["policy.yml", BROKEN],
    ["services.yml", "checkout: { name: Checkout, tier: 9 }\n"],
    ["rotations.yml", "shop: { name: Shop, kind: hourly }\n"],
    ["templates/leadership.md", "No front matter at all.\n"],
    ["policies.yml", ""],
  ])("keeps catalog, rotations and templates as they were when %s has mistakes [OPS-8]", async (name, text) => {
    const clock = new VirtualClock(0);
    const { write, live, lines, changes } = started(clock, WHOLE);
    const before = live.policy;
    const copy = structuredClone(before);
    expect([before.services, before.rotations].map((part) => part.length)).toEqual([2, 1]);
    expect(before.templates.find(({ id }) => id === "ours")?.text).toContain("What we know");
    // What is sound beside the mistake is not taken over either.
    write("templates/ours.md", template("Another text."));
    write(name, text);
    await pass(clock, 60_000);
    expect(live.problems.length).toBeGreaterThan(0);
    expect([lines.length, changes()]).toEqual([1, 0]);
    expect(live.policy).toEqual(copy);
    expect(live.policy).toBe(before);
  });

  it("is frozen, like the one that it began with [OPS-5]", async () => {
    const clock = new VirtualClock(0);
    const { write, live } = started(clock, {});
    write("services.yml", "checkout: { name: Checkout, tier: 1 }\n");
    await pass(clock, 10_000);
    expect(Object.isFrozen(live.policy.services[0]?.owners)).toBe(true);
  });

  it("is read at once when it is asked to be [OPS-8]", async () => {
    const { write, live, every } = started(new VirtualClock(0), { "policy.yml": rhythm("10 min") });
    write("policy.yml", rhythm("45 min"));
    await live.reload();
    expect(every()).toBe("45 min");
  });

  it("follows a change within a second where the system tells of it [OPS-8]", async () => {
    const { write, every } = started(systemClock, { "policy.yml": rhythm("10 min") });
    write("policy.yml", rhythm("20 min"));
    await expect.poll(every, { timeout: 4_000 }).toBe("20 min");
  });
});
