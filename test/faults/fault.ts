import { type Act, type Day, HOUR, MINUTE, SECOND } from "./day.ts";
import { type Dice, dice } from "./dice.ts";
import type { Deafness } from "./outside.ts";

interface At {
  /** Milliseconds from the start of the day. */
  readonly at: number;
}
interface Calls {
  /** Only calls of these methods. */
  readonly methods?: readonly string[];
}
interface During {
  readonly forMs: number;
}

/** Something that goes wrong. */
export type Fault = At &
  (
    | ({ readonly kind: "limited"; readonly retryAfterSec: number } & Calls & During)
    | ({ readonly kind: "broken"; readonly times: number; readonly afterDeed: boolean } & Calls)
    | ({ readonly kind: "slow"; readonly times: number; readonly ms: number } & Calls)
    | ({ readonly kind: "lost"; readonly times: number; readonly what: "call" | "answer" } & Calls)
    | { readonly kind: "dropped"; readonly how: "cut" | "refresh" | "warned" }
    | ({ readonly kind: "muddled"; readonly copies: number; readonly delayMs: number; readonly share: number } & During)
    | { readonly kind: "killed"; readonly crossing: number; readonly downMs: number }
    | ({ readonly kind: "jumped"; readonly byMs: number } & During)
    | ({ readonly kind: "locked" } & During)
    | ({ readonly kind: "full" } & During)
    /** Ways of paging beside Slack fail. */
    | { readonly kind: "deaf"; readonly how: Deafness; readonly times: number }
    | ({ readonly kind: "gone"; readonly how: "refuse" | "reset" } & During)
  );

/** None means all. */
const METHODS: readonly (readonly string[])[] = [
  [],
  ["chat.postMessage"],
  ["chat.update"],
  ["conversations.create", "conversations.invite"],
  ["conversations.history", "conversations.replies"],
  ["views.open", "views.publish"],
  ["pins.add", "conversations.setTopic", "conversations.setPurpose", "conversations.open"],
];

const KINDS: readonly Fault["kind"][] = [
  ...([
    "limited",
    "limited",
    "broken",
    "broken",
    "slow",
    "slow",
    "lost",
    "lost",
    "lost",
    "dropped",
    "muddled",
  ] as const),
  ...([
    "muddled",
    "killed",
    "killed",
    "killed",
    "killed",
    "jumped",
    "locked",
    "full",
    "gone",
    "gone",
    "deaf",
    "deaf",
  ] as const),
];

/** What goes wrong on a day: one to five faults, most of them where somebody acts. */
export function drawFaults(day: Day): Fault[] {
  const throwing = dice(day.seed, "faults");
  const count = throwing.between(1, 5);
  return Array.from({ length: count }, () => drawFault(throwing, day)).sort((a, b) => a.at - b.at);
}

