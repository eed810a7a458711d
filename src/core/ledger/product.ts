import { z } from "zod";
import type { Effect } from "./effect.ts";
import type { Entry, NewEntry } from "./entry.ts";
import type { BareIncident, Decision, Telling, Timer, World } from "./slice.ts";

/** A slice whose own types are forgotten: the ledger carries entries, it does not understand them. */
export interface AnySlice {
  readonly name: string;
  readonly entries: Readonly<Record<string, z.ZodType>>;
  readonly initial: unknown;
  readonly fold: Readonly<Record<string, ((facet: never, entry: never) => unknown) | undefined>>;
  readonly tell: Readonly<Record<string, (entry: never) => Telling | undefined>>;
  readonly follow?: Readonly<
    Record<string, ((entry: never, incident: never, world: World) => readonly NewEntry[]) | undefined>
  >;
  readonly effects?: Readonly<
    Record<string, ((entry: never, incident: never, world: World) => readonly Effect[]) | undefined>
  >;
  readonly onChange?: (before: never, after: never, world: World) => readonly Effect[];
  readonly timers?: (incident: never, world: World) => readonly Timer[];
  readonly onTimer?: Readonly<Record<string, (timer: Timer) => (incident: never, world: World) => readonly NewEntry[]>>;
}

/** All slices together, as the ledger uses them. */
export interface Product<Incident extends BareIncident> {
  blank(id: number): Incident;
  fold(incident: Incident, entry: Entry): Incident;
  follow(entry: Entry, incident: Incident, world: World): NewEntry[];
  effects(entry: Entry, incident: Incident, world: World): Effect[];
  onChange(before: Incident, after: Incident, world: World): Effect[];
  timers(incident: Incident, world: World): Timer[];
  onTimer(timer: Timer): Decision<Incident>;
  tell(entry: Entry): Telling | undefined;
  /** The entry's data checked against its kind; throws on a kind or shape that no slice knows. */
  checked(entry: NewEntry): unknown;
}

/** A slice's functions are only ever given what its own types ask for: its facet, and entries of the kind in the table. */
const own = <T>(value: unknown): T => value as T;

/** Joins slices, lowest first, into one product. */
export function joinSlices<Incident extends BareIncident>(slices: readonly AnySlice[]): Product<Incident> {
  const schemas = new Map(slices.flatMap((slice) => Object.entries(slice.entries)));
  const onTimer = new Map(slices.flatMap((slice) => Object.entries(slice.onTimer ?? {})));
  const tell = new Map(slices.flatMap((slice) => Object.entries(slice.tell)));

  return {
    blank: (id) => own({ id, version: 0, ...Object.fromEntries(slices.map((slice) => [slice.name, slice.initial])) }),

    fold(incident, entry) {
      const next = own<Record<string, unknown>>({ ...incident, version: entry.seq });
      for (const slice of slices) {
        const fold = slice.fold[entry.kind];
        if (fold) next[slice.name] = fold(own(next[slice.name]), own(entry));
      }
      return own(next);
    },

    follow: (entry, incident, world) =>
      slices.flatMap((slice) => slice.follow?.[entry.kind]?.(own(entry), own(incident), world) ?? []),

    effects: (entry, incident, world) =>
      slices.flatMap((slice) => slice.effects?.[entry.kind]?.(own(entry), own(incident), world) ?? []),

    onChange: (before, after, world) =>
      slices.flatMap((slice) => slice.onChange?.(own(before), own(after), world) ?? []),

    timers: (incident, world) => slices.flatMap((slice) => slice.timers?.(own(incident), world) ?? []),

    onTimer(timer) {
      const decide = onTimer.get(timer.kind);
      return (incident, world) => decide?.(timer)(own(incident), world) ?? [];
    },

    tell: (entry) => tell.get(entry.kind)?.(own(entry)),

    checked(entry) {
      const schema = schemas.get(entry.kind);
      if (!schema) throw new Error(`no slice writes entries of kind ${entry.kind}`);
      const parsed = schema.safeParse(entry.data);
      if (!parsed.success) throw new Error(`entry ${entry.kind}: ${z.prettifyError(parsed.error)}`);
      return parsed.data;
    },
  };
}
