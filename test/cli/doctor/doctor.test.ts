import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/doctor/index.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../../src/sandbox/index.ts";
import { sitrep } from "../../support/command-line.ts";
import { filledDatabase } from "../../support/filled.ts";
import { afterTest, temporaryFolder, temporaryStore } from "../../support/temporary-store.ts";
import { MANIFEST } from "../../support/world.ts";

async function workspace(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ manifest: MANIFEST, ...options });
  afterTest(() => sandbox.close());
  return sandbox;
}

const environment = (sandbox: Sandbox, databasePath = join(temporaryFolder(), "sitrep.db")) => ({
  SLACK_BOT_TOKEN: sandbox.botToken,
  SLACK_APP_TOKEN: sandbox.appToken,
  SLACK_API_URL: sandbox.apiUrl,
  DATABASE_PATH: databasePath,
});

async function findings(
  env: Readonly<Record<string, string>>,
): Promise<{ code: number; bad: string[]; all: Finding[] }> {
  const { code, output } = await sitrep(["doctor", "--json"], env);
  const all: Finding[] = JSON.parse(output);
  return { code, all, bad: all.filter(({ state }) => state === "bad").map(({ what }) => what) };
}

describe("sitrep doctor [OPS-4]", () => {
  it("finds nothing wrong with a sound installation, before the first start and later", async () => {
    const sandbox = await workspace();
    const first = await findings(environment(sandbox));
    expect(first).toMatchObject({ code: 0, bad: [] });
    const checks = new Set(first.all.map(({ check }) => check));
    for (const check of [
      "Configuration",
      "Token",
      "Scopes",
      "Connection",
      "Incidents channel",
      "Clock",
      "Paging",
      "Database",
      "Backups",
      "Disk",
    ]) {
      expect(checks).toContain(check);
    }
    const later = await findings(environment(sandbox, await filledDatabase(2, 3)));
    expect(later.all.find(({ check }) => check === "Database")?.what).toContain("2 incidents, 8 entries");
    expect(later.code).toBe(1);
    expect(later.bad[0]).toMatch(/deeds? waits? to go out/);
    const { output } = await sitrep(["doctor"], environment(sandbox));
    expect(output).toMatch(/✔ Token {13}sitrep in Acme/);
  });

  it("says of a token that is no good, and of a Slack that is not there, what to do", async () => {
    const sandbox = await workspace();
    const env = environment(sandbox);
    const wrong = await findings({ ...env, SLACK_BOT_TOKEN: "xoxb-0000000000-wrong" });
    expect(wrong).toMatchObject({ code: 1, bad: ["Slack refuses SLACK_BOT_TOKEN: invalid_auth"] });
    const socket = await findings({ ...env, SLACK_APP_TOKEN: "xapp-0000000000-wrong" });
    expect(socket).toMatchObject({ code: 1, bad: ["Slack refuses SLACK_APP_TOKEN: invalid_auth"] });
    const nowhere = await findings({ ...env, SLACK_API_URL: "http://127.0.0.1:9/api/" });
    expect(nowhere.bad[0]).toContain("http://127.0.0.1:9/api/ does not answer");
  });

  it("names each scope that the app lacks, and what is lost by it", async () => {
    const manifest = MANIFEST.replace("      - bookmarks:write\n", "").replace("      - channels:manage\n", "");
    const { code, bad, all } = await findings(environment(await workspace({ manifest })));
    expect(code).toBe(1);
    expect(bad).toEqual(["channels:manage is missing, without which no incident can be run"]);
    expect(all).toContainEqual(
      expect.objectContaining({ state: "poor", what: "bookmarks:write is missing: channels get no bookmarks" }),
    );
  });

  it("looks for every channel that the configuration names", async () => {
    const sandbox = await workspace();
    const dir = temporaryFolder();
    writeFileSync(
      join(dir, "policy.yml"),
      'audiences:\n  executives: { label: Executives, channels: ["board-room"] }\n',
    );
    const env = { ...environment(sandbox), INCIDENTS_CHANNEL: "#no-such-channel", CONFIG_DIR: dir };
    const { bad, all } = await findings(env);
    expect(bad).toEqual(["#no-such-channel of INCIDENTS_CHANNEL does not exist, or is private without the bot"]);
    expect(all.find(({ what }) => what.startsWith("#board-room"))).toMatchObject({
      state: "poor",
      what: "#board-room of audience executives in the policy does not exist, or is private without the bot",
    });
  });

  it("looks for everybody whom the policy names for what they may know or do [OPS-6]", async () => {
    const dir = temporaryFolder();
    const yaml = [
      "privacy: { entitled: { people: [U0000GONE1] } }",
      "entitlements:",
      "  finish: { userGroups: [S0000GONE1], channels: [no-such-room] }",
    ];
    writeFileSync(join(dir, "policy.yml"), `${yaml.join("\n")}\n`);
    const { all } = await findings({ ...environment(await workspace()), CONFIG_DIR: dir });
    expect(all.filter(({ state }) => state === "poor").map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        "U0000GONE1 of privacy.entitled is no active member",
        "user group S0000GONE1 of entitlements.finish does not exist",
        "#no-such-room of entitlements.finish in the policy does not exist, or is private without the bot",
      ]),
    );
  });

  it("looks for everybody who would be called, asking once for each [ESC-4] [ESC-5]", async () => {
    const dir = temporaryFolder();
    const rotation = 'kind: daily, timeZone: UTC, startsOn: "2026-01-05", handoverAt: "09:00"';
    writeFileSync(
      join(dir, "rotations.yml"),
      `payments: { name: Payments, ${rotation}, people: [U0000GONE1], channel: "#no-such-team" }\nshop: { name: Shop, ${rotation}, people: [U0000GONE1] }\n`,
    );
    writeFileSync(
      join(dir, "services.yml"),
      "checkout: { name: Checkout, tier: 1, owners: { people: [U0000GONE2] } }\n",
    );
    const sandbox = await workspace();
    const id = (name: string) => sandbox.person(name).id;
    writeFileSync(
      join(dir, "policy.yml"),
      `escalation: { ladder: { manager: { who: { people: [${id("olga")}, ${id("gus")}] } }, boss: { label: Boss, after: 20 min, who: { userGroups: [S0000GONE1], people: [${id("sam")}] } } } }\n`,
    );
    const { all } = await findings({ ...environment(sandbox), CONFIG_DIR: dir });
    const gus = all.find(({ what }) => what.includes("Gus Guest"));
    expect(gus).toMatchObject({
      what: `Gus Guest (${id("gus")}) of escalation.ladder.manager is a guest, who cannot be let into every incident`,
      mend: "Put a full member into escalation.ladder.manager in the policy, or let an admin make them one.",
    });
    expect(all.some(({ what }) => what.includes(id("sam")))).toBe(false);
    expect(all.filter(({ state }) => state === "poor").map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        `Olga Former (${id("olga")}) of escalation.ladder.manager is no active member`,
        "U0000GONE1 of rotations.payments and rotations.shop is no active member",
        "U0000GONE2 of services.checkout is no active member",
        "user group S0000GONE1 of escalation.ladder.boss does not exist",
        "#no-such-team of rotations.payments in the policy does not exist, or is private without the bot",
      ]),
    );
  });

  it("lists every mistake of the configuration, each with how to mend it, and examines the database all the same", async () => {
    const databasePath = await filledDatabase(1, 1);
    const { code, all } = await findings({
      DATABASE_PATH: databasePath,
      BACKUP_KEEP: "forever",
      SLACK_BOT_TOKEN: "",
      SLACK_APP_TOKEN: "",
    });
    expect(code).toBe(1);
    const mistakes = all.filter(({ check }) => check === "Configuration");
    expect(mistakes.map(({ what }) => what.split(":")[0])).toEqual(
      expect.arrayContaining(["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "BACKUP_KEEP"]),
    );
    for (const { state, mend } of mistakes) expect([state, mend]).toEqual(["bad", expect.stringMatching(/\.$/)]);
    const other = await findings({
      DATABASE_PATH: databasePath,
      BACKUP_KEEP: "",
      SLACK_BOT_TOKEN: "",
      SLACK_APP_TOKEN: "",
    });
    expect(other.all.some(({ check, state }) => check === "Database" && state === "good")).toBe(true);
  });

  it("shows a damaged database, and deeds that were given up with Slack's reason", async () => {
    const sandbox = await workspace();
    const databasePath = await filledDatabase(1, 1);
    const store = temporaryStore(databasePath);
    const [deed] = await store.claimDeeds(Date.now(), 1);
    await store.commit({
      heard: [],
      changes: [],
      effects: [],
      firedTimers: [],
      outcomes: [{ kind: "given_up", id: deed?.id ?? 0, at: Date.now(), reason: "restricted_action" }],
    });
    await store.close();
    const given = await findings(environment(sandbox, databasePath));
    expect(given.all.find(({ what }) => what.includes("given up"))?.what).toContain("(restricted_action)");
    writeFileSync(databasePath, "no database".repeat(999));
    const damaged = await findings(environment(sandbox, databasePath));
    expect(damaged.bad[0]).toContain("is damaged");
    expect(damaged.all.find(({ what }) => what.includes("is damaged"))?.mend).toContain("There is no good backup");
  });
});
