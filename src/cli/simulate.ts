import { resolve } from "node:path";
import { loadPolicy, loadStorage, type Override, type Policy } from "../config/index.ts";
import { type Entry, fromRow, HOUSE } from "../core/ledger/index.ts";
import { overridesOf, type WithOncall } from "../core/oncall/index.ts";
import type { Incident } from "../core/product.ts";
import { openForReading } from "../db/open.ts";
import { type Store, storeOn } from "../db/store.ts";
import { systemClock } from "../lib/clock.ts";
import { InvalidInputError, NotFoundError } from "../lib/errors.ts";
import { environment, readArgs } from "./environment.ts";
import { knownNames } from "./export/people.ts";
import { compare } from "./simulate/compare.ts";
import { replay } from "./simulate/replay.ts";
import { type Counts, type Played, reportSimulation } from "./simulate/report.ts";
import type { Sent } from "./simulate/sent.ts";

const usage = "simulate --policy DIR [--incident N] [--json] [--database PATH]";

/** `sitrep simulate`: plays stored incidents under another policy and says which reminders, escalations and pages would have differed. */
export async function simulate(args: readonly string[]): Promise<number> {
  const options = {
    policy: { type: "string" },
    incident: { type: "string" },
    json: { type: "boolean", default: false },
    database: { type: "string" },
  } as const;
  const { values } = readArgs(args, options, usage);
  if (!values.policy)
    throw new InvalidInputError(`Which policy? Name a folder with a policy.yml.\nUsage: sitrep ${usage}`);
  const env = environment();
  const policies = { present: loadPolicy(env.CONFIG_DIR || undefined), other: loadPolicy(resolve(values.policy)) };
  const only = numberOf(values.incident);
  const store = storeOn(openForReading(resolve(values.database ?? loadStorage(env).databasePath)));
  try {
    const overrides = await storedOverrides(store);
    const played: Played[] = [];
    for (const id of await wanted(store, only))
      played.push(await play(store, id, { ...policies, overrides }, systemClock.now()));
    const text = values.json
      ? `${JSON.stringify(played, null, 2)}\n`
      : reportSimulation(played, await knownNames(store));
    process.stdout.write(text);
    return 0;
  } finally {
    await store.close();
  }
}

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^#?\d{1,9}$/.test(text)) return Number(text.replace("#", ""));
  throw new InvalidInputError(`--incident ${text} is not a number. Write one such as 12.`);
}

async function wanted(store: Store, only: number | undefined): Promise<number[]> {
  const all = (await store.listIncidents({})).map(({ id }) => id).sort((a, b) => a - b);
  if (only === undefined) return all;
  if (!all.includes(only)) throw new NotFoundError(`There is no incident #${only}.`);
  return [only];
}

async function play(
  store: Store,
  id: number,
  { present, other, overrides }: { present: Policy; other: Policy; overrides: readonly Override[] },
  until: number,
): Promise<Played> {
  const entries = await chainOf(store, id);
  const row = await store.incident(id);
  const { facts }: Pick<Incident, "facts"> = JSON.parse(row?.state ?? "{}");
  const before = replay({ entries, written: present, policy: present, overrides, until });
  const after = replay({ entries, written: present, policy: other, overrides, until });
  return {
    number: id,
    title: facts.title,
    severity: facts.severity,
    before: countsOf(before),
    after: countsOf(after),
    differences: compare(before, after),
    isStranger: !other.severities.some((severity) => severity.id === facts.severity),
  };
}

const countsOf = (sent: readonly Sent[]): Counts => ({
  reminder: sent.filter(({ kind }) => kind === "reminder").length,
  escalation: sent.filter(({ kind }) => kind === "escalation").length,
  page: sent.filter(({ kind }) => kind === "page").length,
});

/** Who was on call is what it was, covers and swaps included. */
async function storedOverrides(store: Store): Promise<readonly Override[]> {
  const row = await store.incident(HOUSE);
  if (!row) return [];
  const house: WithOncall = JSON.parse(row.state);
  return overridesOf(house);
}

const PAGE = 1_000;

async function chainOf(store: Store, id: number): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (;;) {
    const page = await store.chainOf(id, entries.length, PAGE);
    entries.push(...page.map(fromRow));
    if (page.length < PAGE) return entries;
  }
}
