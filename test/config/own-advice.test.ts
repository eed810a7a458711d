import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { VARIABLES } from "../../src/config/env.ts";
import { loadConfig } from "../../src/config/index.ts";
import { isTree, overlay, type Tree } from "../../src/config/overlay.ts";
import { Policy, PolicyShape } from "../../src/config/policy.ts";
import { policyProblems } from "../../src/config/policy-problems.ts";
import { ConfigProblems, type Problem } from "../../src/config/problem.ts";

type Path = readonly (string | number)[];

const shift = { name: "Berlin", timeZone: "Europe/Berlin", from: "09:00", people: ["U0123ABCD"], turns: "daily" };
const turns = { name: "Shop", timeZone: "UTC", people: ["U0123ABCD"], startsOn: "2026-01-05", channel: "#shop" };
const grant = { people: ["U0123ABCD"], userGroups: ["S0123ABCD"], channels: ["#sre"] };

const shipped: Tree = parse(readFileSync(new URL("../../src/content/policies/default.yml", import.meta.url), "utf8"));
const partOf = (tree: Tree, key: string): Tree => {
  const part = tree[key];
  return isTree(part) ? part : {};
};

/** What each rule may say and mostly does not. */
const enabled = (rules: Tree, more: Tree = {}): Tree =>
  Object.fromEntries(
    Object.entries(rules).flatMap(([name, rule]) => {
      const keys = WORDED.includes(name) ? more : {};
      return isTree(rule) && name !== "quietHours" ? [[name, { ...keys, ...LATER[name], enabled: true }]] : [];
    }),
  );

/** Of the triggers those that listen to words. */
const WORDED = ["vendorFailure", "customerAsks", "exposure", "regulatory", "reputation", "dataLoss"];

const LATER: Readonly<Record<string, Tree>> = Object.fromEntries(
  ["customerAsks", "exposure", "regulatory"].map((name) => [name, { after: "5 min" }]),
);

/** What the shipped policy leaves out. */
const MORE: Readonly<Record<string, unknown>> = {
  services: {
    checkout: {
      name: "Checkout",
      description: "Sells",
      tier: 1,
      aliases: ["basket"],
      owners: { people: ["U0123ABCD"], userGroups: ["S0123ABCD"] },
      dependsOn: ["payments"],
      channel: "#checkout",
      rotation: "daily",
      runbooks: [{ title: "Drain", url: "https://example.com" }],
      objectives: ["99 %"],
      links: [{ title: "Graph", url: "https://example.com" }],
      statusPage: { name: "Checkout", description: "Buying", group: "Shop", component: "abc" },
    },
  },
  rotations: {
    daily: { ...turns, kind: "daily", handoverAt: "09:00", everyDays: 1, secondary: { rotation: "weekly" } },
    weekly: { ...turns, kind: "weekly", handoverAt: "09:00", everyWeeks: 1, secondary: "next" },
    sun: { name: "Sun", kind: "follow_the_sun", startsOn: "2026-01-05", shifts: [shift, shift], secondary: "none" },
    office: {
      ...turns,
      kind: "business_hours",
      days: ["mon"],
      from: "09:00",
      to: "17:00",
      turns: "daily",
      secondary: "none",
    },
  },
  templates: {
    ours: {
      title: "T",
      audience: "customers",
      approval: "yes",
      status: "identified",
      headline: "H",
      offer: "declared",
      text: "x",
    },
  },
  severities: { sev1: { acknowledgeWithin: "5 min", statusPage: { audience: "public", within: "at once" } } },
  categories: { infrastructure: { private: false } },
  audiences: { executives: { ...grant, customers: false } },
  bookmarks: [{ title: "Runbooks", url: "https://example.com" }],
  stages: { detection: { exit: { alert_validated: { derived: "acknowledged" } } } },
  statusPage: { introduction: "Hello", support: { title: "Help", url: "https://example.com" } },
  reminders: enabled(partOf(shipped, "reminders")),
  onCall: { handoff: { enabled: true } },
  escalation: {
    rotation: "daily",
    ladder: {
      on_call: { who: { onCall: "primary", rotation: "daily", people: ["U0123ABCD"], userGroups: ["S0123ABCD"] } },
    },
    triggers: enabled(partOf(partOf(shipped, "escalation"), "triggers"), { whenSaid: "ask" }),
  },
  privacy: { entitled: grant },
  operators: { people: ["U0123ABCD"], userGroups: ["S0123ABCD"] },
  paging: { privateDetails: false, pagerduty: { routingKeys: { daily: "PAGERDUTY_ROUTING_KEY_DAILY" } } },
};

