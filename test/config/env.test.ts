import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { VARIABLES } from "../../src/config/env.ts";
import { type Env, loadConfig, shippedPolicy } from "../../src/config/index.ts";
import { ConfigProblems, type Problem } from "../../src/config/problem.ts";
import { ConfigError } from "../../src/lib/errors.ts";
import { filesWith } from "./fake-files.ts";

const SOCKET = { SLACK_BOT_TOKEN: "xoxb-1234-5678-abcdef", SLACK_APP_TOKEN: "xapp-1-A012-345-abcdef" };
const HTTP = { SLACK_BOT_TOKEN: SOCKET.SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET: "8f742231b10e8888abcd99yyyzzz85a5" };

function problemsOf(env: Env): readonly Problem[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigProblems) return error.problems;
    throw error;
  }
  return [];
}

describe("the environment", () => {
  it("needs two tokens for Socket Mode; the rest has defaults [OPS-1]", () => {
    expect(loadConfig(SOCKET)).toEqual({
      slack: {
        botToken: SOCKET.SLACK_BOT_TOKEN,
        apiUrl: "https://slack.com/api/",
        connection: { kind: "socket", appToken: SOCKET.SLACK_APP_TOKEN, healthPort: undefined },
      },
      databasePath: "./data/sitrep.db",
      backups: { dir: "data/backups", schedule: "17 * * * *", keep: { hours: 6, days: 7, weeks: 4 } },
      incidentsChannel: "incidents",
      paging: {},
      logLevel: "info",
      policy: shippedPolicy(),
    });
  });

  it("means HTTP when there is a signing secret and no app token [OPS-1]", () => {
    const { connection } = loadConfig({ ...HTTP, PORT: "8080" }).slack;
    expect(connection).toEqual({ kind: "http", signingSecret: HTTP.SLACK_SIGNING_SECRET, port: 8080 });
    expect(loadConfig(HTTP).slack.connection).toMatchObject({ kind: "http", port: 3000 });
  });

  it("means Socket Mode when both are set, and then a port is only for health [OPS-1]", () => {
    const { connection } = loadConfig({ ...HTTP, ...SOCKET, PORT: "0" }).slack;
    expect(connection).toEqual({ kind: "socket", appToken: SOCKET.SLACK_APP_TOKEN, healthPort: 0 });
  });

  it("sends the key of a status page to nobody who could read it on the way [OPS-6]", () => {
    const page = { ...SOCKET, STATUSPAGE_API_KEY: "0123456789abcdef0123", STATUSPAGE_PAGE_ID: "kctbh9vrtdwd" };
    const to = (url: string) => ({ ...page, STATUSPAGE_API_URL: url });
    expect(problemsOf(to("http://status.example.com/v1"))).toEqual([
      {
        where: "STATUSPAGE_API_URL",
        what: "the key would go out unencrypted",
        mend: "Use https://, or http:// to this machine alone.",
      },
    ]);
    expect(problemsOf(to("status"))[0]?.what).toBe('"status" is not the address of an API');
    expect(loadConfig(to("https://status.example.com/v1")).statuspage?.url).toBe("https://status.example.com/v1/");
    expect(loadConfig(to("http://127.0.0.1:4000")).statuspage?.url).toBe("http://127.0.0.1:4000/");
  });

  it.each<[name: keyof typeof VARIABLES, text: string, read: unknown]>([
    ["SLACK_API_URL", "https://slack-gov.com/api", "https://slack-gov.com/api/"],
    ["SLACK_API_URL", "http://127.0.0.1:4000/api/", "http://127.0.0.1:4000/api/"],
    ["DATABASE_PATH", "/var/lib/sitrep.db", "/var/lib/sitrep.db"],
    ["INCIDENTS_CHANNEL", "#störungen", "störungen"],
    ["INCIDENTS_CHANNEL", "C0123ABCD", "C0123ABCD"],
    ["BACKUP_DIR", "/mnt/elsewhere", "/mnt/elsewhere"],
    ["BACKUP_SCHEDULE", "0 3 * * *", "0 3 * * *"],
    ["BACKUP_SCHEDULE", "OFF", undefined],
    ["BACKUP_KEEP", "24h, 14d 8w", { hours: 24, days: 14, weeks: 8 }],
    ["BACKUP_KEEP", "3D", { hours: 0, days: 3, weeks: 0 }],
    ["LOG_LEVEL", "DEBUG", "debug"],
    ["LOG_LEVEL", " warn\n", "warn"],
  ])("%s=%j is read as %j [OPS-1]", (name, text, read) => {
    const config = loadConfig({ ...SOCKET, [name]: text });
    const byName: Partial<Record<keyof typeof VARIABLES, unknown>> = {
      SLACK_API_URL: config.slack.apiUrl,
      DATABASE_PATH: config.databasePath,
      BACKUP_DIR: config.backups.dir,
      BACKUP_SCHEDULE: config.backups.schedule,
      BACKUP_KEEP: config.backups.keep,
      INCIDENTS_CHANNEL: config.incidentsChannel,
      LOG_LEVEL: config.logLevel,
    };
    expect(byName[name]).toEqual(read);
  });

  it("counts an empty variable as unset, so the sample starts nothing but is valid to copy [OPS-5]", () => {
    const sample = parseEnv(readFileSync(new URL("../../.env.sample", import.meta.url), "utf8"));
    expect(Object.keys(sample).sort()).toEqual(Object.keys(VARIABLES).sort());
    expect(loadConfig({ ...sample, ...SOCKET })).toEqual(loadConfig(SOCKET));
    expect(problemsOf(sample).map(({ where }) => where)).toEqual(["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]);
  });

  it.each<[claim: string, env: Env, where: string, what: RegExp, mend: RegExp]>([
    [
      "no bot token",
      { SLACK_APP_TOKEN: SOCKET.SLACK_APP_TOKEN },
      "SLACK_BOT_TOKEN",
      /^this is not set$/,
      /xoxb-.*OAuth & Permissions/,
    ],
    [
      "a slip of the pen",
      { ...SOCKET, SLACK_BOT_TOKEN: undefined, SLACK_BOTTOKEN: "x" },
      "SLACK_BOT_TOKEN",
      /SLACK_BOTTOKEN is, which looks like a slip/,
      /xoxb-/,
    ],
    [
      "a user's token",
      { ...SOCKET, SLACK_BOT_TOKEN: "xoxp-1234-5678" },
      "SLACK_BOT_TOKEN",
      /a user token/,
      /begins with xoxb-/,
    ],
    [
      "the tokens swapped",
      { ...SOCKET, SLACK_BOT_TOKEN: SOCKET.SLACK_APP_TOKEN },
      "SLACK_BOT_TOKEN",
      /an app-level token/,
      /begins with xoxb-/,
    ],
    [
      "a bot token for the app",
      { ...SOCKET, SLACK_APP_TOKEN: SOCKET.SLACK_BOT_TOKEN },
      "SLACK_APP_TOKEN",
      /a bot token/,
      /begins with xapp-.*connections:write/,
    ],
    [
      "a rotating token",
      { ...SOCKET, SLACK_BOT_TOKEN: "xoxe.xoxb-1-abc" },
      "SLACK_BOT_TOKEN",
      /switch token rotation off/,
      /begins with xoxb-/,
    ],
    ["half a token", { ...SOCKET, SLACK_BOT_TOKEN: "xoxb-…" }, "SLACK_BOT_TOKEN", /cut short/, /begins with xoxb-/],
    [
      "quotes that became part of the value",
      { ...SOCKET, SLACK_BOT_TOKEN: `"${SOCKET.SLACK_BOT_TOKEN}"` },
      "SLACK_BOT_TOKEN",
      /stands in quotes/,
      /Take the quotes away/,
    ],
    [
      "neither way to Slack",
      { SLACK_BOT_TOKEN: SOCKET.SLACK_BOT_TOKEN },
      "SLACK_APP_TOKEN",
      /neither this nor SLACK_SIGNING_SECRET/,
      /Socket Mode.*HTTP/,
    ],
    [
      "a token for a signing secret",
      { ...HTTP, SLACK_SIGNING_SECRET: SOCKET.SLACK_BOT_TOKEN },
      "SLACK_SIGNING_SECRET",
      /a bot token, not a signing secret/,
      /Basic Information/,
    ],
    [
      "a signing secret of three letters",
      { ...HTTP, SLACK_SIGNING_SECRET: "abc" },
      "SLACK_SIGNING_SECRET",
      /too short/,
      /Basic Information/,
    ],
    ["a port that is a word", { ...HTTP, PORT: "http" }, "PORT", /"http" is not a port/, /such as 3000/],
    ["a port that is too high", { ...HTTP, PORT: "70000" }, "PORT", /"70000" is not a port/, /up to 65535/],
    [
      "an address that is none",
      { ...SOCKET, SLACK_API_URL: "slack.com/api" },
      "SLACK_API_URL",
      /not the address of a Slack API/,
      /https:\/\/slack-gov\.com\/api\//,
    ],
    [
      "a database that is a directory",
      { ...SOCKET, DATABASE_PATH: "/data/" },
      "DATABASE_PATH",
      /names a directory/,
      /sitrep\.db/,
    ],
    [
      "a channel with spaces",
      { ...SOCKET, INCIDENTS_CHANNEL: "#All Incidents" },
      "INCIDENTS_CHANNEL",
      /not a channel/,
      /lower case, no spaces/,
    ],
    [
      "a level that is none",
      { ...SOCKET, LOG_LEVEL: "verbose" },
      "LOG_LEVEL",
      /"verbose" is not a level/,
      /debug, info/,
    ],
    [
      "a directory that is not there",
      { ...SOCKET, CONFIG_DIR: "/no/such/dir" },
      "/no/such/dir",
      /the configuration does not exist/,
      /Name a directory/,
    ],
    [
      "a directory that is a file",
      { ...SOCKET, CONFIG_DIR: import.meta.filename },
      import.meta.filename,
      /is not a directory/,
      /Name a directory/,
    ],
  ])("refused with what and how to mend it: %s [OPS-5]", (_, env, where, what, mend) => {
    const problems = problemsOf(env);
    expect(problems).toEqual([{ where, what: expect.stringMatching(what), mend: expect.stringMatching(mend) }]);
  });

  it("names all problems at once, those of the policy with them [OPS-5]", () => {
    const files = filesWith({ "policy.yml": "undoWithin: soon\n" });
    const env = { SLACK_BOT_TOKEN: "xoxp-1234-5678-abc", PORT: "x", LOG_LEVEL: "loud", CONFIG_DIR: "/conf" };
    expect(() => loadConfig(env, files)).toThrow(ConfigError);
    expect(() => loadConfig(env, files)).toThrow(
      /5 problems[\s\S]*SLACK_BOT_TOKEN\n[\s\S]*PORT\n[\s\S]*SLACK_APP_TOKEN\n[\s\S]*LOG_LEVEL\n[\s\S]*\/conf\/policy\.yml:1:1\n/,
    );
  });

  it("never shows a token or secret in what it says [OPS-5]", () => {
    const secrets = ["xoxp-SECRET1-abcdef", "xoxb-SECRET2-abcdef", "xapp-SECRET3 abc", "SECRET4 "];
    const messages = secrets.flatMap((secret) => [
      JSON.stringify(problemsOf({ SLACK_BOT_TOKEN: secret, SLACK_APP_TOKEN: secret })),
      JSON.stringify(problemsOf({ SLACK_BOT_TOKEN: `'${secret}'`, SLACK_SIGNING_SECRET: secret })),
    ]);
    expect(messages.join("\n")).not.toMatch(/SECRET\d/);
  });

  it("is frozen to the last part once read [OPS-5]", () => {
    const config = loadConfig(SOCKET);
    expect(Object.isFrozen(config.slack.connection)).toBe(true);
    expect(Object.isFrozen(config.policy.severities[0]?.resolveTarget.people)).toBe(true);
  });

  it("reads the policy of a real directory [OPS-5]", () => {
    const directory = mkdtempSync(join(tmpdir(), "sitrep-config-"));
    try {
      expect(loadConfig({ ...SOCKET, CONFIG_DIR: directory }).policy).toEqual(shippedPolicy());
      writeFileSync(join(directory, "policy.yml"), "extends: p0-p4\n");
      expect(loadConfig({ ...SOCKET, CONFIG_DIR: directory }).policy).toEqual(shippedPolicy("p0-p4"));
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
