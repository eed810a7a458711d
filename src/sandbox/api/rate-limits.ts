import type { Clock } from "../../lib/clock.ts";
import type { Tier } from "./method.ts";

interface Allowance {
  readonly perMinute: number;
  readonly burst: number;
}

/** Slack's tiers; the first one tolerates the few connections that an app opens at its start. */
const allowances: Readonly<Record<Exclude<Tier, "unlimited">, Allowance>> = {
  tier1: { perMinute: 1, burst: 10 },
  tier2: { perMinute: 20, burst: 20 },
  tier3: { perMinute: 50, burst: 50 },
  tier4: { perMinute: 100, burst: 100 },
  post: { perMinute: 300, burst: 300 },
};

const perChannel: Allowance = { perMinute: 60, burst: 4 };

interface Bucket {
  tokens: number;
  at: number;
}

/** Counts calls by method, and posts by channel as well. */
export class RateLimits {
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Bucket>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Seconds to wait before this call may be made, or 0 when it may be made now, which then counts. */
  take(method: string, tier: Tier, channel: unknown): number {
    if (tier === "unlimited") return 0;
    const wanted: [string, Allowance][] = [[method, allowances[tier]]];
    if (tier === "post" && typeof channel === "string") wanted.push([`${method} ${channel}`, perChannel]);
    const buckets = wanted.map(([key, allowance]) => ({ bucket: this.#filled(key, allowance), allowance }));
    const waits = buckets.map(({ bucket, allowance }) => ((1 - bucket.tokens) / allowance.perMinute) * 60);
    const longest = Math.max(...waits);
    if (longest > 0) return Math.max(1, Math.ceil(longest));
    for (const { bucket } of buckets) bucket.tokens -= 1;
    return 0;
  }

  #filled(key: string, { perMinute, burst }: Allowance): Bucket {
    const now = this.#clock.now();
    const { tokens, at } = this.#buckets.get(key) ?? { tokens: burst, at: now };
    const bucket = { tokens: Math.min(burst, tokens + ((now - at) / 60_000) * perMinute), at: now };
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
