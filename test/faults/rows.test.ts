import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../src/config/index.ts";
import { declare } from "../../src/core/incidents/index.ts";
import { Ledger } from "../../src/core/ledger/index.ts";
import { columnsOf, type Incident, product } from "../../src/core/product.ts";
import { openStore, type Store } from "../../src/db/store.ts";
import { afterTest, temporaryFolder } from "../support/temporary-store.ts";
import { HOUR, MINUTE, startWorld } from "../support/world.ts";
import { Stage } from "./stage.ts";

const SECOND = 1_000;
const ROOM = "inc-1-checkout-errors";

async function stage(options: { mayJump?: boolean } = {}): Promise<Stage> {
  const opened = await Stage.open(options);
  afterTest(() => opened.close());
  return opened;
}

/** A stage on which Dana has declared a SEV-1. */
async function running(options: { mayJump?: boolean } = {}): Promise<Stage> {
  const opened = await stage(options);
  await opened.until(opened.person("dana").command("general", "/incident declare sev1 Checkout errors"));
  await opened.pass(10 * SECOND);
  return opened;
}

const kindsOf = async ({ store }: Stage): Promise<string[]> => (await store.entriesOf(1)).map(({ kind }) => kind);

/** What was asked in a direct message or the room, each by its name in the message's metadata. */
function reminders(opened: Stage): string[] {
  const places = ["dana", "sam"].flatMap((name) => opened.person(name).dm());
  const items = [...places, ...opened.person("dana").sees(ROOM)].map(({ metadata }) => metadata?.event_payload.items);
  return items.flatMap((named) => (Array.isArray(named) ? named.map(String) : []));
}

describe("twenty declarations at once while Slack answers 429 with Retry-After 30 [OPS-2]", () => {
  it("are all announced within 50 s, none of them silent; no call comes before its time, and a form opens at once", async () => {
    const opened = await stage();
    const { sandbox } = opened;
    const methods = ["conversations.create", "chat.postMessage", "conversations.invite", "conversations.setTopic"];
    sandbox.faults.add({ kind: "rate_limited", retryAfterSec: 30, methods, forMs: 15 * SECOND });
    const people = ["dana", "sam", "kim", "lee"].map((name) => opened.person(name));
    const numbers = Array.from({ length: 20 }, (_, index) => index + 1);
    const typed = numbers.map((n) => people[n % 4]?.command("general", `/incident declare sev2 Trouble ${n}`));
    const answers = await opened.until(Promise.all(typed));
    expect(answers.every((answer) => answer?.ok)).toBe(true);

    await opened.until(opened.person("priya").command("general", "/incident declare"));
    expect(opened.person("priya").hasModal()).toBe(true);
    expect(opened.now).toBeLessThan(SECOND);

    await opened.pass(50 * SECOND);
    const announced = opened
      .person("priya")
      .sees("incidents")
      .map(({ plain }) => plain);
    for (const n of numbers)
      expect(announced.filter((text) => new RegExp(`Trouble ${n}\\b`).test(text))).toHaveLength(1);
    for (const method of methods) {
      const limited = sandbox.calls.api(method).filter(({ status }) => status === 429);
      const [first] = limited;
      const early = sandbox.calls
        .api(method)
        .filter(({ at }) => first && at > first.at + 100 && at < first.at + 30 * SECOND);
      const isPerChannel = method === "chat.postMessage";
      expect({ method, early: isPerChannel ? 0 : early.length }).toEqual({ method, early: 0 });
    }
    await opened.pass(2 * MINUTE);
    for (const n of numbers) {
      const room = opened
        .person("dana")
        .channels()
        .find((name) => name.endsWith(`-trouble-${n}`));
      const posts = opened
        .person("dana")
        .sees(room ?? "")
        .filter(({ fromApp, subtype }) => fromApp && !subtype);
      expect(posts.some(({ pinned }) => pinned)).toBe(true);
    }
    expect(opened.troubles).toEqual([]);
  });
});

