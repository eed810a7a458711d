import { describe, expect, it } from "vitest";
import { type Env, loadConfig } from "../../src/config/index.ts";
import { ConfigProblems } from "../../src/config/problem.ts";
import { filesWith } from "./fake-files.ts";

const SOCKET = { SLACK_BOT_TOKEN: "xoxb-1234-5678-abcdef", SLACK_APP_TOKEN: "xapp-1-A012-345-abcdef" };
const KEY = "R0123456789ABCDEFGHIJKLMNOPQRSTU";
const SECRET = "0123456789abcdef";

function problemsOf(env: Env, files?: Parameters<typeof loadConfig>[1]) {
  try {
    loadConfig({ ...SOCKET, ...env }, files);
  } catch (error) {
    if (error instanceof ConfigProblems) return error.problems;
    throw error;
  }
  return [];
}

const HOOK = { PAGING_WEBHOOK_URL: "https://sms.example.com/page", PAGING_WEBHOOK_SECRET: SECRET };

describe("ways of paging", () => {
  it("are switched on by what stands in the environment [ESC-5]", () => {
    expect(loadConfig(SOCKET).paging).toEqual({});
    expect(
      loadConfig({ ...SOCKET, ...HOOK, PAGERDUTY_ROUTING_KEY: KEY, PAGERDUTY_ROUTING_KEY_WEB: KEY }).paging,
    ).toEqual({
      pagerduty: {
        url: "https://events.pagerduty.com/v2/enqueue",
        routingKey: KEY,
        routingKeys: { PAGERDUTY_ROUTING_KEY_WEB: KEY },
      },
      webhook: { url: HOOK.PAGING_WEBHOOK_URL, secret: SECRET },
    });
    const eu = { PAGERDUTY_ROUTING_KEY: KEY, PAGERDUTY_EVENTS_URL: "https://events.eu.pagerduty.com/v2/enqueue" };
    expect(loadConfig({ ...SOCKET, ...eu }).paging.pagerduty?.url).toBe(eu.PAGERDUTY_EVENTS_URL);
  });

  it.each<[Env, where: string, what: RegExp]>([
    [{ PAGERDUTY_ROUTING_KEY: "short" }, "PAGERDUTY_ROUTING_KEY", /not an integration key/],
    [{ PAGERDUTY_ROUTING_KEY_WEB: "short" }, "PAGERDUTY_ROUTING_KEY_WEB", /not an integration key/],
    [{ ...HOOK, PAGING_WEBHOOK_URL: "http://sms.example.com/" }, "PAGING_WEBHOOK_URL", /unencrypted/],
    [{ ...HOOK, PAGING_WEBHOOK_URL: "https://me:pw@sms.example.com/" }, "PAGING_WEBHOOK_URL", /name or password/],
    [{ ...HOOK, PAGING_WEBHOOK_URL: "sms" }, "PAGING_WEBHOOK_URL", /not a web address/],
    [{ ...HOOK, PAGING_WEBHOOK_SECRET: "short" }, "PAGING_WEBHOOK_SECRET", /too short to sign/],
    [{ PAGING_WEBHOOK_URL: HOOK.PAGING_WEBHOOK_URL }, "PAGING_WEBHOOK_SECRET", /needs both/],
    [{ PAGING_WEBHOOK_SECRET: SECRET }, "PAGING_WEBHOOK_URL", /needs both/],
  ])(
    "%j is refused at %s, with what and how to mend it, and without the secret [ESC-5] [OPS-5]",
    (env, where, what) => {
      const [problem, ...others] = problemsOf(env);
      expect(others).toEqual([]);
      expect(problem).toMatchObject({ where, what: expect.stringMatching(what) });
      expect(problem?.mend).toMatch(/\w/);
      for (const secret of ["short", "me:pw", SECRET]) expect(problem?.what).not.toContain(`"${secret}`);
    },
  );

  it("may stay on this machine without encryption [ESC-5]", () => {
    expect(problemsOf({ ...HOOK, PAGING_WEBHOOK_URL: "http://127.0.0.1:8080/page" })).toEqual([]);
  });

  it("name keys of rotations by their variable, which must be set and be one for that [ESC-5] [OPS-5]", () => {
    const policy = (name: string, rotation = "platform") =>
      filesWith({
        "policy.yml": `paging:\n  pagerduty:\n    routingKeys: { ${rotation}: ${name} }\n`,
        "rotations.yml":
          'platform: { name: P, kind: daily, timeZone: UTC, people: [U0DANA0001], startsOn: "2026-01-01", handoverAt: "09:00" }\n',
      });
    const env = { CONFIG_DIR: "/conf" };
    expect(problemsOf({ ...env, PAGERDUTY_ROUTING_KEY_WEB: KEY }, policy("PAGERDUTY_ROUTING_KEY_WEB"))).toEqual([]);
    expect(problemsOf(env, policy("PAGERDUTY_ROUTING_KEY_WEB"))).toMatchObject([
      { where: "PAGERDUTY_ROUTING_KEY_WEB", what: expect.stringContaining("it is not set") },
    ]);
    expect(
      problemsOf({ ...env, PAGERDUTY_ROUTING_KEY_WEB: KEY }, policy("PAGERDUTY_ROUTING_KEY_WEB", "platfrom")),
    ).toMatchObject([
      {
        where: "/conf/policy.yml:3:20",
        what: expect.stringContaining("is not a rotation"),
        mend: expect.stringContaining("platform"),
      },
    ]);
    expect(problemsOf(env, policy("SLACK_BOT_TOKEN"))).toMatchObject([
      { what: expect.stringContaining("names no variable for a routing key") },
    ]);
  });
});
