import { describe, expect, it } from "vitest";
import type { Policy } from "../../src/config/index.ts";
import { fromRow, HOUSE } from "../../src/core/ledger/index.ts";
import { product } from "../../src/core/product.ts";
import type { Sandbox, SeenMessage } from "../../src/sandbox/index.ts";
import { withLadder } from "../support/on-call.ts";
import { asks, last } from "../support/telling.ts";
import { DAY, MINUTE, startWorld, type World } from "../support/world.ts";

/** Thursday, 12 March 2026, 14:00 UTC: Kim's week on Platform. */
const START = Date.UTC(2026, 2, 12, 14);
const at = (day: number, hour: number, minute = 0): number => Date.UTC(2026, 2, day, hour, minute);
const EVERYBODY = ["dana", "sam", "alex", "kim", "lee", "priya"];

type Warn = Partial<Policy["onCall"]["health"]["warn"]>;

/** More than one page in a week is too much; Sam is the manager on the ladder. */
const strict =
  (
    warn: (sandbox: Sandbox) => Warn = () => ({}),
    more: (policy: Policy, sandbox: Sandbox) => Policy = (same) => same,
  ) =>
  (sandbox: Sandbox): Policy => {
    const policy = withLadder(sandbox);
    const { health } = policy.onCall;
    const limits = { ...health, pagesPerWeek: 1, nightPagesPerWeek: 1, warn: { ...health.warn, ...warn(sandbox) } };
    return more({ ...policy, onCall: { ...policy.onCall, health: limits } }, sandbox);
  };

const start = (policy: (sandbox: Sandbox) => Policy): Promise<World> => startWorld({ startAt: START, policy });
const pass = (world: World, until: number) => world.pass(until - world.clock.now());

/** Kim is paged once for each of them, and nobody else: Kim acknowledges, and it is over. */
async function paged(world: World, ...incidents: string[]): Promise<void> {
  const kim = world.person("kim");
  for (const words of incidents) {
    await asks(world, world.person("dana"), `/incident declare ${words}`, "general");
    const page = last(kim.dm().filter(({ buttons }) => buttons.includes("Acknowledge")));
    await kim.click(page, "Acknowledge");
    await world.settle();
    await asks(
      world,
      kim,
      "/incident cancel nothing was wrong",
      kim.channels().findLast((name) => /^inc-/.test(name)),
    );
  }
}

const warnings = (world: World, name: string): SeenMessage[] =>
  world
    .person(name)
    .dm()
    .filter(({ plain }) => plain.includes("Being on call was too much"));
const readers = (world: World): string[] => EVERYBODY.flatMap((name) => warnings(world, name).map(() => name));

const recorded = async (world: World): Promise<string[]> =>
  (await world.bot().store.entriesOf(HOUSE, { kinds: ["load_weighed"] })).map(
    (row) => product.tell(fromRow(row))?.text ?? "",
  );