describe("the clock of the machine [OPS-2]", () => {
  it.each([
    ["an hour ahead", HOUR],
    ["an hour behind", -HOUR],
  ])("put %s and back: each reminder comes once, nothing lasted less than no time", async (_, byMs) => {
    const opened = await running({ mayJump: true });
    await opened.pass(2 * MINUTE);
    void opened.jump(byMs, 3 * MINUTE);
    await opened.pass(4 * MINUTE);
    await opened.until(opened.person("dana").command(ROOM, "/incident update rolling back"));
    await opened.pass(2 * HOUR);
    const asked = reminders(opened);
    expect(asked.filter((name) => name.startsWith("1:update/")).length).toBeGreaterThanOrEqual(3);
    expect(new Set(asked).size).toBe(asked.length);
    const shown = [opened.person("dana").sees(ROOM), opened.person("dana").dm()].flat().map(({ plain }) => plain);
    expect(shown.filter((text) => /-\d+ (s|min|h|d)\b/.test(text))).toEqual([]);
    expect(opened.troubles).toEqual([]);
  });

  it("changed to summer time in the night: the rhythm of updates goes on", async () => {
    const world = await startWorld({ startAt: Date.UTC(2026, 2, 8, 6, 30) });
    const dana = world.person("dana");
    await dana.command("general", "/incident declare sev2 Checkout errors");
    await world.pass(10 * SECOND);
    await dana.command(ROOM, "/incident role commander");
    for (let count = 0; count < 4; count += 1) {
      await world.pass(26 * MINUTE);
      await dana.command(ROOM, `/incident update still on it ${count}`);
    }
    const entries = await world.bot().store.entriesOf(1, { kinds: ["reminder_sent"] });
    const early = entries.filter(({ data }) => data.includes('"rule":"update"'));
    expect(early.map(({ at }) => Math.round((at - Date.UTC(2026, 2, 8, 6, 30)) / MINUTE))).toEqual([25, 51, 77, 103]);
    expect(await world.verify()).toEqual([]);
  });
});

describe("the database file [OPS-2]", () => {
  it("locked for 8 s by another program: nothing is acknowledged that is not stored, no answer takes three seconds", async () => {
    const opened = await running();
    const sam = opened.person("sam");
    await opened.until(sam.join(ROOM));
    void opened.lock(8 * SECOND);
    const said = opened.until(sam.say(ROOM, "said while the file was locked"));
    const answer = await opened.until(opened.person("dana").command(ROOM, "/incident note restarted db-1"));
    expect(answer.ok).toBe(true);
    expect(answer.ackMs).toBeLessThan(3 * SECOND);
    expect(answer.ephemeral.map(({ plain }) => plain).join()).toContain("nothing was changed");
    await said;
    expect(await kindsOf(opened)).not.toContain("note_added");
    await opened.pass(2 * MINUTE);
    expect((await kindsOf(opened)).filter((kind) => kind === "message_said")).toHaveLength(1);
    await opened.until(opened.person("dana").command(ROOM, "/incident note restarted db-1"));
    expect(await kindsOf(opened)).toContain("note_added");
    expect(opened.troubles).toEqual([]);
  });

  it("on a full disk: not acknowledged, the person told, reading works, and it recovers by itself", async () => {
    const opened = await running();
    const dana = opened.person("dana");
    void opened.fillDisk(MINUTE);
    const long = "the pool of db-1 is exhausted ".repeat(60);
    const told: string[] = [];
    for (let count = 0; count < 8; count += 1) {
      const { ok, ephemeral } = await opened.until(dana.command(ROOM, `/incident note ${count} ${long}`));
      expect(ok).toBe(true);
      told.push(...ephemeral.map(({ plain }) => plain));
    }
    expect(told.some((text) => text.includes("nothing was changed"))).toBe(true);
    const kept = (await kindsOf(opened)).filter((kind) => kind === "note_added").length;
    expect(kept).toBe(told.filter((text) => !text.includes("nothing was changed")).length);
    const { ephemeral } = await opened.until(dana.command(ROOM, "/incident timeline"));
    expect(ephemeral.map(({ plain }) => plain).join()).toContain("declared it as SEV-1");
    await opened.pass(2 * MINUTE);
    await opened.until(dana.command(ROOM, "/incident note space was made"));
    expect((await kindsOf(opened)).filter((kind) => kind === "note_added")).toHaveLength(kept + 1);
    expect((await opened.store.backlog(0)).waiting).toBe(0);
    expect(opened.troubles).toEqual([]);
  });

  it("of a process that was killed in the middle of a migration: the next one migrates it whole", async () => {
    const path = join(temporaryFolder(), "sitrep.db");
    const killed = spawnSync(process.execPath, ["--input-type=module", "-e", MIGRATE_HALF, path]);
    expect(killed.signal).toBe("SIGKILL");
    const store = openStore(path);
    afterTest(() => store.close());
    expect(await store.lastNumber()).toBe(0);
  });
});

