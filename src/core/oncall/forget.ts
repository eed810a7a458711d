import { type Entry, person, SITREP } from "../ledger/index.ts";
import { oncallEntries } from "./entries.ts";
import type { OncallDecision } from "./override.ts";

/** The kinds of entry on the house's record in which somebody's words may stand. */
export const SHIFT_WORDED = ["cover_asked", "override_set", "handoff_edited", "handoff_delivered"] as const;

/** What a person wrote around shifts, by the ids of what it stands in, with the keys of the entries. */
export interface ShiftWords {
  readonly covers: readonly string[];
  readonly overrides: readonly string[];
  readonly handoffs: readonly string[];
  readonly keys: readonly string[];
}

/** The words of a person in entries of the house's record that still have theirs, also where another's click carried them on. */
export function shiftWordsOf(entries: readonly Entry[], userId: string): ShiftWords {
  const worded = entries.filter(({ isRedacted }) => !isRedacted);
  const isOwn = ({ by }: Entry) => by === person(userId);

  const asked = entries.filter((entry) => entry.kind === "cover_asked" && isOwn(entry)).map(idOf);
  const covers = worded.filter((entry) => entry.kind === "cover_asked" && isOwn(entry) && hasWhy(entry));
  const overrides = worded.filter((entry) => {
    if (entry.kind !== "override_set" || !hasWhy(entry)) return false;
    const { source } = oncallEntries.override_set.parse(entry.data);
    // Who took a cover took the reason of whoever had asked with it.
    return source === "cover" ? asked.some((id) => idOf(entry) === `cover-${id}`) : isOwn(entry);
  });
  const edits = worded.filter((entry) => entry.kind === "handoff_edited" && isOwn(entry));
  const edited = new Set(edits.map(idOf));
  const delivered = worded.filter((entry) => entry.kind === "handoff_delivered" && edited.has(idOf(entry)));
  return {
    covers: covers.map(idOf),
    overrides: overrides.map(idOf),
    handoffs: [...edited],
    keys: [...covers, ...overrides, ...edits, ...delivered].map(({ key }) => key),
  };
}

const idOf = ({ data }: Entry): string => oncallEntries.handoff_sent.parse(data).id;

const hasWhy = ({ data }: Entry): boolean =>
  oncallEntries.cover_asked.pick({ why: true }).parse(data).why !== undefined;

/** Removes what a person wrote around shifts for good; who was on call stays, and so does the chain. */
export const forgetShiftWords =
  (userId: string, { keys, ...words }: ShiftWords): OncallDecision =>
  () =>
    keys.length === 0
      ? []
      : [{ kind: "shift_words_forgotten", by: SITREP, data: { userId, ...mutable(words) }, redacts: keys }];

const mutable = ({ covers, overrides, handoffs }: Omit<ShiftWords, "keys">) => ({
  covers: [...covers],
  overrides: [...overrides],
  handoffs: [...handoffs],
});
