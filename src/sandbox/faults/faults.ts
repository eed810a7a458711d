import type { Clock } from "../../lib/clock.ts";
import { chance } from "./chance.ts";
import type { Chaos, EventFaults, FaultRule } from "./rules.ts";

interface Armed {
  readonly rule: FaultRule;
  readonly until: number;
  left: number;
}

interface Hook {
  readonly when: "before" | "after";
  readonly method: string;
  left: number;
  run(): void | Promise<void>;
}

export type HookAt = "before" | "after";

export interface OutageOptions {
  readonly ms: number;
  /** `refuse`: nothing listens any more; `reset`: connections are taken and cut. */
  readonly how?: "refuse" | "reset";
}

/** The doors through which the sandbox lets faults at its connections. */
export interface Lines {
  /** Cuts every socket, or the n-th alone. */
  drop(only?: number): void;
  refresh(options?: { only?: number; warn?: boolean }): Promise<void>;
  halfOpen(): void;
  /** Takes the whole workspace away; returns how to bring it back. */
  goDown(how: "refuse" | "reset"): Promise<() => Promise<void>>;
}

/** Everything that may go wrong in the workspace, switched on and off by tests, by the control API or by seed. */
export class Faults {
  readonly #clock: Clock;
  readonly #lines: Lines;
  readonly #rules = new Set<Armed>();
  readonly #hooks = new Set<Hook>();
  readonly #counts = new Map<string, number>();
  readonly #closing = new AbortController();
  #chaos: Chaos | undefined;
  #events: EventFaults = {};
  #eventCap = Number.POSITIVE_INFINITY;

  constructor(clock: Clock, lines: Lines) {
    this.#clock = clock;
    this.#lines = lines;
  }

  /** Arms a rule; returns the way to take it back. */
  add(rule: FaultRule): () => void {
    const until = rule.forMs === undefined ? Number.POSITIVE_INFINITY : this.#clock.now() + rule.forMs;
    const armed: Armed = { rule, until, left: rule.times ?? Number.POSITIVE_INFINITY };
    this.#rules.add(armed);
    return () => void this.#rules.delete(armed);
  }

  /** Makes a share of all calls go wrong, the same ones for the same seed. */
  chaos(chaos: Chaos | undefined): void {
    this.#chaos = chaos;
  }

  /** Duplicates, delays and reorders events from now on; `{}` ends it. */
  events(faults: EventFaults): void {
    this.#events = faults;
  }

  get eventFaults(): EventFaults {
    return this.#events;
  }

  /** Events above this number an hour are withheld and `app_rate_limited` is sent (Slack: 30,000). */
  capEvents(perHour: number | undefined): void {
    this.#eventCap = perHour ?? Number.POSITIVE_INFINITY;
  }

  get eventCap(): number {
    return this.#eventCap;
  }

  /** Runs `callback` at the n-th call of `method` from now ("*": any; "response_url", "upload"), before the deed; the caller gets no reply. */
  killBefore(method: string, nth: number, callback: () => void | Promise<void>): () => void {
    return this.#hook("before", method, nth, callback);
  }

  /** Runs `callback` at the n-th call of `method` from now ("*": any), after the deed; the caller gets no reply. */
  killAfter(method: string, nth: number, callback: () => void | Promise<void>): () => void {
    return this.#hook("after", method, nth, callback);
  }

  dropSockets(only?: number): void {
    this.#lines.drop(only);
  }

  refreshSockets(options?: { only?: number; warn?: boolean }): Promise<void> {
    return this.#lines.refresh(options);
  }

  halfOpenSockets(): void {
    this.#lines.halfOpen();
  }

  /** Takes the workspace away for a time of the sandbox's clock; `over` ends with the outage. */
  async down(options: OutageOptions): Promise<{ over: Promise<void> }> {
    const recover = await this.#lines.goDown(options.how ?? "reset");
    return { over: this.hold(options.ms).then(recover) };
  }

  /** Waits on the clock, or until the workspace closes. */
  hold(ms: number): Promise<void> {
    return this.#clock.sleep(ms, this.#closing.signal);
  }

  close(): void {
    this.#closing.abort();
  }

  /** Ends every rule, hook and seed; an outage ends by its own time. */
  clear(): void {
    this.#rules.clear();
    this.#hooks.clear();
    this.#chaos = undefined;
    this.#events = {};
    this.#eventCap = Number.POSITIVE_INFINITY;
  }

  /** The rule that meets this call, if any; uses it up by one. */
  meet(method: string, channel: string | undefined): FaultRule | undefined {
    const now = this.#clock.now();
    for (const armed of this.#rules) {
      if (armed.until <= now || armed.left <= 0) {
        this.#rules.delete(armed);
        continue;
      }
      if (!covers(armed.rule, method, channel)) continue;
      armed.left -= 1;
      return armed.rule;
    }
    return this.#draw(method);
  }

  /** Runs the hooks that fall on this call; true when there was one, so the caller gets no reply. */
  async strike(when: HookAt, method: string): Promise<boolean> {
    const due = [...this.#hooks].filter(
      (hook) => hook.when === when && matches(hook.method, method) && --hook.left === 0,
    );
    for (const hook of due) {
      this.#hooks.delete(hook);
      await hook.run();
    }
    return due.length > 0;
  }

  #hook(when: HookAt, method: string, nth: number, run: () => void | Promise<void>): () => void {
    const hook: Hook = { when, method, left: nth, run };
    this.#hooks.add(hook);
    return () => void this.#hooks.delete(hook);
  }

  #draw(method: string): FaultRule | undefined {
    const chaos = this.#chaos;
    if (!chaos || (chaos.methods && !chaos.methods.includes(method))) return undefined;
    const nth = (this.#counts.get(method) ?? 0) + 1;
    this.#counts.set(method, nth);
    const shares: [number | undefined, FaultRule][] = [
      [chaos.rateLimited, { kind: "rate_limited", retryAfterSec: chaos.retryAfterSec ?? 1 }],
      [chaos.serverError, { kind: "server_error" }],
      [chaos.serverErrorAfterDeed, { kind: "server_error", afterDeed: true }],
      [chaos.slow, { kind: "slow", ms: chaos.slowMs ?? 1000 }],
      [chaos.lostAnswer, { kind: "lost_answer" }],
      [chaos.lostCall, { kind: "lost_call" }],
    ];
    let drawn = chance(chaos.seed, method, nth);
    for (const [share = 0, rule] of shares) {
      if (drawn < share) return rule;
      drawn -= share;
    }
    return undefined;
  }
}

const matches = (pattern: string, method: string): boolean => pattern === "*" || pattern === method;

function covers(rule: FaultRule, method: string, channel: string | undefined): boolean {
  if (rule.methods && !rule.methods.includes(method)) return false;
  return rule.channel === undefined || rule.channel === channel;
}