const MIGRATIONS = new URL("../../migrations/", import.meta.url).pathname;
const FIRST =
  readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith(".sql"))
    .sort()[0] ?? "";
const STATEMENTS = readFileSync(join(MIGRATIONS, FIRST), "utf8").split("--> statement-breakpoint");
const HALF = STATEMENTS.slice(0, STATEMENTS.length / 2).join(";\n");
const MIGRATE_HALF = `
  import Database from "better-sqlite3";
  const file = new Database(process.argv[1]);
  file.pragma("journal_mode = WAL");
  file.exec("BEGIN");
  file.exec(${JSON.stringify(HALF)});
  process.kill(process.pid, "SIGKILL");
`;

describe("five hundred open incidents [FAST-4]", () => {
  it("take as many questions to the database as five, for the list and for Home", async () => {
    const opened = await stage();
    const few = await questions(opened, 5);
    expect(await questions(opened, 495)).toEqual(few);
    expect(few.list.length).toBeLessThan(5);
  });
});

/** What the bot asks of the database for a list and for a Home, once so many incidents more are open. */
async function questions(opened: Stage, more: number): Promise<{ list: string[]; home: string[] }> {
  opened.life?.end();
  await openMany(opened, more);
  opened.startBot();
  await opened.pass(MINUTE);
  const dana = opened.person("dana");
  const { store } = opened.life?.bot ?? {};
  if (!store) throw new Error("the bot is not there");
  const act = async () => {
    const list = await askedWhile(store, () => opened.until(dana.command("general", "/incident list")));
    const home = await askedWhile(store, () => opened.until(dana.openHome()));
    return { list, home };
  };
  await act();
  return act();
}

/** Opens incidents, and takes what Slack would be told for done. */
async function openMany(opened: Stage, count: number): Promise<void> {
  const store = openStore(opened.databasePath);
  const policy = shippedPolicy();
  const ledger = new Ledger<Incident>({
    store,
    product,
    columns: columnsOf,
    policy: () => policy,
    clock: opened.clock,
  });
  const userId = opened.person("dana").id;
  const declared = Array.from({ length: count }, (_, n) => ledger.open(declare(declaration(userId, n))));
  await Promise.all(declared);
  for (let claimed = await store.claimDeeds(opened.clock.now(), 10_000); claimed.length > 0; ) {
    const outcomes = claimed.map(({ id }) => ({ kind: "done" as const, id, at: 0 }));
    await store.commit({ heard: [], changes: [], effects: [], outcomes, firedTimers: [] });
    claimed = await store.claimDeeds(opened.clock.now(), 10_000);
  }
  await store.close();
}

const declaration = (userId: string, n: number): Parameters<typeof declare>[0] => ({
  userId,
  title: `Trouble ${n}`,
  severity: "sev5",
  isPrivate: false,
  isDrill: false,
  via: "command",
});

/** Which methods of the store were called meanwhile, each call once. */
async function askedWhile(store: Store, act: () => Promise<unknown>): Promise<string[]> {
  const asked: string[] = [];
  const methods = Object.entries(store);
  const watched = methods.map(([name, method]: [string, (...args: unknown[]) => unknown]) => [
    name,
    (...args: unknown[]) => {
      asked.push(name);
      return method(...args);
    },
  ]);
  Object.assign(store, Object.fromEntries(watched));
  await act();
  Object.assign(store, Object.fromEntries(methods));
  return asked.filter((name) => /incident|entries/i.test(name)).sort();
}
