import type { NewEntry } from "../../core/ledger/index.ts";
import type { Incident } from "../../core/product.ts";
import type { AskRule, SentReminder } from "../../core/reminders/index.ts";
import type { Message } from "./blocks/index.ts";

/** One ask as it is about to be shown, or shown anew, in one place. */
export interface AskInput {
  /** As it is now; the house's own record for what concerns no incident. */
  readonly incident: Incident;
  readonly ask: SentReminder;
  /** Whose direct message it is; undefined in the incident's channel. */
  readonly userId: string | undefined;
}

/** The words and buttons of one kind of ask: open, or as it ended. */
export interface AskView {
  message(input: AskInput): Promise<Message>;
  /** Why this person cannot be asked at all; undefined when they can. */
  refusal?(input: AskInput & { readonly userId: string }): Promise<string | undefined>;
  /** What the record says when a person cannot be reached or may not know of it, beside that they could not. */
  unreachable?(input: AskInput & { readonly userId: string; readonly why: string }): readonly NewEntry[];
}

/** Asks by the id of their rule, as the rooms bring them. */
export type AskViews = Partial<Record<AskRule, AskView>>;
