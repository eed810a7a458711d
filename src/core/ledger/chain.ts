import { hash } from "node:crypto";
import { type EntryRow, WORDS } from "../../db/rows.ts";
import { parsedJson } from "../../lib/json.ts";

/** What the first entry of an incident is chained to. */
export const CHAIN_START = "";

const sha256 = (text: string): string => hash("sha256", text, "base64url");

/** The data is hashed by itself, so that words can be dropped later while the chain still holds. */
export const hashData = (data: string): string => sha256(data);

/** The hash of an entry over everything it says and the hash of the one before. */
export function hashEntry(before: string, entry: Omit<EntryRow, "hash" | "data" | "isRedacted">): string {
  const { incidentId, seq, kind, key, about, at, recordedAt, by, dataHash } = entry;
  return sha256(JSON.stringify([before, incidentId, seq, kind, key, about, at, recordedAt, by, dataHash]));
}

/** The first place where a chain does not hold, and what is wrong there. */
export interface Break {
  readonly seq: number;
  readonly what: string;
}

/** Checks one page of a chain; gives the hash to go on from, or the first break. Pure. */
export function checkChain(before: string, lastSeq: number, page: readonly EntryRow[]): { hash: string } | Break {
  let hash = before;
  let seq = lastSeq;
  for (const entry of page) {
    if (entry.seq !== seq + 1) return { seq: seq + 1, what: "the entry is missing" };
    if (entry.isRedacted ? !isWordless(entry.data) : hashData(entry.data) !== entry.dataHash) {
      return { seq: entry.seq, what: "its words are not those that were written" };
    }
    if (hashEntry(hash, entry) !== entry.hash) return { seq: entry.seq, what: "it is not the entry that was written" };
    hash = entry.hash;
    seq = entry.seq;
  }
  return { hash };
}

/** Words that were removed are not replaced by others, and a file that was tampered with may hold anything. */
function isWordless(text: string): boolean {
  const data = parsedJson(text);
  return typeof data === "object" && data !== null && WORDS.every((word) => !Object.hasOwn(data, word));
}
