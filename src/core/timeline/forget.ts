import type { Policy } from "../../config/policy.ts";
import type { Store } from "../../db/store.ts";
import { type Decision, SITREP } from "../ledger/index.ts";
import type { NewTimelineEntry } from "./entries.ts";
import type { WithTimeline } from "./facet.ts";

/** The kinds of entry that hold what people said. */
export const SPOKEN = ["message_said", "message_added", "message_edited", "note_added", "entry_moved"] as const;

export interface ForgetInput {
  /** Whose words they are, when that person asked for it; absent when they are only old. */
  readonly userId?: string;
  /** The keys of the entries that lose their words. */
  readonly keys: readonly string[];
}

/** Removes words for good: that something was said, by whom and when, stays, and so does the chain. */
export const forgetWords =
  ({ userId, keys }: ForgetInput): Decision<WithTimeline, NewTimelineEntry> =>
  () => {
    const count = keys.filter((key) => !key.startsWith("edited/")).length;
    if (keys.length === 0) return [];
    return [{ kind: "words_forgotten", by: SITREP, data: { count, ...(userId && { userId }) }, redacts: keys }];
  };

/** A transaction is to take milliseconds. */
const KEYS_AT_ONCE = 200;

export interface OldWordsInput {
  readonly store: Pick<Store, "worded">;
  /** Records a decision on an incident. */
  readonly record: (incidentId: number, decision: Decision<WithTimeline, NewTimelineEntry>) => Promise<unknown>;
  readonly policy: Policy;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Removes what was said in incidents that ended longer ago than the policy keeps words; gives how many entries lost theirs. */
export async function forgetOldWords({ store, record, policy, now }: OldWordsInput): Promise<number> {
  const { forgetAfterMs } = policy.messages;
  if (forgetAfterMs === undefined) return 0;
  const worded = await store.worded({ kinds: SPOKEN, overBefore: now - forgetAfterMs });
  for (const [incidentId, keys] of worded) {
    for (let first = 0; first < keys.length; first += KEYS_AT_ONCE) {
      await record(incidentId, forgetWords({ keys: keys.slice(first, first + KEYS_AT_ONCE) }));
    }
  }
  return [...worded.values()].flat().length;
}
