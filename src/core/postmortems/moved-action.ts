import type { Entry, NewEntry } from "../ledger/index.ts";
import { postmortemEntries } from "./entries.ts";

const OWN: ReadonlySet<string> = new Set([
  "action_added",
  "action_changed",
  "action_done",
  "action_reopened",
  "action_dropped",
]);

/**
 * How an action item of a merged incident comes over: under a name of its own there. One that a mark made is made by the
 * mark anew, and those named by it do not exist there. Undefined for every other entry.
 */
export function movedAction(entry: Entry, from: number): readonly NewEntry[] | undefined {
  if (!OWN.has(entry.kind)) return undefined;
  const { kind, by, at, key } = entry;
  if (kind === "action_added" && postmortemEntries.action_added.parse(entry.data).from !== undefined) return [];
  const { id, ...rest } = postmortemEntries.action_changed.loose().parse(entry.data);
  return [{ kind, by, at, key: `from/${from}/${key}`, data: { ...rest, id: `m${from}-${id}` } }];
}
