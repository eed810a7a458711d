import type { Policy } from "../../config/policy.ts";
import type { Override } from "../../config/rotations.ts";
import type { OutboxOutcome, UnitOfWork } from "../../db/rows.ts";
import type { Store } from "../../db/store.ts";
import type { Clock } from "../../lib/clock.ts";
import { NotFoundError } from "../../lib/errors.ts";
import type { Effect } from "./effect.ts";
import type { Entry } from "./entry.ts";
import type { Product } from "./product.ts";
import type { Known, Recent } from "./recent.ts";
import { type BareIncident, type Decision, HOUSE, type Timer, type World } from "./slice.ts";
import { type Columns, effectRow, WorkingCopy } from "./working-copy.ts";

/** What a change came to. */
export interface Recorded<Incident> {
  readonly incident: Incident;
  /** What this change added; empty for a repeat and for a decision that had nothing to say. */
  readonly entries: readonly Entry[];
  /** The request was heard before, and led to this incident then. */
  readonly isRepeat: boolean;
}

export interface RecordOptions {
  /** Names the request; one that comes again changes nothing. */
  readonly once?: string;
  /** Deeds that are settled in the same transaction. */
  readonly outcomes?: readonly OutboxOutcome[];
  /** Further effects, with no entry of their own. */
  readonly effects?: readonly Effect[];
}

export interface Job<Incident> {
  /** Absent when a new incident is opened, null when no incident is concerned. */
  readonly incidentId: number | undefined | null;
  readonly decisions: readonly Decision<Incident>[];
  readonly options: RecordOptions;
  readonly firedTimers: readonly Timer[];
  /** Plans the timers anew even when nothing was decided. */
  readonly isReplan?: boolean;
  resolve(recorded: Recorded<Incident> | undefined): void;
  reject(error: unknown): void;
}

export interface LedgerParts<Incident extends BareIncident> {
  readonly store: Store;
  readonly product: Product<Incident>;
  readonly columns: (incident: Incident) => Columns;
  readonly policy: () => Policy;
  /** What the house's record says of the rotations; nothing when absent. */
  readonly overrides?: (house: Incident) => readonly Override[];
  readonly clock: Clock;
}

/** The jobs of one transaction, while they are being decided. */
export class Batch<Incident extends BareIncident> {
  readonly #parts: LedgerParts<Incident>;
  readonly #plans: Map<number, string>;
  readonly #recent: Recent<Incident>;
  readonly #world: World;
  readonly #copies = new Map<number, WorkingCopy<Incident>>();
  readonly #heard = new Map<string, number | null>();
  readonly #newlyHeard: { key: string; at: number; incidentId: number | null }[] = [];
  readonly #effects: ReturnType<typeof effectRow>[] = [];
  readonly #outcomes: OutboxOutcome[] = [];
  readonly #replanned = new Set<number>();
  readonly #fired: { incidentId: number; key: string; firedAt: number }[] = [];
  #lastNumber: number | undefined;
  #newPlans: (readonly [number, string])[] = [];

  constructor(
    parts: LedgerParts<Incident>,
    plans: Map<number, string>,
    recent: Recent<Incident>,
    overrides: readonly Override[],
  ) {
    this.#parts = parts;
    this.#plans = plans;
    this.#recent = recent;
    this.#world = { policy: parts.policy(), now: parts.clock.now(), overrides };
  }

