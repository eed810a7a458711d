import { z } from "zod";
import type { Paging } from "../../src/config/index.ts";
import { type Answerer, brokenOff } from "./wire.ts";

export const PAGING: Paging = {
  pagerduty: { url: "http://pagerduty.test/v2/enqueue", routingKey: "k".repeat(32), routingKeys: {} },
  webhook: { url: "http://hook.test/page", secret: "a secret of thirty-two letters ok" },
};

/** How a receiver fails: nobody is there, the answer is lost after the deed, or it says so before or after. */
export type Deafness = "refuse" | "lost" | "busy" | "broken";

const Event = z.object({ event_action: z.string(), dedup_key: z.string() });

/** Receivers of pages that know each by its key, as PagerDuty does; they count what came under each. */
export class Outside {
  readonly #taken = new Map<string, number>();
  readonly #alarms: string[] = [];
  #deaf: { how: Deafness; left: number } | undefined;

  static readonly addresses: readonly string[] = ["http://pagerduty.test", "http://hook.test"];

  fail(how: Deafness, times: number): void {
    this.#deaf = { how, left: times };
  }

  mend(): void {
    this.#deaf = undefined;
  }

  /** Takes a page under its key, or fails. Where pages come without one, each that comes again is another alarm. */
  async answer({ url, init }: Parameters<Answerer>[0], isKeyed = true): Promise<Response> {
    const how = this.#failsNow();
    if (how === "refuse") throw brokenOff("ECONNREFUSED");
    if (how === "busy") return new Response("", { status: 429, headers: { "retry-after": "20" } });
    const key = keyOf(url, init);
    const count = (this.#taken.get(key) ?? 0) + 1;
    this.#taken.set(key, count);
    if (!isKeyed && count > 1) this.#alarms.push(`${key}, ${count} times`);
    if (how === "lost") throw brokenOff("UND_ERR_SOCKET");
    return new Response("", { status: how === "broken" ? 503 : 202 });
  }

  /** Each page, acknowledgement and end that came, by its key. */
  lines(): string[] {
    return [...this.#taken.keys()].sort();
  }

  /** What came more than once, which its key makes harmless. */
  repeated(): string[] {
    return [...this.#taken].flatMap(([key, count]) => (count > 1 ? [`${key}, ${count} times`] : [])).sort();
  }

  /** What rang again, because nothing said that it is the same. */
  alarmedAgain(): readonly string[] {
    return this.#alarms;
  }

  #failsNow(): Deafness | undefined {
    if (!this.#deaf || this.#deaf.left === 0) return undefined;
    this.#deaf.left -= 1;
    return this.#deaf.how;
  }
}

function keyOf(url: URL, init: RequestInit): string {
  if (url.host === "hook.test") return `webhook ${new Headers(init.headers).get("idempotency-key")}`;
  const { event_action, dedup_key } = Event.parse(JSON.parse(String(init.body)));
  return `pagerduty ${dedup_key}/${event_action}`;
}
