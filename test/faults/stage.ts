import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { access } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { type Config, type Policy, shippedPolicy } from "../../src/config/index.ts";
import { openForReading } from "../../src/db/open.ts";
import { type Store, storeOn } from "../../src/db/store.ts";
import type { Clock } from "../../src/lib/clock.ts";
import { ConfigError } from "../../src/lib/errors.ts";
import { countedIds } from "../../src/lib/ids.ts";
import type { Log } from "../../src/lib/log.ts";
import { VirtualClock } from "../../src/lib/virtual-clock.ts";
import { ACME_PEOPLE, type Person, type Sandbox, startSandbox } from "../../src/sandbox/index.ts";

import { MINUTE, SECOND, SHIFT_CHANGE_MS, THURSDAY } from "./day.ts";
import { Life } from "./life.ts";
import type { Mistake } from "./mistakes.ts";
import { Outside, PAGING } from "./outside.ts";

const IN_MEMORY = "/dev/shm";
const RAM = await access(IN_MEMORY).then(
  () => IN_MEMORY,
  () => tmpdir(),
);

/** A round trip takes a few turns of the event loop; after this many quiet ones nothing is on its way. */
const QUIET_TURNS = 14;
/** A service manager starts the bot again after a second when it could not start. */
const RESTART_MS = SECOND;

/** Nobody administers the workspace: what the doctor finds differs from day to day, as it should. */
const PEOPLE = ACME_PEOPLE.map((person) => ({ ...person, isAdmin: false }));

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

export interface StageOptions {
  readonly mistakes?: readonly Mistake[];
  /** The bot's clock is going to jump, so it looks more often. */
  readonly mayJump?: boolean;
  readonly trace?: (line: string) => void;
}

/** Bot, workspace and one clock in one process; the bot can be killed, its machine can misbehave. */
export class Stage {
  readonly clock = new VirtualClock(THURSDAY);
  readonly sandbox: Sandbox;
  readonly options: StageOptions;
  /** What must never happen, as it happened. */
  readonly troubles: string[] = [];
  readonly #folder = mkdtempSync(join(RAM, "sitrep-faults-"));
  /** PagerDuty and a receiver of our webhook. */
  readonly outside = new Outside();
  readonly policy: Policy;
  readonly #lives: Life[] = [];
  #reader: { store: Store; close: () => void } | undefined;
  #stirs = 0;
  #skewMs = 0;
  #held: Promise<void> = Promise.resolve();
  isRefused = false;

  private constructor(sandbox: Sandbox, clock: VirtualClock, options: StageOptions) {
    this.sandbox = sandbox;
    this.policy = policyOf((name) => sandbox.person(name).id);
    this.clock = clock;
    this.options = options;
    sandbox.calls.onCall(({ method, kind, done, error, args }) => {
      this.#stirs += 1;
      if (kind === "delivery")
        this.trace(
          `  ${done ? `${method} ended ${error ?? "acknowledged"}` : `${method} delivered ${JSON.stringify(args)}`}`,
        );
    });
  }

  static async open(options: StageOptions = {}): Promise<Stage> {
    const clock = new VirtualClock(THURSDAY);
    const sandbox = await startSandbox({ manifest: MANIFEST, users: PEOPLE, clock, ids: countedIds("sandbox") });
    const stage = new Stage(sandbox, clock, options);
    stage.startBot();
    await stage.settle();
    return stage;
  }

  /** Milliseconds since the start of the day. */
  get now(): number {
    return this.clock.now() - THURSDAY;
  }

  get life(): Life | undefined {
    const life = this.#lives.at(-1);
    return life?.isOver ? undefined : life;
  }

  get databasePath(): string {
    return join(this.#folder, "sitrep.db");
  }

  /** The record as another program reads it. */
  get store(): Store {
    if (!this.#reader) {
      const file = openForReading(this.databasePath);
      // It is looked at again and again, each time as it is then.
      file.sqlite.exec("ROLLBACK");
      this.#reader = { store: storeOn(file), close: () => file.close() };
    }
    return this.#reader.store;
  }

  person(name: string): Person {
    return this.sandbox.person(name);
  }

  trace(line: string): void {
    this.options.trace?.(`${new Date(this.now).toISOString().slice(11, 23)} ${line}`);
  }

  /** Waits until nothing happens any more at this instant. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_TURNS; ) {
      const before = this.#stirs;
      await nextTurn();
      quiet = this.#stirs === before ? quiet + 1 : 0;
    }
  }

  pass(ms: number): Promise<void> {
    return ms > 0 ? this.clock.advance(ms, () => this.settle()) : this.settle();
  }

  /** Lets time go on until a promise has an answer. */
  async until<T>(promise: Promise<T>): Promise<T> {
    let isDone = false;
    const watched = promise.finally(() => {
      isDone = true;
    });
    watched.catch(() => {});
    await this.settle();
    while (!isDone) {
      const next = this.clock.nextWakeAt();
      if (next === undefined) throw new Error("everything waits and nothing will happen");
      await this.pass(Math.max(1, next - this.clock.now()));
    }
    return watched;
  }

  startBot(): void {
    const { sandbox } = this;
    const config: Config = {
      slack: {
        botToken: sandbox.botToken,
        apiUrl: sandbox.apiUrl,
        connection: { kind: "socket", appToken: sandbox.appToken, healthPort: undefined },
      },
      databasePath: this.databasePath,
      incidentsChannel: "incidents",
      paging: PAGING,
      logLevel: "silent",
      policy: this.policy,
      backups: { dir: join(this.#folder, "backups"), schedule: undefined, keep: { hours: 1, days: 1, weeks: 1 } },
    };
    const life = new Life({
      number: this.#lives.length + 1,
      config,
      sandbox,
      outside: this.outside,
      clock: this.#machineClock(),
      log: this.#log(),
      tickMs: this.options.mayJump ? 10 * SECOND : Number.POSITIVE_INFINITY,
      mistakes: new Set(this.options.mistakes ?? []),
      stir: (what) => {
        this.#stirs += 1;
        this.trace(`    ${what}`);
      },
      isRefused: () => this.isRefused,
    });
    this.#lives.push(life);
    life.start().catch((error: unknown) => {
      if (life.isOver) return;
      this.trace(`the bot did not start: ${error}`);
      if (!(error instanceof ConfigError)) this.troubles.push(`the bot did not start: ${error}`);
      life.end();
      void this.clock.sleep(RESTART_MS).then(() => this.startBot());
    });
  }

  /** Kills the bot at its n-th crossing from now, and starts another on the same file after a time: then it resolves. */
  kill(crossing: number, downMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.life?.dieAfter(crossing, async () => {
        this.trace("killed");
        await this.clock.sleep(downMs);
        this.trace("started again");
        this.startBot();
        resolve();
      });
    });
  }

  /** Another program holds the file; one that comes while it is held gets it when that one is done. */
  async lock(ms: number): Promise<void> {
    const before = this.#held;
    this.#held = before.then(() => this.#hold(ms));
    await this.#held;
  }

  async #hold(ms: number): Promise<void> {
    const other = new Database(this.databasePath, { timeout: 0 });
    other.exec("BEGIN IMMEDIATE");
    await this.clock.sleep(ms);
    other.exec("ROLLBACK");
    other.close();
  }

