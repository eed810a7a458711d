/** What is sent first when Slack limits us: people need a channel before they need a bookmark. */
export const PRIORITY = { open: 0, page: 1, update: 2, live: 3, cosmetic: 4 } as const;
export type Priority = (typeof PRIORITY)[keyof typeof PRIORITY];

/** A deed to be done outside: declared by a slice, kept in the outbox, carried out by an edge. */
export interface Effect<Kind extends string = string, Data = unknown> {
  /** Names the deed (`12/3/announce`); the same key is never done twice. */
  readonly key: string;
  readonly kind: Kind;
  /** Effects of one lane go out one after another, those of different lanes side by side. */
  readonly lane: string;
  readonly priority: Priority;
  readonly data: Data;
  /** A live effect shows the present state whenever it runs, so a pending one stands for any number of changes. */
  readonly isLive?: boolean;
  /** Not before this time, in epoch milliseconds. */
  readonly notBefore?: number;
}

/** An effect that is being carried out. */
export interface Attempt {
  readonly id: number;
  readonly incidentId: number | undefined;
  readonly attempts: number;
  /** An earlier attempt ended without an answer: look whether it was done before doing it again. */
  readonly isInDoubt: boolean;
  readonly firstTriedAt: number;
  readonly effect: Effect;
}