function drawFault(throwing: Dice, day: Day): Fault {
  const at = Math.max(SECOND, throwing.pick(day.acts).at + throwing.between(-2_000, 4_000));
  const picked = throwing.pick(METHODS);
  const methods = picked.length > 0 ? picked : undefined;
  const times = throwing.between(1, 4);
  const kind = throwing.pick(KINDS);
  switch (kind) {
    case "limited": {
      const retryAfterSec = throwing.pick([1, 5, 30, 30, 60, 120]);
      return { kind, at, methods, retryAfterSec, forMs: throwing.between(1, 90) * SECOND };
    }
    case "broken":
      return { kind, at, methods, times, afterDeed: throwing.isLucky(0.6) };
    case "slow":
      return { kind, at, methods, times, ms: throwing.pick([2_000, 5_000, 9_000, 15_000, 20_000]) };
    case "lost":
      return { kind, at, methods, times, what: throwing.isLucky(0.7) ? "answer" : "call" };
    case "dropped":
      return { kind, at, how: throwing.pick(["cut", "refresh", "warned"]) };
    case "muddled": {
      const delayMs = throwing.pick([0, 2 * SECOND, 30 * SECOND, 10 * MINUTE, 60 * MINUTE]);
      const [copies, share] = [throwing.between(0, 3), throwing.pick([0.3, 0.7, 1])];
      return { kind, at, copies, delayMs, share, forMs: throwing.between(1, 40) * MINUTE };
    }
    case "killed":
      return killed(throwing, day, at);
    case "jumped": {
      const byMs = throwing.pick([2 * SECOND, 90 * SECOND, 60 * MINUTE]) * throwing.pick([1, -1]);
      return { kind, at, byMs, forMs: throwing.between(1, 30) * MINUTE };
    }
    case "deaf": {
      const declared = throwing.pick(day.acts.filter((act) => act.kind === "declare"));
      return {
        kind,
        at: Math.max(0, declared.at - SECOND),
        how: throwing.pick(["refuse", "lost", "busy", "broken"]),
        times,
      };
    }
    case "locked":
      return { kind, at, forMs: throwing.between(1, 10) * SECOND };
    case "full":
      return { kind, at, forMs: throwing.between(5, 90) * SECOND };
    case "gone": {
      const restMs = day.endsAt - Math.max(...day.acts.map((act) => act.at));
      const forMs = throwing.pick(restMs > 2 * HOUR + MINUTE ? [120] : [2, 10, 10]) * MINUTE;
      return { kind, at: quietFrom(throwing, day, forMs), forMs, how: throwing.pick(["refuse", "reset"]) };
    }
  }
}

const MOST_CROSSINGS = 60;

/** Most come back at once; some stay away for as long as nobody needs more than a listener. */
function killed(throwing: Dice, day: Day, at: number): Fault {
  const crossing = throwing.between(0, MOST_CROSSINGS);
  const downMs = throwing.pick([0, SECOND, 5 * SECOND, 5 * SECOND, 12 * MINUTE]);
  if (downMs < MINUTE) return { kind: "killed", at, crossing, downMs };
  return { kind: "killed", at: quietFrom(throwing, day, downMs, needsBot), crossing: 0, downMs };
}

const needsBot = ({ kind }: Act): boolean =>
  ["declare", "command", "claim", "resolve", "join", "press", "notify", "swap", "close", "approve"].includes(kind);

/** The start of a stretch in which nobody acts; the hour after the last act always is one. */
function quietFrom(throwing: Dice, day: Day, forMs: number, counts: (act: Act) => boolean = () => true): number {
  const acts = day.acts.filter(counts);
  const gaps = acts.flatMap(({ at }, index) => {
    const next = acts[index + 1]?.at ?? day.endsAt;
    return next - at > forMs + 40 * SECOND ? [at + 20 * SECOND] : [];
  });
  return throwing.pick(gaps.length > 0 ? gaps : [day.endsAt - 19 * MINUTE]);
}

/** When the fault is over, in milliseconds from the start of the day. */
export function endOf(fault: Fault): number {
  switch (fault.kind) {
    case "killed":
      return fault.at + fault.downMs;
    case "slow":
      return fault.at + fault.times * fault.ms;
    case "limited":
      return fault.at + fault.forMs + fault.retryAfterSec * SECOND;
    case "muddled":
      return fault.at + fault.forMs + fault.delayMs;
    case "jumped":
    case "locked":
    case "full":
    case "gone":
      return fault.at + fault.forMs;
    case "broken":
    case "lost":
    case "dropped":
    case "deaf":
      return fault.at;
  }
}

/** A fault as one line. */
export function faultLine({ at, kind, ...rest }: Fault): string {
  const details = Object.entries(rest).map(
    ([name, value]) => `${name} ${Array.isArray(value) ? value.join("+") : value}`,
  );
  return `${clockTime(at)} ${kind}: ${details.join(", ")}`;
}

/** Time of day of a moment, counted from the start. */
export const clockTime = (ms: number): string => new Date(ms).toISOString().slice(11, 23);
