import { describe, expect, it } from "vitest";
import { forgetPerson } from "../../src/cli/forget.ts";
import { type Policy, shippedPolicy } from "../../src/config/index.ts";
import { fromRow, HOUSE } from "../../src/core/ledger/index.ts";
import { product } from "../../src/core/product.ts";
import type { Sandbox } from "../../src/sandbox/index.ts";
import { last } from "../support/telling.ts";
import { MINUTE, startWorld, type World } from "../support/world.ts";

const SECRET = "quetzalcoatl";
const at = (day: number, hour: number): number => Date.UTC(2026, 2, day, hour);

/** Sam until Monday 16 March at 9:00, then Alex, then Kim. */
function withPayments(sandbox: Sandbox): Policy {
  const rotation: Policy["rotations"][number] = {
    ...{ id: "payments", name: "Payments", kind: "weekly", timeZone: "UTC", startsOn: "2026-03-09" },
    ...{ people: ["sam", "alex", "kim"].map((name) => sandbox.person(name).id), handoverAt: 540, everyWeeks: 1 },
    secondary: "next",
  };
  return { ...shippedPolicy(), rotations: [rotation] };
}

/** Sam wrote why he needed cover, which Alex gave, and a handoff; Dana wrote why she overrode. */
async function wordyShift(): Promise<World> {
  const world = await startWorld({ startAt: at(12, 14), policy: withPayments });
  const [sam, alex, dana] = [world.person("sam"), world.person("alex"), world.person("dana")];
  await world.pass(MINUTE);
  await sam.command("general", `/incident cover tonight 18–22 ${SECRET} one`);
  await world.settle();
  await alex.click(last(alex.dm()), "I cover");
  await dana.command("general", "/incident override payments @kim tomorrow 18–22 Dana says why");
  await sam.command("general", `/incident override payments @kim tomorrow 10–12 ${SECRET} two`);
  await sam.command("general", "/incident handoff");
  await world.settle();
  for (const words of [`${SECRET} three`, `${SECRET} four`]) {
    await sam.click(last(sam.dm().filter(({ plain }) => plain.includes("Your handoff of Payments"))), "Edit");
    await sam.submit({ "What the next one should know": words });
    await world.settle();
  }
  return world;
}

const wordsIn = async (world: World): Promise<string> => {
  const { store } = world.bot().ctx;
  const entries = await store.entriesOf(HOUSE);
  return JSON.stringify([entries.map(({ data }) => data), (await store.incident(HOUSE))?.state]);
};

describe("sitrep forget, of what somebody wrote around shifts [OPS-10]", () => {
  it.each([
    ["before the handoff went", false, 5],
    ["after it was delivered", true, 6],
  ])(
    "%s: reasons and handoffs go, also where another's click carried them on; who was on call stays",
    async (_, isDelivered, count) => {
      const world = await wordyShift();
      if (isDelivered) await world.pass(at(12, 18) + MINUTE - world.clock.now());
      const { store, ledger } = world.bot().ctx;
      expect((await wordsIn(world)).split(SECRET).length).toBeGreaterThan(5);
      const held = (await ledger.house()).oncall.overrides.map(({ userId, from, to }) => [userId, from, to]);

      expect(await forgetPerson(store, ledger, world.person("sam").id)).toMatchObject({
        words: count,
        places: "shifts",
      });
      expect(await wordsIn(world)).not.toContain(SECRET);
      expect(await wordsIn(world)).toContain("Dana says why");
      const { oncall } = await ledger.house();
      expect(oncall.overrides.map(({ userId, from, to }) => [userId, from, to])).toEqual(held);
      const told = (await store.entriesOf(HOUSE)).map((row) => product.tell(fromRow(row))?.text ?? "").join("\n");
      expect(told).toMatch(/asked for cover \(payments, .*\) \(reason removed\)/);
      expect(told).toContain("wrote around shifts was removed on request");
      expect(await world.verify()).toEqual([]);

      await world.stopBot();
      await world.startBot();
      await world.pass(at(12, 18) + 2 * MINUTE - world.clock.now());
      expect(await wordsIn(world)).not.toContain(SECRET);
      const alex = world.person("alex");
      const handed = last(alex.dm().filter(({ plain }) => plain.includes("*Handoff of Payments*")));
      if (isDelivered) await alex.click(handed, "Acknowledge");
      else expect(handed.plain).not.toContain(SECRET);
      await world.settle();
      const now = last(alex.dm().filter(({ plain }) => plain.includes("*Handoff of Payments*")));
      if (isDelivered) expect(now.plain).toMatch(/\(text removed\).*removed on request/s);
      expect(await world.verify()).toEqual([]);
      const again = world.bot().ctx;
      expect(await forgetPerson(again.store, again.ledger, world.person("sam").id)).toMatchObject({ words: 0 });
    },
  );

  it("and nothing of others", async () => {
    const world = await wordyShift();
    const { store, ledger } = world.bot().ctx;
    const before = await wordsIn(world);
    expect(await forgetPerson(store, ledger, world.person("alex").id)).toMatchObject({ words: 0 });
    expect(await wordsIn(world)).toBe(before);
  });
});
