import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compare } from "../../../src/cli/simulate/compare.ts";
import { replay } from "../../../src/cli/simulate/replay.ts";
import type { Sent } from "../../../src/cli/simulate/sent.ts";
import { loadPolicy, type Policy, shippedPolicy } from "../../../src/config/index.ts";
import { fromRow } from "../../../src/core/ledger/index.ts";
import { product } from "../../../src/core/product.ts";
import type { Person, Sandbox } from "../../../src/sandbox/index.ts";
import { sitrep } from "../../support/command-line.ts";
import { ROOM, staffed } from "../../support/staffed.ts";
import { temporaryFolder } from "../../support/temporary-store.ts";
import { DAY, HOUR, MINUTE, startWorld, type World } from "../../support/world.ts";

function policyDir(yaml: string): string {
  const dir = temporaryFolder();
  writeFileSync(join(dir, "policy.yml"), yaml);
  return dir;
}

/** A morning with late updates, a snooze and an answer, as the real bot kept it. */
async function morning(): Promise<World> {
  const world = await staffed("sev2");
  const [dana, sam] = [world.person("dana"), world.person("sam")];
  await world.pass(26 * MINUTE);
  await sam.click(sam.dm().at(-1) ?? "home", "Snooze 10 min");
  await world.pass(15 * MINUTE);
  await sam.command(ROOM, "/incident update rolled back");
  await world.pass(95 * MINUTE);
  await sam.command(ROOM, "/incident update watching");
  await world.pass(10 * MINUTE);
  await dana.command(ROOM, "/incident resolve rolled back");
  await dana.submit({ "Service restored": true, "Metrics normal": true, "Users confirm": true });
  await world.pass(5 * DAY);
  return world;
}

const record = async (world: World) => (await world.bot().store.chainOf(1, 0, 10_000)).map(fromRow);

describe("replaying an incident [OPS-8]", () => {
  it("under the policy it was run by sends exactly what was sent", async () => {
    const world = await morning();
    const entries = await record(world);
    const policy = shippedPolicy();
    const replayed = replay({ entries, written: policy, policy, until: world.clock.now() });
    const real = entries.filter(({ kind }) => kind === "reminder_sent");
    expect(real.length).toBeGreaterThan(8);
    expect(replayed.map(({ at }) => at)).toEqual(real.map(({ at }) => at));
    const topics = real.map(({ data }) => JSON.stringify(data)).map((data) => /"topic":"(\w+)"/.exec(data)?.[1]);
    expect(replayed.map(({ what }) => what.split("/")[0])).toEqual(topics);
  });

  it("under a quicker rhythm reminds sooner, also after updates that promised only the rhythm", async () => {
    const world = await morning();
    const entries = await record(world);
    const other = loadPolicy(policyDir("severities:\n  sev2: { updateEvery: 15 min }\n"));
    const until = world.clock.now();
    const [before, after] = [shippedPolicy(), other].map((policy) =>
      replay({ entries, written: shippedPolicy(), policy, until }),
    );
    const start = entries[0]?.recordedAt ?? 0;
    const firstUpdate = (sent = before) => sent?.find(({ what }) => what.startsWith("update/early"))?.at;
    expect([firstUpdate(before), firstUpdate(after)]).toEqual([start + 25 * MINUTE, start + 10 * MINUTE]);
    const second = entries.find(({ kind }) => kind === "update_posted")?.at ?? 0;
    expect(after?.some(({ at }) => at === second + 10 * MINUTE)).toBe(true);
  });

  it("says nothing of a drill of words: equal policies differ in nothing", async () => {
    const world = await staffed("sev3");
    await world.pass(6 * HOUR);
    const entries = await record(world);
    const input = { entries, written: shippedPolicy(), until: world.clock.now() };
    const sent = replay({ ...input, policy: shippedPolicy() });
    expect(compare(sent, replay({ ...input, policy: loadPolicy(policyDir("extends: default\n")) }))).toEqual([]);
  });
});

