import type { Effect } from "../../core/ledger/index.ts";
import type { AskViews } from "./asks.ts";
import type { DeedTable } from "./deeds.ts";
import type { Doors } from "./gate/doors.ts";
import type { Verb } from "./verbs.ts";

/** What a slice brings to Slack: what it listens to, its words of `/incident`, and how its effects are carried out. */
export interface Room {
  register?(hearing: Doors): void;
  readonly verbs?: readonly Verb[];
  readonly deeds?: AnyDeedTable;
  /** How the asks of this slice look: what the reminders send, and edit when it is over. */
  readonly asks?: AskViews;
}

/** A deed table whose kinds are forgotten; the gateway looks deeds up by the kind of the effect that a slice declared. */
export type AnyDeedTable = Readonly<
  Record<string, DeedTable<Effect>[string] | DeedTable<Effect<string, never>>[string]>
>;