describe("who was paged too often [ESC-7]", () => {
  it("is told to the manager on Monday morning, once, briefly, with why it came and how to turn it off", async () => {
    const world = await start(strict());
    await paged(world, "sev1 Checkout errors", "private sev1 Leaked payroll keys");
    await pass(world, at(16, 8, 59));
    expect(readers(world)).toEqual([]);
    await pass(world, at(16, 9, 1));
    expect(readers(world)).toEqual(["sam"]);
    const { plain } = last(warnings(world, "sam"));
    expect(plain).toMatch(/in the week of Mar 9.*:\n• @Kim \(Platform\): 2 pages, 2 at night\n/);
    expect(plain).toContain("more than 1 in a week is too much, or 1 at night");
    expect(plain).toContain("because you stand on the ladder as its manager");
    expect(plain).toContain("`enabled: false` under `onCall.health.warn` in the policy turns it off");
    expect(plain).not.toMatch(/payroll|Checkout/i);
    const kim = `@{${world.person("kim").id}}`;
    expect(await recorded(world)).toEqual([
      `Paged too often last week: ${kim} 2 times, 2 at night; told @{${world.person("sam").id}}`,
    ]);
    await pass(world, at(30, 12));
    expect(readers(world)).toEqual(["sam"]);
    expect((await recorded(world)).slice(1)).toEqual(Array(2).fill("Nobody was paged too often last week"));
    expect(await world.verify()).toEqual([]);
  });

  it("is told when a bot that was away on Monday comes back, and of several weeks only of the last", async () => {
    const world = await start(strict());
    await paged(world, "sev1 Checkout errors", "sev1 Carts are empty");
    await pass(world, at(15, 12));
    await world.stopBot();
    await pass(world, at(17, 10));
    await world.startBot();
    await world.pass(MINUTE);
    expect(readers(world)).toEqual(["sam"]);
    await world.stopBot();
    await world.startBot();
    await world.pass(DAY);
    expect(readers(world)).toEqual(["sam"]);

    const late = await start(strict());
    await paged(late, "sev1 Checkout errors", "sev1 Carts are empty");
    await late.stopBot();
    await pass(late, at(31, 10));
    await late.startBot();
    await late.pass(MINUTE);
    expect(readers(late)).toEqual([]);
  });

  it("waits for the end of the reader's night", async () => {
    const world = await start(strict());
    const { id } = world.person("sam");
    world.sandbox.workspace.people.change(id, { tz: "America/Los_Angeles" });
    await world.pass(61 * MINUTE);
    await paged(world, "sev1 Checkout errors", "sev1 Carts are empty");
    await pass(world, at(16, 14, 59));
    expect(readers(world)).toEqual([]);
    await pass(world, at(16, 15, 1));
    expect(readers(world)).toEqual(["sam"]);
  });

  it.each<[string, (sandbox: Sandbox) => Policy, string[], RegExp]>([
    [
      "people and groups that the policy names, instead of the manager",
      strict((sandbox) => ({
        people: [sandbox.person("lee").id, sandbox.person("olga").id],
        userGroups: [
          sandbox.workspace.userGroups.create({
            ...{ name: "Leads", handle: "leads" },
            users: ["lee", "dana"].map((name) => sandbox.person(name).id),
          }).id,
        ],
      })),
      ["dana", "lee"],
      /because the policy names you for it/,
    ],
    [
      "the operators, where the ladder has no manager",
      strict(undefined, (policy, sandbox) => ({
        ...policy,
        operators: { people: [sandbox.person("priya").id], userGroups: [] },
        escalation: {
          ...policy.escalation,
          ladder: policy.escalation.ladder.map((rung) => ({
            ...rung,
            who: rung.id === "manager" ? { people: [], userGroups: [] } : rung.who,
          })),
        },
      })),
      ["priya"],
      /because you operate Sitrep/,
    ],
    [
      "nobody, where nobody is named",
      strict(undefined, (policy) => ({
        ...policy,
        escalation: { ...policy.escalation, ladder: policy.escalation.ladder.filter(({ id }) => id !== "manager") },
      })),
      [],
      /never/,
    ],
    ["nobody, where the policy turns it off", strict(() => ({ enabled: false })), [], /never/],
  ])("goes to %s", async (_, policy, names, because) => {
    const world = await start(policy);
    await paged(world, "sev1 Checkout errors", "sev1 Carts are empty");
    await pass(world, at(17, 12));
    expect(readers(world)).toEqual(names);
    for (const name of names) expect(last(warnings(world, name)).plain).toMatch(because);
    expect(await world.verify()).toEqual([]);
  });

  it("is not told while nobody had too much", async () => {
    const world = await start(strict());
    await paged(world, "sev1 Checkout errors");
    await pass(world, at(17, 12));
    expect(readers(world)).toEqual([]);
    expect(await recorded(world)).toEqual(["Nobody was paged too often last week"]);
  });
});