describe("replaying pages [OPS-8]", () => {
  const ROTATIONS =
    'kind: weekly, timeZone: Europe/London, startsOn: "2026-03-09", handoverAt: "09:00", name: Shop, people: ';

  function withLadder(names: readonly string[], more = ""): (sandbox: Sandbox) => Policy {
    return (sandbox) => {
      const dir = policyDir(more);
      const people = names.map((name) => sandbox.person(name).id).join(", ");
      writeFileSync(join(dir, "rotations.yml"), `shop: { ${ROTATIONS}[${people}] }\n`);
      return loadPolicy(dir);
    };
  }

  const acknowledges = (kim: Person) =>
    kim.click(kim.dm().find(({ buttons }) => buttons.includes("Pass on")) ?? "home", "Acknowledge");

  /** Nobody answers at once; Kim does after seven minutes, and it is over in an hour. */
  async function night(answers: (kim: Person) => Promise<unknown> = acknowledges) {
    const world = await startWorld({ policy: withLadder(["sam", "kim"]) });
    const [dana, kim] = [world.person("dana"), world.person("kim")];
    await dana.command("#general", "/incident declare sev1 Checkout errors");
    await world.settle();
    await world.pass(7 * MINUTE);
    await answers(kim);
    await dana.command(ROOM, "/incident role commander @dana");
    await world.pass(HOUR);
    await dana.command(ROOM, "/incident resolve rolled back");
    await dana.submit({ "Service restored": true, "Metrics normal": true, "Users confirm": true });
    await world.pass(HOUR);
    const entries = await record(world);
    const written = withLadder(["sam", "kim"])(world.sandbox);
    const under = (policy: Policy) => replay({ entries, written, policy, until: world.clock.now() });
    return { world, entries, written, under };
  }

  const pages = (sent: readonly Sent[]) =>
    sent.filter(({ kind }) => kind !== "reminder").map(({ at, text }) => [at, text]);

  it.each([
    ["pressed Acknowledge", acknowledges],
    ["came and wrote", (kim: Person) => kim.say(ROOM, "I am here")],
  ])("under the policy it was run by calls exactly who was called, when, until somebody %s", async (_, answers) => {
    const { entries, under, written } = await night(answers);
    expect(entries.filter(({ kind }) => kind === "page_acknowledged")).toHaveLength(1);
    const kinds = ["escalation_raised", "paged", "ladder_exhausted"];
    const real = entries.filter(({ kind }) => kinds.includes(kind));
    expect(real.filter(({ kind }) => kind === "paged").length).toBeGreaterThan(1);
    expect(pages(under(written))).toEqual(real.map((entry) => [entry.at, product.tell(entry)?.text]));
    // The words that page somebody are the page, no reminder beside it.
    const reminders = entries.filter(({ kind, data }) => kind === "reminder_sent" && reminderRule(data) !== "page");
    expect(under(written).filter(({ kind }) => kind === "reminder")).toHaveLength(reminders.length);
  });

  it("says who would have been called instead, and when the next rung would have been", async () => {
    const { world, under, written } = await night();
    const { sandbox } = world;
    const [sam, kim, lee] = ["sam", "kim", "lee"].map((name) => `@{${sandbox.person(name).id}}`);
    const others = compare(under(written), under(withLadder(["lee", "kim"])(sandbox)));
    expect(others).toContainEqual(
      expect.objectContaining({
        kind: "moved",
        text: `On-call engineer called: ${sam}`,
        toText: `On-call engineer called: ${lee}`,
      }),
    );
    const quick = "escalation: { ladder: { secondary: { after: 2 min } } }\n";
    const start = under(written)[0]?.at ?? 0;
    expect(compare(under(written), under(withLadder(["sam", "kim"], quick)(sandbox)))).toContainEqual({
      kind: "moved",
      at: start + 5 * MINUTE,
      toAt: start + 2 * MINUTE,
      text: `Secondary on call called: ${kim}`,
    });
    const off = "escalation: { pageOnDeclare: [], triggers: { responseTime: { enabled: false } } }\n";
    expect(compare(under(written), under(withLadder(["sam", "kim"], off)(sandbox)))).toContainEqual(
      expect.objectContaining({ kind: "gone", text: `On-call engineer called: ${sam}` }),
    );
  });
});

