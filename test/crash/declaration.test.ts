import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { verifyRecord } from "../../src/core/ledger/index.ts";
import { product } from "../../src/core/product.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.ts";
import { startBotProcess } from "../support/bot-process.ts";
import { afterTest, temporaryFolder, temporaryStore } from "../support/temporary-store.ts";
import { MANIFEST } from "../support/world.ts";

const PATIENCE_MS = 20_000;

async function workspace(): Promise<Sandbox> {
  const sandbox = await startSandbox({ manifest: MANIFEST });
  afterTest(() => sandbox.close());
  return sandbox;
}

/** The first line, without the time of the run. */
const undated = (plain: string): string => (plain.split("\n")[0] ?? "").replace(/\d{4}-\d\d-\d\d \d\d:\d\d/, "then");

/** What a declaration leaves behind in Slack, to be compared between a calm run and one that was killed. */
function leftBehind(sandbox: Sandbox) {
  const dana = sandbox.person("dana");
  const channels = dana.channels().filter((name) => name.startsWith("inc-"));
  const shape = (channel: string) =>
    dana
      .sees(channel)
      .filter(({ ephemeral }) => !ephemeral)
      .map(({ fromApp, plain, subtype, pinned }) => [fromApp, subtype ?? "", pinned, undated(plain)].join(" | "))
      .sort();
  return {
    channels,
    // To look whether a post is there the bot must be in the channel, so it may have joined: the one allowed difference.
    announcements: shape("incidents").filter((line) => !line.includes("channel_join")),
    posts: channels.map(shape),
    topics: channels.map((channel) => dana.topic(channel)),
    members: channels.map((channel) => [...dana.members(channel)].sort()),
    directs: dana.dm().map(({ plain }) => plain.split("\n")[0]),
  };
}

async function declare(sandbox: Sandbox): Promise<void> {
  await sandbox
    .person("dana")
    .command("general", "/incident declare sev2 Checkout errors")
    .catch(() => {});
}

/** Quiet for a while: no call arrives any more. */
async function quiet(sandbox: Sandbox): Promise<void> {
  let count = -1;
  let since = performance.now();
  await sandbox.until(() => {
    const now = sandbox.calls
      .api()
      .filter(({ method }) => method.startsWith("chat.") || method.startsWith("conversations.")).length;
    if (now !== count) {
      count = now;
      since = performance.now();
    }
    return performance.now() - since > 1_500;
  }, PATIENCE_MS);
}

async function calmRun() {
  const sandbox = await workspace();
  const databasePath = join(temporaryFolder(), "sitrep.db");
  const bot = await startBotProcess(sandbox, { databasePath });
  const before = sandbox.calls.api().length;
  await declare(sandbox);
  await quiet(sandbox);
  await bot.stop();
  return { left: leftBehind(sandbox), calls: sandbox.calls.api().length - before };
}

/** Kills the bot at its n-th call after the declaration, before or after Slack did what was asked; then starts it again. */
async function killedRun(when: "killBefore" | "killAfter", n: number) {
  const sandbox = await workspace();
  const databasePath = join(temporaryFolder(), "sitrep.db");
  const bot = await startBotProcess(sandbox, { databasePath });
  const killed = new Promise<void>((resolve) => {
    sandbox.faults[when]("*", n, async () => {
      await bot.kill();
      resolve();
    });
  });
  await declare(sandbox);
  await Promise.race([killed, bot.exited]);
  const again = await startBotProcess(sandbox, { databasePath });
  await quiet(sandbox);
  expect(await again.stop()).toBe(0);
  const findings = await verifyRecord(temporaryStore(databasePath), product);
  return { left: leftBehind(sandbox), findings };
}

/** Every point takes seconds, so `npm test` tries the first; `npm run crash` tries all. */
const isWhole = process.env.CRASH === "all";

describe("killed with SIGKILL in the middle of a declaration [OPS-2]", () => {
  it("goes on to the same channel and the same posts, once each", { timeout: 600_000 }, async () => {
    const calm = await calmRun();
    expect(calm.left.channels).toEqual(["inc-1-checkout-errors"]);
    expect(calm.left.announcements).toHaveLength(1);

    const points = Array.from({ length: calm.calls }, (_, index) => index + 1);
    const chosen = isWhole ? points : points.slice(0, 1);
    const runs = chosen.flatMap((n) => [
      { when: "killBefore" as const, n },
      { when: "killAfter" as const, n },
    ]);
    for (let next = 0; next < runs.length; next += 3) {
      const some = runs.slice(next, next + 3);
      const ended = await Promise.all(some.map(async ({ when, n }) => ({ when, n, ...(await killedRun(when, n)) })));
      for (const { when, n, left, findings } of ended) {
        expect({ when, n, left, findings }).toEqual({ when, n, left: calm.left, findings: [] });
      }
    }
  });
});
