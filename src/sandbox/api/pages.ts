import { SlackError } from "../workspace/index.ts";

export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string;
}

interface Paging {
  readonly usual?: number;
  readonly most?: number;
  /** Whether the item with `key` belongs to the page that starts at `start`; in sorted lists that survives deletions. */
  readonly startsAt?: (key: string, start: string) => boolean;
}

const PREFIX = "next:";

const encode = (key: string) => Buffer.from(`${PREFIX}${key}`).toString("base64");

function decode(cursor: string): string {
  const text = Buffer.from(cursor, "base64").toString("utf8");
  if (!text.startsWith(PREFIX)) throw new SlackError("invalid_cursor");
  return text.slice(PREFIX.length);
}

/** One page of a list whose items are found again by key, so that what is added meanwhile moves nothing. */
export function pageOf<Item>(
  all: readonly Item[],
  keyOf: (item: Item) => string,
  { cursor, limit }: { cursor?: string; limit?: number },
  { usual = 100, most = 1000, startsAt = (key, start) => key === start }: Paging = {},
): Page<Item> {
  if (limit !== undefined && (limit < 0 || limit > most)) throw new SlackError("invalid_limit");
  const start = cursor ? decode(cursor) : undefined;
  const from = start === undefined ? 0 : all.findIndex((item) => startsAt(keyOf(item), start));
  if (from < 0) return { items: [], nextCursor: "" };
  const size = limit || usual;
  const next = all[from + size];
  return { items: all.slice(from, from + size), nextCursor: next ? encode(keyOf(next)) : "" };
}
