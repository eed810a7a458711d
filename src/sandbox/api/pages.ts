import { SlackError } from "../workspace/index.ts";

export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string;
}

const encode = (offsetKey: string) => Buffer.from(`next:${offsetKey}`).toString("base64");

/** One page of a list whose items are found again by key, so that what is added meanwhile moves nothing. */
export function pageOf<Item>(
  all: readonly Item[],
  keyOf: (item: Item) => string,
  { cursor, limit }: { cursor?: string; limit?: number },
  { usual = 100, most = 1000 } = {},
): Page<Item> {
  if (limit !== undefined && (limit < 0 || limit > most)) throw new SlackError("invalid_limit");
  const from = cursor ? all.findIndex((item) => encode(keyOf(item)) === cursor) : 0;
  if (from < 0) throw new SlackError("invalid_cursor");
  const size = limit || usual;
  const next = all[from + size];
  return { items: all.slice(from, from + size), nextCursor: next ? encode(keyOf(next)) : "" };
}
