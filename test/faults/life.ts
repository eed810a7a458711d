import type { Config } from "../../src/config/index.ts";
import { type OpenFile, openFile } from "../../src/db/open.ts";
import { type Store, storeOn } from "../../src/db/store.ts";
import type { Clock } from "../../src/lib/clock.ts";
import { countedIds } from "../../src/lib/ids.ts";
import type { Log } from "../../src/lib/log.ts";
import { type Bot, createBot } from "../../src/main.ts";
import type { Sandbox } from "../../src/sandbox/index.ts";
import { acknowledgeBeforeCommit, forgetTimers, type Mistake, withoutDeedKeys } from "./mistakes.ts";
import { Outside } from "./outside.ts";
import { type Answerer, askSandbox, brokenOff, takeAddress } from "./wire.ts";

export interface LifeParts {
  readonly number: number;
  readonly config: Config;
  readonly sandbox: Sandbox;
  readonly outside: Outside;
  /** The clock of the machine on which the bot runs. */
  readonly clock: Clock;
  readonly log: Log;
  readonly tickMs: number;
  readonly mistakes: ReadonlySet<Mistake>;
  /** Tells that the bot did something, so the world is not at rest. */
  readonly stir: (what: string) => void;
  /** True when nothing listens at Slack's address. */
  readonly isRefused: () => boolean;
}

const never = <T>(): Promise<T> => new Promise<T>(() => {});

/**
 * One life of the bot's process. Each time that something passes its border (a call, a commit, a sleep), it crosses;
 * at a crossing it can be killed: from then on nothing passes any more, and what it waits for never comes.
 */
export class Life {
  readonly #parts: LifeParts;
  readonly #apiUrl: string;
  readonly #releases: (() => void)[] = [];
  #isOver = false;
  #crossingsLeft: number | undefined;
  #onDeath: () => void = () => {};
  #file: OpenFile | undefined;
  #bot: Bot | undefined;

  constructor(parts: LifeParts) {
    this.#parts = parts;
    this.#apiUrl = `http://life-${parts.number}.${new URL(parts.sandbox.url).port}.test`;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  get bot(): Bot | undefined {
    return this.#bot;
  }

  get file(): OpenFile | undefined {
    return this.#file;
  }

  /** Starts as `sitrep start` does; rejects when the program would end with an error. */
  async start(): Promise<void> {
    const { config, sandbox, log, number, tickMs, mistakes } = this.#parts;
    const call: Answerer = (request) => this.#call(request);
    for (const address of [this.#apiUrl, new URL(sandbox.url).origin]) this.#releases.push(takeAddress(address, call));
    const page: Answerer = (request) => this.#page(request);
    for (const address of Outside.addresses) this.#releases.push(takeAddress(address, page));
    this.#bot = createBot({
      config: { ...config, slack: { ...config.slack, apiUrl: `${this.#apiUrl}/api/` } },
      log,
      clock: this.#clock(),
      ids: countedIds(`life-${number}`),
      openStore: (path) => this.#open(path),
      tickMs,
    });
    await this.#bot.start();
    // Only now, for a start plans them anew and little would stay forgotten.
    if (mistakes.has("timers_in_memory") && number > 1 && this.#file) forgetTimers(this.#file);
  }

  /** Dies at the n-th crossing from now; at once when n is 0. */
  dieAfter(crossings: number, onDeath: () => void): void {
    this.#onDeath = onDeath;
    this.#crossingsLeft = crossings;
    if (crossings === 0) this.end();
  }

  /** A kill that did not strike yet never will. */
  spare(): void {
    this.#crossingsLeft = undefined;
  }

  /** Ends as `kill -9` does. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const release of this.#releases) release();
    this.#parts.sandbox.faults.dropSockets();
    const { sqlite } = this.#file ?? {};
    if (sqlite?.inTransaction) sqlite.exec("ROLLBACK");
    this.#file?.close();
    this.#onDeath();
  }

  /** Lets go of timers of the real clock that the abandoned bot still holds; it can do nothing any more. */
  bury(): void {
    this.end();
    this.#bot?.stop().catch(() => {});
  }

  /** False when the process is gone, so nothing may pass. */
  #crosses(what: string): boolean {
    if (this.#isOver) return false;
    this.#parts.stir(what);
    if (this.#crossingsLeft === undefined) return true;
    this.#crossingsLeft -= 1;
    if (this.#crossingsLeft > 0) return true;
    this.#parts.stir(`killed at: ${what}`);
    this.end();
    return false;
  }

  #clock(): Clock {
    const { clock } = this.#parts;
    return {
      now: () => clock.now(),
      sleep: async (ms, signal) => {
        await clock.sleep(ms, signal);
        if (this.#isOver) return never();
        this.#parts.stir("wakes");
      },
    };
  }

  #open(path: string): Store {
    const { mistakes, clock } = this.#parts;
    const file = openFile(path);
    // A foreign lock is waited for by the virtual clock alone.
    file.sqlite.pragma("busy_timeout = 0");
    this.#file = file;
    if (mistakes.has("acknowledges_before_commit")) acknowledgeBeforeCommit(file, clock);
    return this.#mortal(storeOn(file));
  }

  /** The same store, behind the border. */
  #mortal(store: Store): Store {
    const cross = (name: string) => this.#crosses(name);
    const mortal = Object.entries(store).map(([name, method]: [string, (...args: unknown[]) => Promise<unknown>]) => [
      name,
      async (...args: unknown[]) => {
        const isRead = !WRITES.has(name);
        if (isRead ? this.#isOver : !cross(`before ${name}`)) return never();
        const result = await method(...args);
        return (isRead ? this.#isOver : !cross(`after ${name}`)) ? never() : result;
      },
    ]);
    return asStore(Object.fromEntries(mortal));
  }

  async #page({ url, init }: Parameters<Answerer>[0]): Promise<Response> {
    const { outside, mistakes, stir } = this.#parts;
    if (!this.#crosses(`before ${url.host}`)) return never();
    const answer = await outside.answer({ url, init }, !mistakes.has("pages_not_keyed"));
    if (this.#isOver || !this.#crosses(`after ${url.host}`)) return never();
    stir(`${url.host} ${answer.status}`);
    return answer;
  }

  async #call(request: Parameters<Answerer>[0]): Promise<Response> {
    const { sandbox, mistakes, isRefused, stir } = this.#parts;
    const name = request.url.pathname.replace(/^\/api\//, "");
    if (!this.#crosses(`before ${name}`)) return never();
    if (isRefused()) throw brokenOff("ECONNREFUSED");
    const body = mistakes.has("no_deed_key") ? withoutDeedKeys(request.init.body) : request.init.body;
    const answer = await askSandbox(sandbox, { url: request.url, init: { ...request.init, body } }).catch((error) => {
      if (this.#isOver) return never<Response>();
      throw error;
    });
    if (this.#isOver || !this.#crosses(`after ${name}`)) return never();
    stir(`${name} ${answer.status}`);
    return answer;
  }
}

const WRITES = new Set([
  "commit",
  "claimDeeds",
  "claimCompanions",
  "doubtDeedsUnderWay",
  "keep",
  "savePerson",
  "close",
]);

/** It has every method of the store that it was made from, under the same names. */
const asStore = (methods: object): Store => methods as Store;
