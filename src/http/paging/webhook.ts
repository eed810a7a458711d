import { createHmac } from "node:crypto";
import type { Paging } from "../../config/index.ts";
import type { OutsidePage } from "../../core/escalation/index.ts";
import type { Clock } from "../../lib/clock.ts";
import type { Post } from "../speaking/post.ts";
import { deliveryOf } from "./deliver.ts";
import type { Delivery, PagingWay } from "./way.ts";

type Event = "page" | "acknowledged" | "resolved";

/** The signature of a body sent at a moment (seconds since 1970): `v1=` and HMAC-SHA256 of `timestamp.body` in hex. */
export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  `v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;

/** Any receiver that checks a signature: a gateway for text messages, a telephone, another bot. */
export function webhook({ url, secret }: NonNullable<Paging["webhook"]>, post: Post, clock: Clock): PagingWay {
  async function send(page: OutsidePage, event: Event): Promise<Delivery> {
    const body = JSON.stringify(bodyOf(page, event));
    const timestamp = String(Math.floor(clock.now() / 1_000));
    const headers = {
      "idempotency-key": `${page.key}/${event}`,
      "sitrep-timestamp": timestamp,
      "sitrep-signature": signatureOf(secret, timestamp, body),
    };
    return deliveryOf(await post({ url, headers, body }));
  }

  return {
    name: "webhook",
    isOnFor: () => true,
    page: (page) => send(page, "page"),
    acknowledge: (page) => send(page, "acknowledged"),
    resolve: (page) => send(page, "resolved"),
  };
}

/** The same for every attempt of one deed, as far as the incident stays the same. */
const bodyOf = (page: OutsidePage, event: Event) => ({
  version: 1,
  event,
  page: page.key,
  text: page.text.summary,
  people: page.people,
  rung: page.rung,
  pagedAt: new Date(page.at).toISOString(),
  incident: { number: page.number, severity: page.severity, url: page.url, ...page.details },
});
