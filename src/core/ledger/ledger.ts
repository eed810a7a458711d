import type { Override } from "../../config/rotations.ts";
import { StaleVersionError, StoreUnavailableError, type UnitOfWork } from "../../db/rows.ts";
import { ConflictError, NotFoundError, UnavailableError } from "../../lib/errors.ts";
import { Batch, type Job, type LedgerParts, type Recorded, type RecordOptions, stateOf } from "./batch.ts";
import { Recent } from "./recent.ts";
import { type BareIncident, type Decision, HOUSE, type Timer, type World } from "./slice.ts";

/** The most requests that one transaction carries. */
const BATCH = 256;
/** How long a request waits for a file that another program holds, before the person is told; Slack waits 3 s. */
const STORE_PATIENCE_MS = 2_000;
const STORE_RETRY_MS = 50;

/** What a transaction brought beside its entries. */
export interface Stored {
  /** Something is to be done in Slack, or was. */
  readonly hasDeeds: boolean;
  /** What falls due when has changed. */
  readonly hasTimers: boolean;
}

/**
 * The one door through which incidents change. Requests that arrive together are decided one after another
 * and stored in one transaction; each is answered once that is durable.
 */
export class Ledger<Incident extends BareIncident> {
  readonly #parts: LedgerParts<Incident>;
  readonly #queue: Job<Incident>[] = [];
  readonly #listeners = new Set<(stored: Stored) => void>();
  readonly #plans = new Map<number, string>();
  readonly #recent = new Recent<Incident>();
  #isDraining = false;

  constructor(parts: LedgerParts<Incident>) {
    this.#parts = parts;
  }

  /** Changes an incident by a decision; rejects with the decision's DomainError, or NotFoundError. */
  async record(
    incidentId: number,
    decision: Decision<Incident>,
    options: RecordOptions = {},
  ): Promise<Recorded<Incident>> {
    return asRecorded(await this.#enqueue({ incidentId, decisions: [decision], options, firedTimers: [] }));
  }

  /** Opens a new incident with the next number. */
  async open(decision: Decision<Incident>, options: RecordOptions = {}): Promise<Recorded<Incident>> {
    return asRecorded(await this.#enqueue({ incidentId: undefined, decisions: [decision], options, firedTimers: [] }));
  }

  /** Lets due timers speak, all those of one incident in one change. */
  async fire(incidentId: number, timers: readonly Timer[]): Promise<Recorded<Incident>> {
    const decisions = timers.map((timer) => this.#parts.product.onTimer(timer));
    return asRecorded(await this.#enqueue({ incidentId, decisions, options: {}, firedTimers: timers }));
  }

  /** Plans the timers of an incident anew, as after a change of policy. */
  async replan(incidentId: number): Promise<void> {
    await this.#enqueue({ incidentId, decisions: [], options: {}, firedTimers: [], isReplan: true });
  }

  /** Stores effects and outcomes that concern no incident. False when the request was heard before. */
  async note(options: RecordOptions): Promise<boolean> {
    const recorded = await this.#enqueue({ incidentId: null, decisions: [], options, firedTimers: [] });
    return recorded === undefined;
  }

  /** The incident as it is stored; rejects with NotFoundError. */
  async incident(id: number): Promise<Incident> {
    const stored = await stateOf(this.#parts.store, this.#recent, id);
    if (!stored) throw new NotFoundError(`There is no incident #${id}.`);
    return stored.incident;
  }

  /** The house's own record, which concerns no single incident. */
  async house(): Promise<Incident> {
    const stored = await stateOf(this.#parts.store, this.#recent, HOUSE);
    return stored?.incident ?? this.#parts.product.blank(HOUSE);
  }

  /** What a decision that is taken now would know, for those who show what it would say. */
  async world(): Promise<World> {
    const { policy, clock } = this.#parts;
    return { policy: policy(), now: clock.now(), overrides: await this.#overrides() };
  }

  async #overrides(): Promise<readonly Override[]> {
    return this.#parts.overrides?.(await this.house()) ?? [];
  }

  /** Calls back after each transaction. */
  onStored(listener: (stored: Stored) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  isIdle(): boolean {
    return !this.#isDraining && this.#queue.length === 0;
  }

  #enqueue(job: Omit<Job<Incident>, "resolve" | "reject">): Promise<Recorded<Incident> | undefined> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ ...job, resolve, reject });
      if (this.#isDraining) return;
      this.#isDraining = true;
      // What arrives in the same turn of the event loop goes into the same transaction.
      setImmediate(() => this.#drain());
    });
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) await this.#runBatch(this.#queue.splice(0, BATCH));
    this.#isDraining = false;
  }

  async #runBatch(jobs: readonly Job<Incident>[]): Promise<void> {
    try {
      await this.#store(jobs);
    } catch (error) {
      if (error instanceof StaleVersionError) this.#recent.clear();
      if (error instanceof StaleVersionError && jobs.length > 1) {
        for (const job of jobs) await this.#runBatch([job]);
        return;
      }
      for (const job of jobs) job.reject(asTold(error));
    }
  }

  async #store(jobs: readonly Job<Incident>[]): Promise<void> {
    const batch = new Batch(this.#parts, this.#plans, this.#recent, await this.#overrides());
    const answers: (() => void)[] = [];
    await batch.recall(jobs.flatMap((job) => job.options.once ?? []));
    for (const job of jobs) {
      try {
        const recorded = await batch.run(job);
        answers.push(() => job.resolve(recorded));
      } catch (error) {
        answers.push(() => job.reject(error));
      }
    }
    const unit = batch.toUnit();
    await this.#commit(unit);
    batch.remember();
    for (const answer of answers) answer();
    const stored = {
      hasDeeds: unit.effects.length > 0 || unit.outcomes.length > 0,
      hasTimers: unit.changes.some(({ timers }) => timers !== undefined),
    };
    for (const listener of this.#listeners) listener(stored);
  }

  async #commit(unit: UnitOfWork): Promise<void> {
    const { store, clock } = this.#parts;
    const giveUpAt = clock.now() + STORE_PATIENCE_MS;
    for (;;) {
      try {
        return await store.commit(unit);
      } catch (error) {
        if (!(error instanceof StoreUnavailableError) || clock.now() >= giveUpAt) throw error;
        await clock.sleep(STORE_RETRY_MS);
      }
    }
  }
}

function asRecorded<Incident>(recorded: Recorded<Incident> | undefined): Recorded<Incident> {
  if (!recorded) throw new NotFoundError("That request was heard before and led to no incident.");
  return recorded;
}

function asTold(error: unknown): unknown {
  if (error instanceof StaleVersionError)
    return new ConflictError("Somebody was faster. Look again and try once more.");
  if (error instanceof StoreUnavailableError) {
    return new UnavailableError(
      "Sitrep cannot write to its database just now, so nothing was changed. Try again in a minute.",
    );
  }
  return error;
}
