import { existsSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { verifyRecord } from "../../src/core/ledger/index.ts";
import { product } from "../../src/core/product.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.ts";
import { type BotProcess, spawnSitrep, startBotProcess } from "../support/bot-process.ts";
import { afterTest, temporaryFolder, temporaryStore } from "../support/temporary-store.ts";
import { MANIFEST } from "../support/world.ts";

const PATIENCE_MS = 30_000;
const ROOM = "inc-1-contoso-checkout-errors";

async function workspace(): Promise<Sandbox> {
  const sandbox = await startSandbox({ manifest: MANIFEST });
  afterTest(() => sandbox.close());
  return sandbox;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

const answerOf = async (port: number, path: string) => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: response.status, body: await response.json() };
};

/** Declares, says something that must not be logged, and waits until the bot has heard it. */
async function runAnIncident(sandbox: Sandbox): Promise<void> {
  const dana = sandbox.person("dana");
  const { ok } = await dana.command("general", "/incident declare sev2 Contoso checkout errors");
  expect(ok).toBe(true);
  await sandbox.until(() => dana.canSee(ROOM) && dana.members(ROOM).includes("dana"), PATIENCE_MS);
  await sandbox.until(() =>
    sandbox
      .person("lee")
      .sees("incidents")
      .some(({ plain }) => plain.includes("SEV-2")),
  );
  const said = await dana.say(ROOM, "Contoso says the password is hunter2");
  await dana.react(said, "pushpin");
  await sandbox.until(() => dana.finds(ROOM, "hunter2").reactions.memo !== undefined, PATIENCE_MS);
}

function expectNoSecrets(bot: BotProcess, sandbox: Sandbox): void {
  const log = bot.output();
  expect(log).toContain("connected to Slack");
  for (const secret of ["ontoso", "hunter2", sandbox.botToken, sandbox.appToken, sandbox.signingSecret]) {
    expect(log).not.toContain(secret);
  }
}

