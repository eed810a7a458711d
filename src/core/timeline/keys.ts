/** Names a message in the record: what it says is known by channel and `ts`. */
export const messageKey = (channelId: string, ts: string): string => `message/${channelId}/${ts}`;

/** The message that a key names, or undefined for the key of anything else. */
export function messagePlace(key: string): { channelId: string; ts: string } | undefined {
  const [kind, channelId, ts] = key.split("/");
  return kind === "message" && channelId && ts ? { channelId, ts } : undefined;
}

/** Epoch milliseconds of a Slack `ts`. */
export const tsToMs = (ts: string): number => Math.floor(Number(ts) * 1000);

/** Slack's way to write a moment, for reading history from there. */
export const msToTs = (ms: number): string => (ms / 1000).toFixed(6);
