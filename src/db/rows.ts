import type { entries, inbox, incidents, outbox, subscriptions, timers } from "./schema.ts";

export type IncidentRow = typeof incidents.$inferSelect;
export type EntryRow = Omit<typeof entries.$inferSelect, "rowId">;
export type HeardRow = typeof inbox.$inferSelect;
export type TimerRow = Omit<typeof timers.$inferSelect, "firedAt">;
export type OutboxRow = typeof outbox.$inferSelect;
export type SubscriptionRow = typeof subscriptions.$inferSelect;

export type NewOutboxRow = Pick<
  OutboxRow,
  "key" | "incidentId" | "kind" | "lane" | "priority" | "data" | "isLive" | "notBefore" | "createdAt"
>;

/** How an attempt at a deed ended. */
export type OutboxOutcome =
  | { readonly kind: "done"; readonly id: number; readonly at: number }
  | { readonly kind: "given_up"; readonly id: number; readonly at: number; readonly reason: string }
  | {
      readonly kind: "again";
      readonly id: number;
      readonly notBefore: number;
      readonly isInDoubt: boolean;
      readonly reason: string;
    };

/** Where in the data of an entry there is what a person wrote; an entry that lost its words has none of these. */
export const WORDS: readonly string[] = ["text", "before", "after", "files", "why"];

/** Everything that one change of one incident writes. */
export interface IncidentChange {
  readonly row: IncidentRow;
  /** The version that was read; 0 for an incident that is new. */
  readonly expectedVersion: number;
  readonly entries: readonly EntryRow[];
  /** Keys of entries whose words are dropped, together with those of the entries about them. */
  readonly redactedKeys: readonly string[];
  /** All timers of the incident from now on; absent when the plan did not change. */
  readonly timers?: readonly TimerRow[];
}

/** A batch that is stored whole or not at all. */
export interface UnitOfWork {
  readonly heard: readonly HeardRow[];
  readonly changes: readonly IncidentChange[];
  readonly effects: readonly NewOutboxRow[];
  readonly outcomes: readonly OutboxOutcome[];
  readonly firedTimers: readonly { readonly incidentId: number; readonly key: string; readonly firedAt: number }[];
}

/** Somebody else changed the incident since it was read. */
export class StaleVersionError extends Error {}

/** The file cannot be written just now: locked by another program, or the disk is full. */
export class StoreUnavailableError extends Error {}
