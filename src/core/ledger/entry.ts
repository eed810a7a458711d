import type { z } from "zod";

/** Who did it: a person by Slack id, another app by name, or the bot itself. */
export type Actor = `person:${string}` | `app:${string}` | "sitrep";

export const SITREP: Actor = "sitrep";
export const person = (userId: string): Actor => `person:${userId}`;

/** The Slack id of a person, or undefined for an app and for the bot. */
export const personId = (actor: Actor): string | undefined =>
  actor.startsWith("person:") ? actor.slice("person:".length) : undefined;

/** One line of a timeline, as it is stored for good. Times are epoch milliseconds. */
export interface Entry<Kind extends string = string, Data = unknown> {
  readonly incidentId: number;
  readonly seq: number;
  readonly kind: Kind;
  /** When it happened. */
  readonly at: number;
  /** When it was written down. */
  readonly recordedAt: number;
  readonly by: Actor;
  /** What names this fact within its incident: the same key twice is one entry. */
  readonly key: string;
  /** The key of the earlier entry that this one corrects, marks or answers. */
  readonly about: string | undefined;
  readonly data: Data;
  readonly hash: string;
  /** Its words were dropped on request; the chain still holds. */
  readonly isRedacted: boolean;
}

/** What a decision hands in; the ledger adds number, hash and, where absent, key and time. */
export interface NewEntry<Kind extends string = string, Data = unknown> {
  readonly kind: Kind;
  readonly by: Actor;
  readonly data: Data;
  readonly at?: number;
  readonly key?: string;
  readonly about?: string;
  /** Drops the words of the entries with these keys and of all entries about them. */
  readonly redacts?: string | readonly string[];
}

/** The kinds of entry that a slice writes, each with the shape of its data. */
export type EntrySchemas = Readonly<Record<string, z.ZodType>>;

export type EntryOf<Schemas extends EntrySchemas> = {
  [Kind in keyof Schemas & string]: Entry<Kind, z.output<Schemas[Kind]>>;
}[keyof Schemas & string];

export type NewEntryOf<Schemas extends EntrySchemas> = {
  [Kind in keyof Schemas & string]: NewEntry<Kind, z.output<Schemas[Kind]>>;
}[keyof Schemas & string];
