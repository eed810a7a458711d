import type { z } from "zod";
import type { Policy } from "../../config/policy.ts";
import type { Override } from "../../config/rotations.ts";
import type { Effect } from "./effect.ts";
import type { Entry, EntrySchemas, NewEntry } from "./entry.ts";

/** What every incident has before any slice adds its facet. */
export interface BareIncident {
  /** The sequential number that people say: `#12`. */
  readonly id: number;
  /** How many entries it has: the guard against two writers. */
  readonly version: number;
}

/** The number of the house's own record: what concerns no single incident, such as who covers for whom. Real ones begin at 1. */
export const HOUSE = 0;

/** What a decision may know beside the incident itself. */
export interface World {
  readonly policy: Policy;
  /** Epoch milliseconds. */
  readonly now: number;
  /** What people changed in the rotations; nothing when absent. */
  readonly overrides?: readonly Override[];
}

/** Pure: what an input means for an incident, or a DomainError with the sentence for the person. */
export type Decision<Incident, New extends NewEntry = NewEntry> = (incident: Incident, world: World) => readonly New[];

/** Something that falls due. Its key is unique within the incident; it fires once for each `at`. */
export interface Timer {
  readonly key: string;
  readonly kind: string;
  readonly at: number;
}

type DataOf<Schemas extends EntrySchemas, Kind extends keyof Schemas & string> = z.output<Schemas[Kind]>;

export type FoldTable<Facet, Seen extends EntrySchemas> = {
  readonly [Kind in keyof Seen & string]?: (facet: Facet, entry: Entry<Kind, DataOf<Seen, Kind>>) => Facet;
};

export type EffectTable<Incident, Seen extends EntrySchemas> = {
  readonly [Kind in keyof Seen & string]?: (
    entry: Entry<Kind, DataOf<Seen, Kind>>,
    incident: Incident,
    world: World,
  ) => readonly Effect[];
};

export type FollowTable<Incident, Seen extends EntrySchemas> = {
  readonly [Kind in keyof Seen & string]?: (
    entry: Entry<Kind, DataOf<Seen, Kind>>,
    incident: Incident,
    world: World,
  ) => readonly NewEntry[];
};

/** How an entry reads on a timeline. People stand in it as `@{U123}`, see `mention`. */
export interface Telling {
  readonly text: string;
  /** Shown in the short timeline, not only in the full one. */
  readonly isKey: boolean;
}

export type TellTable<Own extends EntrySchemas> = {
  readonly [Kind in keyof Own & string]: (entry: Entry<Kind, DataOf<Own, Kind>>) => Telling | undefined;
};

/** One part of the product: its entries, the facet that they fold into, and what follows from them. */
export interface Slice<Name extends string, Facet, Own extends EntrySchemas, Seen extends EntrySchemas, Incident> {
  readonly name: Name;
  readonly entries: Own;
  readonly initial: Facet;
  /** Own entries and those of lower slices. */
  readonly fold: FoldTable<Facet, Seen>;
  readonly tell: TellTable<Own>;
  /** What the bot puts on the record because of an entry, in the same change; what follows has no followers of its own. */
  readonly follow?: FollowTable<Incident, Seen>;
  /** What must happen because an entry was written; the incident is as it is after the whole change. */
  readonly effects?: EffectTable<Incident, Seen>;
  /** What must be shown anew because the incident changed; runs once for each change. */
  readonly onChange?: (before: Incident, after: Incident, world: World) => readonly Effect[];
  /** Everything that will fall due, derived from the incident as it is. */
  readonly timers?: (incident: Incident, world: World) => readonly Timer[];
  /** What a due timer means, by its kind; asked with fresh state. */
  readonly onTimer?: Readonly<Record<string, (timer: Timer) => Decision<Incident>>>;
}

/** States a slice with all its types inferred. */
export const defineSlice = <Name extends string, Facet, Own extends EntrySchemas, Seen extends EntrySchemas, Incident>(
  slice: Slice<Name, Facet, Own, Seen, Incident>,
): Slice<Name, Facet, Own, Seen, Incident> => slice;

/** A person inside a telling; edges replace it by a Slack mention or a name. */
export const mention = (userId: string): string => `@{${userId}}`;