const whole = overlay(shipped, MORE);

/** A second number says something new only where a number stands. */
function* wrongInsteadOf(value: unknown): Generator<unknown> {
  yield* [-1, "", "§ nonsense §", [], [7], { nope: 1 }];
  if (typeof value === "number") yield 12_345;
}

/** Maps whose things are all alike; of these one is walked. */
const ALIKE = ["severities", "categories", "roles", "audiences", "escalation.ladder", "reactions"];

function* placesOf(value: unknown, at: Path = []): Generator<{ readonly path: Path; readonly value: unknown }> {
  if (at.length > 0) yield { path: at, value };
  if (Array.isArray(value)) {
    if (value.length > 0) yield* placesOf(value[0], [...at, 0]);
    return;
  }
  if (!isTree(value)) return;
  const keys = Object.keys(value);
  const walked = ALIKE.includes(at.join(".")) ? keys.slice(0, 1) : keys;
  for (const key of walked) yield* placesOf(value[key], [...at, key]);
}

function withAt(value: unknown, [step, ...rest]: Path, wrong: unknown): unknown {
  if (step === undefined) return wrong;
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? withAt(item, rest, wrong) : item));
  return isTree(value) ? { ...value, [step]: withAt(value[step], rest, wrong) } : value;
}

function problemsOf(data: unknown): Problem[] {
  const issues = Policy.safeParse(data).error?.issues ?? [];
  return policyProblems(issues, data, { data, problems: [], where: (path) => path.join(".") });
}

const STOCK = /Invalid|Too (?:small|big)|expected|Unrecognized|received|undefined|\[object|Correct it/;

const isWithoutAdvice = ({ what, mend }: Problem): boolean =>
  STOCK.test(`${what} ${mend}`) || !/^(?:[A-Z].{6,}[.?]|Known here: .+\.|Take it away\.)$/s.test(mend);

/** The keys that a policy may have, at each place. */
function* keysOf(schema: z.core.JSONSchema.JSONSchema, at: readonly string[] = []): Generator<string> {
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    yield [...at, key].join(".");
    if (typeof inner === "object") yield* keysOf(inner, [...at, key]);
  }
  const inner = [schema.additionalProperties, schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  for (const each of inner) {
    if (typeof each !== "object" || Array.isArray(each)) continue;
    const isThing = each === schema.additionalProperties || each === schema.items;
    yield* keysOf(each, isThing ? [...at, "*"] : at);
  }
}

describe("a wrong value of any field of a policy", () => {
  it("is told with advice of its own, never in the words of the library that reads it [OPS-5]", () => {
    const bare = new Map<string, string>();
    let told = 0;
    for (const { path, value } of placesOf(whole)) {
      for (const wrong of wrongInsteadOf(value)) {
        const problems = problemsOf(withAt(whole, path, wrong));
        told += problems.length;
        for (const problem of problems.filter(isWithoutAdvice)) {
          bare.set(`${problem.what} → ${problem.mend}`, `${path.join(".")}: ${JSON.stringify(wrong)}`);
        }
      }
    }
    expect([...bare]).toEqual([]);
    expect(told).toBeGreaterThan(2_000);
  }, 60_000);

  it("is any field at all: each key that a policy may have is in what is walked [OPS-5]", () => {
    const anywhere = [...placesOf(whole)].map(({ path }) => path.join("."));
    const known = (key: string) => {
      const pattern = new RegExp(`^${key.replaceAll(".", "\\.").replaceAll("*", "[^.]+")}$`);
      return anywhere.some((path) => pattern.test(path));
    };
    const keys = [...keysOf(z.toJSONSchema(PolicyShape, { io: "input" }))];
    expect(keys.length).toBeGreaterThan(150);
    expect(keys.filter((key) => !known(key))).toEqual([]);
  });

  it("is sound as the walk begins [OPS-5]", () => {
    expect(problemsOf(whole)).toEqual([]);
  });
});

describe("a wrong value of any variable", () => {
  it.each(Object.keys(VARIABLES))("is told with advice of its own: %s [OPS-5]", (name) => {
    for (const wrong of ["§", "-1", "1.5", "yes", "http://", "ftp://x", "x".repeat(300), '"quoted"']) {
      const problems = attempt({
        SLACK_BOT_TOKEN: "xoxb-1234567890",
        SLACK_APP_TOKEN: "xapp-1234567890",
        [name]: wrong,
      });
      expect(problems.filter(isWithoutAdvice)).toEqual([]);
    }
  });
});

function attempt(env: Record<string, string>): readonly Problem[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigProblems) return error.problems;
    throw error;
  }
}
