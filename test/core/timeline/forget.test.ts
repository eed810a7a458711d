import { expect, it } from "vitest";
import { type Policy, shippedPolicy } from "../../../src/config/index.ts";
import { verifyRecord } from "../../../src/core/ledger/index.ts";
import { product } from "../../../src/core/product.ts";
import { forgetOldWords } from "../../../src/core/timeline/index.ts";
import { ROOM, staffed } from "../../support/staffed.ts";
import { DAY, MINUTE } from "../../support/world.ts";

const keeping = (forgetAfterMs: number | undefined): Policy => ({
  ...shippedPolicy(),
  messages: { ...shippedPolicy().messages, ...(forgetAfterMs !== undefined && { forgetAfterMs }) },
});

it("removes what was said in incidents that are over for longer than the policy keeps it [OPS-10]", async () => {
  const world = await staffed("sev4");
  const dana = world.person("dana");
  await dana.say(ROOM, "said in the old one");
  await world.settle();
  await dana.command(ROOM, "/incident resolve went away");
  await dana.submit({ "Service restored": true, "Metrics normal": true, "Users confirm": true });
  await dana.command("general", "/incident declare sev4 Still open");
  await world.settle();
  await dana.say("#inc-2-still-open", "said in the open one");
  await world.pass(3 * DAY);
  const { store, ledger, clock } = world.bot().ctx;
  const record = ledger.record.bind(ledger);
  const forget = (ms: number | undefined) => forgetOldWords({ store, record, policy: keeping(ms), now: clock.now() });
  const words = async () => JSON.stringify([...(await store.entriesOf(1)), ...(await store.entriesOf(2))]);

  expect([await forget(undefined), await forget(4 * DAY)]).toEqual([0, 0]);
  expect(await words()).toContain("said in the old one");
  expect(await forget(2 * DAY)).toBeGreaterThan(0);
  expect(await words()).not.toContain("said in the old one");
  expect(await words()).toContain("said in the open one");
  expect(await words()).toContain("went away");
  expect(await forget(2 * DAY)).toBe(0);
  await world.pass(MINUTE);
  expect(await verifyRecord(store, product)).toEqual([]);
});
