import type { EntryRow, IncidentChange, IncidentRow, NewOutboxRow, TimerRow } from "../../db/rows.ts";
import type { Store } from "../../db/store.ts";
import { CHAIN_START } from "./chain.ts";
import type { Effect } from "./effect.ts";
import type { Entry, NewEntry } from "./entry.ts";
import { fromRow, toRow } from "./entry-row.ts";
import type { Product } from "./product.ts";
import type { BareIncident, Decision, Timer, World } from "./slice.ts";

/** The columns that lists ask for, read off an incident. */
export type Columns = Omit<IncidentRow, "id" | "version" | "lastHash" | "state">;

/** What one decision added. */
export interface Step<Incident> {
  readonly incident: Incident;
  readonly entries: readonly Entry[];
}

/** An incident while a unit of work changes it: decided and folded in memory, stored at the end in one piece. */
export class WorkingCopy<Incident extends BareIncident> {
  readonly #product: Product<Incident>;
  readonly #readVersion: number;
  readonly #planned: string;
  #incident: Incident;
  #lastHash: string;
  readonly #rows: EntryRow[] = [];
  readonly #keys = new Set<string>();
  readonly #redacted: string[] = [];
  readonly #effects: Effect[] = [];

  constructor(product: Product<Incident>, incident: Incident, lastHash: string, planned: string) {
    this.#product = product;
    this.#incident = incident;
    this.#readVersion = incident.version;
    this.#lastHash = lastHash;
    this.#planned = planned;
  }

  static fresh<I extends BareIncident>(product: Product<I>, id: number): WorkingCopy<I> {
    return new WorkingCopy(product, product.blank(id), CHAIN_START, "[]");
  }

  get incident(): Incident {
    return this.#incident;
  }

  get lastHash(): string {
    return this.#lastHash;
  }

  get isChanged(): boolean {
    return this.#rows.length > 0;
  }

  /** Remembers this point; what it gives back undoes everything since. */
  checkpoint(): () => void {
    const [incident, lastHash] = [this.#incident, this.#lastHash];
    const [rows, redacted, effects] = [this.#rows.length, this.#redacted.length, this.#effects.length];
    return () => {
      for (const row of this.#rows.splice(rows)) this.#keys.delete(row.key);
      this.#redacted.length = redacted;
      this.#effects.length = effects;
      this.#incident = incident;
      this.#lastHash = lastHash;
    };
  }

  /** Decides and folds; entries whose key is known already are repeats and are left out. Throws what the decision throws. */
  async apply(decision: Decision<Incident>, world: World, store: Store): Promise<Step<Incident>> {
    const before = this.#incident;
    const decided = await this.#appendFresh(decision(this.#incident, world), world, store);
    const following = decided.flatMap((entry) => this.#product.follow(entry, this.#incident, world));
    const added = [...decided, ...(await this.#appendFresh(following, world, store))];
    for (const entry of added) this.#effects.push(...this.#product.effects(entry, this.#incident, world));
    if (added.length > 0) this.#effects.push(...this.#product.onChange(before, this.#incident, world));
    return { incident: this.#incident, entries: added };
  }

  /** Checked before the first is appended, so that a wrong one leaves nothing behind. */
  async #appendFresh(entries: readonly NewEntry[], world: World, store: Store): Promise<Entry[]> {
    const fresh = await this.#withoutRepeats(entries, store);
    const checked = fresh.map((entry) => ({ entry, data: this.#product.checked(entry) }));
    return checked.map(({ entry, data }) => this.#append(entry, data, world.now));
  }

  #append(entry: NewEntry, data: unknown, now: number): Entry {
    const row = toRow(this.#incident.id, this.#incident.version + 1, this.#lastHash, entry, data, now);
    this.#rows.push(row);
    this.#keys.add(row.key);
    if (entry.redacts) this.#redacted.push(...[entry.redacts].flat());
    this.#lastHash = row.hash;
    const stored = fromRow(row);
    this.#incident = this.#product.fold(this.#incident, stored);
    return stored;
  }

  async #withoutRepeats(decided: readonly NewEntry[], store: Store): Promise<NewEntry[]> {
    const named = decided.flatMap((entry) => entry.key ?? []);
    const isNew = this.#readVersion === 0;
    const known = isNew || named.length === 0 ? new Set<string>() : await store.knownKeys(this.#incident.id, named);
    const seen = new Set<string>();
    return decided.filter(({ key }) => {
      if (key === undefined) return true;
      if (known.has(key) || this.#keys.has(key) || seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  }

  /** What is to be stored, with the plan of timers when it differs from the stored one. */
  toChange(columns: (incident: Incident) => Columns, world: World): { change: IncidentChange; planned: string } {
    const incident = this.#incident;
    const timers = this.#product.timers(incident, world).map((timer) => timerRow(incident.id, timer));
    const planned = JSON.stringify(timers);
    const row = {
      id: incident.id,
      version: incident.version,
      lastHash: this.#lastHash,
      state: JSON.stringify(incident),
      ...columns(incident),
    };
    const change: IncidentChange = {
      row,
      expectedVersion: this.#readVersion,
      entries: this.#rows,
      redactedKeys: this.#redacted,
      timers: planned === this.#planned ? undefined : timers,
    };
    return { change, planned };
  }

  toEffects(now: number): NewOutboxRow[] {
    return this.#effects.map((effect) => effectRow(effect, this.#incident.id, now));
  }
}

const timerRow = (incidentId: number, { key, kind, at }: Timer): TimerRow => ({ incidentId, key, kind, dueAt: at });

/** An effect as the outbox keeps it. */
export const effectRow = (effect: Effect, incidentId: number | null, now: number): NewOutboxRow => ({
  key: effect.key,
  incidentId,
  kind: effect.kind,
  lane: effect.lane,
  priority: effect.priority,
  data: JSON.stringify(effect.data),
  isLive: effect.isLive ?? false,
  notBefore: effect.notBefore ?? 0,
  createdAt: now,
});