/** Entries of this kind were checked when they were stored. */
const reminderRule = (data: unknown) => (data as { rule: string }).rule;

describe("what differs [OPS-8]", () => {
  const sent = (what: string, at: number, text = what) => ({ kind: "page" as const, what, at, text });
  it.each([
    ["nothing", [sent("a", 1)], [sent("a", 1)], []],
    ["one less", [sent("a", 1), sent("a", 5)], [sent("a", 1)], [{ kind: "gone", at: 5, text: "a" }]],
    ["one more", [], [sent("b", 3)], [{ kind: "new", at: 3, text: "b" }]],
    ["one at another time", [sent("a", 4)], [sent("a", 2)], [{ kind: "moved", at: 4, toAt: 2, text: "a" }]],
    [
      "one to somebody else",
      [sent("a", 4, "Sam called")],
      [sent("a", 4, "Kim called")],
      [{ kind: "moved", at: 4, toAt: 4, text: "Sam called", toText: "Kim called" }],
    ],
    [
      "two things",
      [sent("a", 4), sent("b", 4)],
      [sent("b", 2)],
      [
        { kind: "gone", at: 4, text: "a" },
        { kind: "moved", at: 4, toAt: 2, text: "b" },
      ],
    ],
  ])("%s", (_what, before, after, differences) => {
    expect(compare(before, after)).toEqual(differences);
  });
});

describe("sitrep simulate [OPS-8]", () => {
  it("says of stored incidents which reminders would have been gone, new or moved, with names", async () => {
    const world = await morning();
    const env = { DATABASE_PATH: world.bot().ctx.config.databasePath, CONFIG_DIR: "" };
    const off = policyDir("reminders:\n  update: { enabled: false }\n");
    const run = await sitrep(["simulate", "--policy", off, "--incident", "1"], env);
    expect(run.code).toBe(0);
    expect(run.output).toMatch(/#1 Checkout errors \(sev2\): \d+ less/);
    expect(run.output).toMatch(/− 2026-03-12 14:25 UTC {2}Reminded Sam of the next update/);
    expect(run.output).toMatch(/1 incident replayed: \d+ reminders? instead of \d+; 1 differs\./);
    const same = await sitrep(["simulate", "--policy", policyDir("extends: default\n")], env);
    expect(same.output).toMatch(/none differs\.\n$/);
    const strange = await sitrep(["simulate", "--policy", policyDir("extends: p0-p4\n")], env);
    expect(strange.output).toContain('no severity "sev2": incidents of it would remind of nothing, and call only whom');
    const json = await sitrep(["simulate", "--policy", off, "--json"], env);
    expect(JSON.parse(json.output)).toMatchObject([{ number: 1, severity: "sev2", isStranger: false }]);
  });

  it("asks for what it needs in words [OPS-5]", async () => {
    const world = await startWorld({ isBotAsleep: true });
    await world.startBot();
    const env = { DATABASE_PATH: world.bot().ctx.config.databasePath, CONFIG_DIR: "" };
    expect((await sitrep(["simulate"], env)).output).toContain("Which policy?");
    const dir = policyDir("extends: default\n");
    expect((await sitrep(["simulate", "--policy", dir, "--incident", "7"], env)).output).toBe(
      "There is no incident #7.",
    );
    expect((await sitrep(["simulate", "--policy", dir, "--incident", "x"], env)).output).toContain("not a number");
    expect((await sitrep(["simulate", "--policy", policyDir("severities: 3\n")], env)).code).toBe(1);
  });
});
