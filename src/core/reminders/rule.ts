import type { Policy } from "../../config/index.ts";
import type { World } from "../ledger/index.ts";
import type { RuleId, Target } from "./entries.ts";
import type { WithReminders } from "./facet.ts";
import type { Manner } from "./manners.ts";
import type { RecipientName } from "./recipients.ts";

/** One stretch of time in which something is owed; a new start begins a new one, with nothing sent yet. */
export interface Cycle {
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** When the thing is due. */
  readonly dueAt: number;
  /** Which of several things it is about. */
  readonly subject?: string;
  /** What the record says of it beside the rule. */
  readonly note?: string | undefined;
}

/** Whom to ask, where that is no fixed place in the incident; undefined when there is nobody. */
export type Addressee = (cycle: Cycle, incident: WithReminders, world: World) => Target | undefined;

/** How much a rung matters; a quiet channel leaves out the lesser ones. */
export type Weight = "early" | "nudge" | "due" | "late";

export interface Rung {
  readonly name: string;
  /** "due" unless told. */
  readonly weight?: Weight;
  readonly to: RecipientName | Addressee;
  /** When to ask (epoch milliseconds); at once, when the cycle starts, unless told. A reminder never asks at once. */
  at?(cycle: Cycle, incident: WithReminders, policy: Policy): number | undefined;
  /** Asks again and again after that. */
  everyMs?(policy: Policy, incident: WithReminders): number;
  /** Whoever was asked may not put this one off. */
  readonly ignoresSnooze?: boolean;
}

/** One thing that the bot asks about: when it is owed, and whom to ask in which order until it is answered. */
export interface Rule {
  readonly id: RuleId;
  /** What it is about, as the record tells it. */
  readonly about: string;
  readonly manner: Manner;
  /** It is asked from the house's own record, which is no incident; else from incidents. */
  readonly isOfHouse?: boolean;
  /** How the record says that it was asked, with people by mention: "Paged @{U1}, on-call engineer". */
  readonly told?: (whom: string, note: string | undefined) => string;
  /** False for what can always wait until morning. */
  readonly isUrgent: boolean;
  isOn(policy: Policy): boolean;
  cycles(incident: WithReminders, world: World): readonly Cycle[];
  readonly rungs: readonly Rung[] | ((cycle: Cycle, incident: WithReminders, world: World) => readonly Rung[]);
}