describe("the bot as a process", { timeout: PATIENCE_MS * 2 }, () => {
  it("serves health beside Socket Mode, logs no word that was said, and stops gracefully with 0 [OPS-1] [OPS-3]", async () => {
    const sandbox = await workspace();
    const databasePath = join(temporaryFolder(), "sitrep.db");
    const port = await freePort();
    const env = { PORT: String(port), LOG_LEVEL: "trace" };
    const bot = await startBotProcess(sandbox, { databasePath, env });
    await runAnIncident(sandbox);
    expect(await answerOf(port, "/healthz")).toEqual({
      status: 200,
      body: { ok: true, backlog: expect.any(Number), configuration: "sound" },
    });
    expect(await answerOf(port, "/readyz")).toEqual({ status: 200, body: { ok: true } });
    expect((await answerOf(port, "/metrics")).status).toBe(404);

    const second = spawnSitrep(["start"], {
      SLACK_BOT_TOKEN: sandbox.botToken,
      SLACK_APP_TOKEN: sandbox.appToken,
      SLACK_API_URL: sandbox.apiUrl,
      DATABASE_PATH: databasePath,
    });
    expect(await second.exited).toBe(1);
    expect(second.output()).toMatch(/sitrep\.db is in use by process \d+ on .+ Only one Sitrep may use a file/);

    expect(await bot.stop()).toBe(0);
    expectNoSecrets(bot, sandbox);
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
    const store = temporaryStore(databasePath);
    expect(await verifyRecord(store, product)).toEqual([]);
    expect((await store.entriesOf(1)).some(({ kind }) => kind === "message_said")).toBe(true);
  });

  it("hears Slack over HTTP by signed requests alone, with health on the same port [OPS-1] [OPS-3]", async () => {
    const sandbox = await workspace();
    const databasePath = join(temporaryFolder(), "sitrep.db");
    const port = await freePort();
    const env = { SLACK_APP_TOKEN: "", SLACK_SIGNING_SECRET: sandbox.signingSecret, PORT: String(port) };
    const bot = await startBotProcess(sandbox, { databasePath, env });
    expect(await sandbox.useHttp(`http://127.0.0.1:${port}/slack/events`)).toBe(true);
    expect(await answerOf(port, "/readyz")).toEqual({ status: 200, body: { ok: true } });
    expect((await answerOf(port, "/healthz")).status).toBe(200);
    const forged = await fetch(`http://127.0.0.1:${port}/slack/events`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "command=/incident&text=declare+sev1+Forged&user_id=U1&channel_id=C1&trigger_id=1.1",
    });
    expect(forged.status).toBe(401);
    await runAnIncident(sandbox);
    expect(await bot.stop()).toBe(0);
    expectNoSecrets(bot, sandbox);
    expect((await temporaryStore(databasePath).listIncidents({})).map(({ title }) => title)).toEqual([
      "Contoso checkout errors",
    ]);
  });

  it("takes backups while Slack cannot be reached, and none when asked to stop before [OPS-4]", async () => {
    const sandbox = await workspace();
    const nowhere = `http://127.0.0.1:${await freePort()}/api/`;
    const started = (folder: string) =>
      spawnSitrep(["start"], {
        SLACK_BOT_TOKEN: sandbox.botToken,
        SLACK_APP_TOKEN: sandbox.appToken,
        SLACK_API_URL: nowhere,
        DATABASE_PATH: join(folder, "sitrep.db"),
        BACKUP_DIR: join(folder, "backups"),
      });
    const folder = temporaryFolder();
    const [hasty, patient] = [started(folder), started(temporaryFolder())];
    await hasty.says("auth.test");
    expect(await hasty.stop()).toBe(0);
    expect(existsSync(join(folder, "backups"))).toBe(false);
    await patient.says("backup taken and read back");
    expect(await patient.stop()).toBe(0);
  });

  it("refuses to start on a bad environment or policy: where, what, how to mend; nothing is begun [OPS-5]", async () => {
    const sandbox = await workspace();
    const folder = temporaryFolder();
    const databasePath = join(folder, "data", "sitrep.db");
    writeFileSync(
      join(folder, "policy.yml"),
      "channel:\n  archiveAfter: soon\nseverities:\n  sev1:\n    lable: SEV-1\n",
    );
    const refused = spawnSitrep(["start"], {
      SLACK_BOT_TOKEN: sandbox.appToken,
      SLACK_APP_TOKEN: sandbox.appToken,
      SLACK_API_URL: sandbox.apiUrl,
      DATABASE_PATH: databasePath,
      CONFIG_DIR: folder,
      PORT: "http",
    });
    expect(await refused.exited).toBe(1);
    expect(refused.output()).toBe(`Sitrep cannot start: 4 problems in its configuration.

SLACK_BOT_TOKEN
  this is an app-level token
  → Use the one that begins with xoxb- (api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Token).

PORT
  "http" is not a port
  → Write a whole number up to 65535, such as 3000.

${folder}/policy.yml:2:3
  channel.archiveAfter: "soon" is not a length of time
  → Write one with its unit, such as "30 s", "15 min", "1 h" or "3 d".

${folder}/policy.yml:5:5
  severities.sev1.lable: unknown key "lable"
  → Did you mean "label"?
`);
    expect(sandbox.calls.all()).toEqual([]);
    expect(existsSync(databasePath)).toBe(false);
  });

  it("refuses to start when Slack refuses the token, and when its port is taken; the file is free again [OPS-5]", async () => {
    const sandbox = await workspace();
    const databasePath = join(temporaryFolder(), "sitrep.db");
    const env = { SLACK_APP_TOKEN: sandbox.appToken, SLACK_API_URL: sandbox.apiUrl, DATABASE_PATH: databasePath };
    const stranger = spawnSitrep(["start"], { ...env, SLACK_BOT_TOKEN: "xoxb-of-another-workspace" });
    expect(await stranger.exited).toBe(1);
    expect(stranger.output()).toMatch(/Slack refuses SLACK_BOT_TOKEN \(invalid_auth\)\. Copy the bot token/);
    const port = new URL(sandbox.url).port;
    const late = spawnSitrep(["start"], { ...env, SLACK_BOT_TOKEN: sandbox.botToken, PORT: port });
    expect(await late.exited).toBe(1);
    expect(late.output()).toMatch(/PORT is in use by another program/);
    expect(await verifyRecord(temporaryStore(databasePath), product)).toEqual([]);
  });
});