  async recall(keys: readonly string[]): Promise<void> {
    for (const [key, incidentId] of await this.#parts.store.heard(keys)) this.#heard.set(key, incidentId);
  }

  /** Decides one job; gives undefined when no incident is concerned. Throws for this job alone. */
  async run(job: Job<Incident>): Promise<Recorded<Incident> | undefined> {
    const { once } = job.options;
    if (once !== undefined && this.#heard.has(once))
      return this.#repeat(this.#heard.get(once) ?? job.incidentId ?? null);

    const recorded = job.incidentId === null ? undefined : await this.#decide(job.incidentId, job.decisions);
    if (job.isReplan && recorded) this.#replanned.add(recorded.incident.id);
    const incidentId = recorded?.incident.id ?? null;
    if (once !== undefined) {
      this.#heard.set(once, incidentId);
      this.#newlyHeard.push({ key: once, at: this.#world.now, incidentId });
    }
    this.#outcomes.push(...(job.options.outcomes ?? []));
    for (const effect of job.options.effects ?? []) this.#effects.push(effectRow(effect, incidentId, this.#world.now));
    if (incidentId !== null) {
      for (const timer of job.firedTimers) this.#fired.push({ incidentId, key: timer.key, firedAt: this.#world.now });
    }
    return recorded;
  }

  async #decide(incidentId: number | undefined, decisions: readonly Decision<Incident>[]): Promise<Recorded<Incident>> {
    const copy = incidentId === undefined ? await this.#fresh() : await this.#copy(incidentId);
    const entries: Entry[] = [];
    const undo = copy.checkpoint();
    try {
      for (const decision of decisions) {
        const step = await copy.apply(decision, this.#world, this.#parts.store);
        entries.push(...step.entries);
      }
    } catch (error) {
      undo();
      throw error;
    }
    if (incidentId === undefined) {
      this.#lastNumber = copy.incident.id;
      this.#copies.set(copy.incident.id, copy);
    }
    return { incident: copy.incident, entries, isRepeat: false };
  }

  async #repeat(incidentId: number | null): Promise<Recorded<Incident> | undefined> {
    if (incidentId === null) return { incident: this.#parts.product.blank(0), entries: [], isRepeat: true };
    const copy = await this.#copy(incidentId);
    return { incident: copy.incident, entries: [], isRepeat: true };
  }

  async #fresh(): Promise<WorkingCopy<Incident>> {
    this.#lastNumber ??= await this.#parts.store.lastNumber();
    return WorkingCopy.fresh(this.#parts.product, this.#lastNumber + 1);
  }

  async #copy(id: number): Promise<WorkingCopy<Incident>> {
    const known = this.#copies.get(id);
    if (known) return known;
    const stored = await stateOf(this.#parts.store, this.#recent, id);
    if (!stored && id !== HOUSE) throw new NotFoundError(`There is no incident #${id}.`);
    const copy = stored
      ? new WorkingCopy(this.#parts.product, stored.incident, stored.lastHash, this.#plans.get(id) ?? "")
      : WorkingCopy.fresh(this.#parts.product, id);
    this.#copies.set(id, copy);
    return copy;
  }

  toUnit(): UnitOfWork {
    const changed = [...this.#copies.values()].filter(
      (copy) => copy.isChanged || this.#replanned.has(copy.incident.id),
    );
    const planned = changed.map((copy) => ({ copy, ...copy.toChange(this.#parts.columns, this.#world) }));
    this.#newPlans = planned.map(({ copy, planned: plan }) => [copy.incident.id, plan] as const);
    return {
      heard: this.#newlyHeard,
      changes: planned.map(({ change }) => change),
      effects: [...changed.flatMap((copy) => copy.toEffects(this.#world.now)), ...this.#effects],
      outcomes: this.#outcomes,
      firedTimers: this.#fired,
    };
  }

  /** Once stored, plans and incidents are known without reading. */
  remember(): void {
    for (const [id, plan] of this.#newPlans) this.#plans.set(id, plan);
    for (const { isChanged, incident, lastHash } of this.#copies.values()) {
      if (isChanged) this.#recent.keep({ incident, lastHash });
    }
  }
}

/** An incident as it is stored; undefined when there is none. */
export async function stateOf<Incident extends BareIncident>(
  store: Pick<Store, "incident">,
  recent: Recent<Incident>,
  id: number,
): Promise<Known<Incident> | undefined> {
  const known = recent.get(id);
  if (known) return known;
  const row = await store.incident(id);
  // It may have been changed and stored while this one was on its way.
  const newer = recent.get(id);
  if (newer || !row) return newer;
  const read: Known<Incident> = { incident: JSON.parse(row.state), lastHash: row.lastHash };
  recent.keep(read);
  return read;
}
