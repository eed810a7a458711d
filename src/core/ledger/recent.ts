import type { BareIncident } from "./slice.ts";

/** An incident as it is stored, and where its chain ends. */
export interface Known<Incident> {
  readonly incident: Incident;
  readonly lastHash: string;
}

const MOST = 128;

/** The incidents that were used last, as they are stored: reading one again parses nothing. Nobody else writes the file. */
export class Recent<Incident extends BareIncident> {
  readonly #known = new Map<number, Known<Incident>>();

  get(id: number): Known<Incident> | undefined {
    const known = this.#known.get(id);
    if (known) this.keep(known);
    return known;
  }

  /** To be called with what is durable alone. */
  keep(known: Known<Incident>): void {
    const { id } = known.incident;
    this.#known.delete(id);
    this.#known.set(id, known);
    if (this.#known.size <= MOST) return;
    const [oldest] = this.#known.keys();
    if (oldest !== undefined) this.#known.delete(oldest);
  }

  /** Something else was stored than is known here. */
  clear(): void {
    this.#known.clear();
  }
}
