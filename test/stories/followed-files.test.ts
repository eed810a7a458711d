import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startSandbox } from "../../src/sandbox/index.ts";
import { startBotProcess } from "../support/bot-process.ts";
import { afterTest, temporaryFolder } from "../support/temporary-store.ts";
import { MANIFEST } from "../support/world.ts";

const PATIENCE_MS = 30_000;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

it("the bot follows its files, says in log and /healthz when they have mistakes, and reads them at once on SIGHUP [OPS-8] [OPS-3]", {
  timeout: PATIENCE_MS * 3,
}, async () => {
  const sandbox = await startSandbox({ manifest: MANIFEST });
  afterTest(() => sandbox.close());
  const folder = temporaryFolder();
  const port = await freePort();
  const env = { PORT: String(port), CONFIG_DIR: folder };
  const bot = await startBotProcess(sandbox, { databasePath: join(temporaryFolder(), "sitrep.db"), env });
  const configuration = async () => {
    const answer: unknown = await (await fetch(`http://127.0.0.1:${port}/healthz`)).json();
    return answer;
  };
  const dana = sandbox.person("dana");
  const services = async () => {
    const { ephemeral } = await dana.command("general", "/incident service");
    return ephemeral.map(({ plain }) => plain).join("\n");
  };

  writeFileSync(join(folder, "services.yml"), "checkout: { name: Checkout, tier: 1 }\n");
  bot.hangUp();
  await expect.poll(services, { timeout: PATIENCE_MS }).toContain("Checkout");

  writeFileSync(join(folder, "services.yml"), "checkout: { name: Checkout, tier: 1, dependsOn: [checkout] }\n");
  await expect
    .poll(configuration, { timeout: PATIENCE_MS })
    .toMatchObject({ ok: true, configuration: expect.stringContaining("refused") });
  await bot.says("services.yml:1:50: services: checkout depends on itself");
  expect(await services()).toContain("Checkout");
  expect(await bot.stop()).toBe(0);
});
