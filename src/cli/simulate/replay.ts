import type { Policy } from "../../config/index.ts";
import type { Entry, NewEntry, Timer } from "../../core/ledger/index.ts";
import { type Incident, product } from "../../core/product.ts";
import { TIMER } from "../../core/reminders/index.ts";
import { usualNextUpdateAt } from "../../core/updates/index.ts";

/** A reminder that would have been sent. */
export interface Sent {
  /** Epoch milliseconds. */
  readonly at: number;
  /** What it is about, which of several asks, and whom: equal for the same reminder at another time. */
  readonly what: string;
  /** As the timeline tells it; people stand in it as `@{U123}`. */
  readonly text: string;
}

export interface ReplayInput {
  /** One incident's record, in the order in which it was written. */
  readonly entries: readonly Entry[];
  /** The policy under which it was written. */
  readonly written: Policy;
  readonly policy: Policy;
  /** How far to play on after the last entry, epoch milliseconds. */
  readonly until: number;
}

/** What came of the bot's own reminding; the replay makes its own. */
const MADE_ANEW = new Set([
  "reminder_sent",
  "reminder_skipped",
  "reminder_delivered",
  "reminder_undelivered",
  "reminder_withdrawn",
]);

/** No incident is asked about more often; a policy that would is told as it is up to here. */
const MOST = 10_000;

/** Plays the record of one incident under a policy: people do what they did, the bot reminds by the policy. Pure. */
export function replay({ entries, written, policy, until }: ReplayInput): Sent[] {
  const [first] = entries;
  if (!first) return [];
  const sent: Sent[] = [];
  const fired = new Map<string, number>();
  let incident = product.blank(first.incidentId);
  let now = 0;

  const write = (entry: NewEntry | Entry) => {
    const seq = incident.version + 1;
    const stored: Entry = {
      incidentId: first.incidentId,
      seq,
      at: now,
      recordedAt: now,
      key: String(seq),
      about: undefined,
      hash: "",
      isRedacted: false,
      ...entry,
    };
    incident = product.fold(incident, { ...stored, seq });
    return stored;
  };

  const remind = (timer: Timer) => {
    now = Math.max(now, timer.at);
    fired.set(timer.key, timer.at);
    for (const entry of product.onTimer(timer)(incident, { policy, now }).map(write)) {
      if (entry.kind !== "reminder_sent") continue;
      const { id, what } = occasionOf(entry);
      sent.push({ at: now, what, text: product.tell(entry)?.text ?? what });
      write({ kind: "reminder_delivered", by: "sitrep", data: { id, channelId: "", ts: "", items: [] } });
    }
  };

  const remindUntil = (time: number) => {
    while (sent.length < MOST) {
      const due = dueTimers(incident, policy, now, fired).filter(({ at }) => at < time);
      const next = due.sort((a, b) => a.at - b.at)[0];
      if (!next) return;
      remind(next);
    }
  };

  for (const entry of entries) {
    if (MADE_ANEW.has(entry.kind)) continue;
    remindUntil(entry.recordedAt);
    now = Math.max(now, entry.recordedAt);
    write(repromised(entry, incident, written, policy));
  }
  remindUntil(until + 1);
  return sent;
}

function dueTimers(incident: Incident, policy: Policy, now: number, fired: ReadonlyMap<string, number>): Timer[] {
  return product
    .timers(incident, { policy, now })
    .filter(({ kind, key, at }) => kind === TIMER && fired.get(key) !== at);
}

interface Occasion {
  readonly id: string;
  readonly topic: string;
  readonly rung: string;
  readonly to: { readonly kind: string; readonly userId?: string };
}

/** Entries of this kind were made by the reminders' own decision, a few lines above. */
const asOccasion = (entry: Entry): Occasion => entry.data as Occasion;

function occasionOf(entry: Entry): { id: string; what: string } {
  const { id, topic, rung, to } = asOccasion(entry);
  return { id, what: `${topic}/${rung}/${to.userId ?? to.kind}` };
}

/** A next update that was promised by the rhythm alone is promised by the other policy's rhythm. */
function repromised(entry: Entry, incident: Incident, written: Policy, policy: Policy): Entry {
  const { data } = entry;
  if (entry.kind !== "update_posted" || typeof data !== "object" || data === null) return entry;
  if (!("nextUpdateAt" in data) || data.nextUpdateAt !== usualNextUpdateAt(incident, written, entry.at)) return entry;
  return { ...entry, data: { ...data, nextUpdateAt: usualNextUpdateAt(incident, policy, entry.at) } };
}
