import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Store } from "../../db/store.ts";

/** What a calendar shows: everybody's shifts in a rotation, or one person's in all of them. */
export interface Feed {
  readonly kind: "rotation" | "person";
  /** The rotation's key, or the person's Slack id. */
  readonly id: string;
}

const KEEPSAKE = "oncall/calendar_key";
const PATH = /^calendar\/(rotation|person)\/([A-Za-z0-9_-]{1,40})\/([A-Za-z0-9_-]{22})\.ics$/;

/** The secret of this house with which addresses of calendars are made; made once. */
export async function calendarKey(store: Pick<Store, "keepsake" | "keepFirst">): Promise<string> {
  return (await store.keepsake(KEEPSAKE)) ?? store.keepFirst(KEEPSAKE, randomBytes(32).toString("base64url"));
}

/** Calendar programs send no passwords, so the address itself is one. */
export const calendarPath = (key: string, { kind, id }: Feed): string =>
  `calendar/${kind}/${id}/${tokenOf(key, { kind, id })}.ics`;

/** The feed of an address that we made; undefined for any other. */
export function feedAt(key: string, path: string): Feed | undefined {
  const [, kind, id = "", token = ""] = PATH.exec(path) ?? [];
  if (kind !== "rotation" && kind !== "person") return undefined;
  const feed: Feed = { kind, id };
  return timingSafeEqual(Buffer.from(token), Buffer.from(tokenOf(key, feed))) ? feed : undefined;
}

/** 22 characters carry 132 bits. */
const tokenOf = (key: string, { kind, id }: Feed): string =>
  createHmac("sha256", key).update(`${kind}/${id}`).digest("base64url").slice(0, 22);