  /** The disk takes nothing more. */
  async fillDisk(ms: number): Promise<void> {
    const { file } = this.life ?? {};
    const pages = file?.sqlite.pragma("page_count", { simple: true });
    file?.sqlite.pragma(`max_page_count = ${pages}`);
    await this.clock.sleep(ms);
    if (file?.sqlite.open) file.sqlite.pragma("max_page_count = 4294967294");
  }

  /** The clock of the bot's machine is put forward or back. */
  async jump(byMs: number, forMs: number): Promise<void> {
    this.#skewMs += byMs;
    await this.clock.sleep(forMs);
    this.#skewMs -= byMs;
  }

  /** Nothing answers at Slack's address. */
  async loseSlack(ms: number, how: "refuse" | "reset"): Promise<void> {
    this.isRefused = how === "refuse";
    const { over } = await this.sandbox.faults.down({ ms, how: "reset" });
    await over;
    this.isRefused = false;
  }

  async close(): Promise<void> {
    for (const life of this.#lives) life.bury();
    this.#reader?.close();
    await this.sandbox.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #machineClock(): Clock {
    return { now: () => this.clock.now() + this.#skewMs, sleep: (ms, signal) => this.clock.sleep(ms, signal) };
  }

  #log(): Log {
    const note = (level: string) => (fields: unknown, text?: string) => {
      const why = isObject(fields) && fields.err instanceof Error ? `: ${fields.err.message}` : "";
      this.trace(`  ${level}: ${text}${why}`);
      if (level === "error" && !EXPECTED.test(text ?? "")) this.troubles.push(`error in the log: ${text}${why}`);
    };
    return { debug: () => {}, info: note("info"), warn: note("warn"), error: note("error") };
  }
}

/** Errors that a locked or full disk explains, and that mend themselves. */
const EXPECTED =
  /a request was not stored|due timers could not be fired; trying again|could not be read; trying again|the record could not be filled in/;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const SHIPPED = shippedPolicy();
const LONG = { expiresAfterMs: 240 * MINUTE, remindAfterMs: 240 * MINUTE };

/**
 * One rotation that changes hands in the day, a whole ladder, and customers who read #general. Whoever is held up for
 * half an hour would find that what they were to approve or take back is over, in one run and not in the other.
 */
function policyOf(id: (name: string) => string): Policy {
  const rungs: Record<string, string[]> = { manager: [id("priya")], vice_president: [id("dana")] };
  return {
    ...SHIPPED,
    undoWithinMs: 40 * MINUTE,
    // Longer than a merge can be taken back.
    channel: { ...SHIPPED.channel, archiveMergedAfterMs: 50 * MINUTE },
    approvals: {
      ...SHIPPED.approvals,
      close: { ...SHIPPED.approvals.close, ...LONG },
      customer_message: { ...SHIPPED.approvals.customer_message, ...LONG },
    },
    audiences: SHIPPED.audiences.map((one) => (one.customers ? { ...one, channels: ["general"] } : one)),
    onCall: { ...SHIPPED.onCall, handoff: { enabled: true, draftBeforeMs: 10 * MINUTE, remindAfterMs: 10 * MINUTE } },
    rotations: [
      {
        id: "platform",
        name: "Platform",
        kind: "daily",
        timeZone: "UTC",
        people: [id("sam"), id("kim"), id("lee")],
        startsOn: "2026-03-11",
        handoverAt: 14 * 60 + SHIFT_CHANGE_MS / MINUTE,
        everyDays: 1,
        secondary: "next",
      },
    ],
    escalation: {
      ...SHIPPED.escalation,
      ladder: SHIPPED.escalation.ladder.map((rung) => ({
        ...rung,
        who: { ...rung.who, people: rungs[rung.id] ?? rung.who.people },
      })),
    },
  };
}
const MANIFEST = readFileSync(new URL("../../manifest.yml", import.meta.url), "utf8");
