import type { Override, Policy } from "../../config/index.ts";
import { CALLING_TIMERS } from "../../core/escalation/index.ts";
import { type Decision, type Entry, type NewEntry, SITREP, type Timer, type World } from "../../core/ledger/index.ts";
import { type Incident, product } from "../../core/product.ts";
import { TIMER } from "../../core/reminders/index.ts";
import { usualNextUpdateAt } from "../../core/updates/index.ts";
import { DomainError } from "../../lib/errors.ts";
import { doneAnew, isOfCalls } from "./calls.ts";
import { type Sent, sentBy } from "./sent.ts";

export interface ReplayInput {
  /** One incident's record, in the order in which it was written. */
  readonly entries: readonly Entry[];
  /** The policy under which it was written. */
  readonly written: Policy;
  readonly policy: Policy;
  /** What people changed in the rotations. */
  readonly overrides?: readonly Override[];
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

/** What the bot proposed by itself follows from a trigger, which fires anew. */
const isProposal = ({ kind, by }: Entry): boolean => kind === "approval_requested" && by === SITREP;

const TIMERS: readonly string[] = [TIMER, ...CALLING_TIMERS];

/** No incident is asked about more often; a policy that would is told as it is up to here. */
const MOST = 10_000;

/** Plays the record of one incident under a policy: people do what they did, the bot reminds and calls by the policy. Pure. */
export function replay({ entries, written, policy, overrides = [], until }: ReplayInput): Sent[] {
  const [first] = entries;
  if (!first) return [];
  const sent: Sent[] = [];
  const fired = new Map<string, number>();
  let incident = product.blank(first.incidentId);
  let now = 0;
  const world = (): World => ({ policy, now, overrides });

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

  const decide = (decision: Decision<Incident, NewEntry>) => {
    for (const entry of attempt(() => decision(incident, world())).map(write)) {
      const reminder = reminderId(entry);
      if (reminder) {
        const data = { id: reminder, channelId: "", ts: "", items: [] };
        write({ kind: "reminder_delivered", by: SITREP, data });
      }
      sent.push(...sentBy(entry, incident));
    }
  };

  const fire = (timer: Timer) => {
    now = Math.max(now, timer.at);
    fired.set(timer.key, timer.at);
    decide(product.onTimer(timer));
  };

  const fireUntil = (time: number) => {
    while (sent.length < MOST) {
      const due = dueTimers(incident, world(), fired).filter(({ at }) => at < time);
      const next = due.sort((a, b) => a.at - b.at)[0];
      if (!next) return;
      fire(next);
    }
  };

  for (const entry of entries) {
    if (MADE_ANEW.has(entry.kind) || isProposal(entry)) continue;
    fireUntil(entry.recordedAt);
    now = Math.max(now, entry.recordedAt);
    if (isOfCalls(entry)) {
      const anew = doneAnew(entry, incident, entries);
      if (anew) decide(anew);
      continue;
    }
    const stored = write(repromised(entry, incident, written, policy));
    for (const following of product.follow(stored, incident, world())) write(following);
  }
  fireUntil(until + 1);
  return sent;
}

/** What somebody did has no place in every course of things: whom nobody paged has nothing to answer. */
function attempt(decision: () => readonly NewEntry[]): readonly NewEntry[] {
  try {
    return decision();
  } catch (error) {
    if (error instanceof DomainError) return [];
    throw error;
  }
}

function dueTimers(incident: Incident, world: World, fired: ReadonlyMap<string, number>): Timer[] {
  return product.timers(incident, world).filter(({ kind, key, at }) => TIMERS.includes(kind) && fired.get(key) !== at);
}

/** Entries of this kind were made by the reminders' own decision. */
const reminderId = ({ kind, data }: Entry): string | undefined =>
  kind === "reminder_sent" ? (data as { readonly id: string }).id : undefined;

/** A next update that was promised by the rhythm alone is promised by the other policy's rhythm. */
function repromised(entry: Entry, incident: Incident, written: Policy, policy: Policy): Entry {
  const { data } = entry;
  if (entry.kind !== "update_posted" || typeof data !== "object" || data === null) return entry;
  if (!("nextUpdateAt" in data) || data.nextUpdateAt !== usualNextUpdateAt(incident, written, entry.at)) return entry;
  return { ...entry, data: { ...data, nextUpdateAt: usualNextUpdateAt(incident, policy, entry.at) } };
}
