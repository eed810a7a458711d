import { type Policy, shippedPolicy, type TriggerId } from "../../../../src/config/index.ts";
import { type Entry, type NewEntry, person } from "../../../../src/core/ledger/index.ts";
import { DANA, type DayOptions, ELI, MIA, START, VirtualDay } from "../../reminders/virtual-day.ts";

const shipped = shippedPolicy();

export const ON_CALL = "U0ONCALL1";
export const BACKUP = "U0BACKUP1";

type Settings = Policy["escalation"]["triggers"];

/** The shipped policy with two people on call, where nothing but the triggers calls anybody. */
export function policyWith(triggers: Partial<Settings> = {}): Policy {
  return {
    ...shipped,
    rotations: [
      {
        id: "primary",
        name: "Primary",
        kind: "daily",
        timeZone: "UTC",
        people: [ON_CALL, BACKUP],
        startsOn: "2026-03-02",
        handoverAt: 0,
        everyDays: 1,
        secondary: "next",
      },
    ],
    reminders: { ...shipped.reminders, noCommander: { ...shipped.reminders.noCommander, enabled: false } },
    escalation: { ...shipped.escalation, pageOnDeclare: [], triggers: { ...shipped.escalation.triggers, ...triggers } },
  };
}

/** All triggers are off but these. */
export function only(...ids: readonly TriggerId[]): Policy {
  const { triggers } = shipped.escalation;
  const off = Object.entries(triggers).map(([id, settings]) => [
    id,
    { ...settings, enabled: ids.some((on) => on === id) },
  ]);
  return policyWith(Object.fromEntries(off));
}

export const dayWith = (policy: Policy, options: Partial<DayOptions> = {}): VirtualDay =>
  new VirtualDay({ policy, ...options });

export interface Fired {
  readonly trigger: string;
  readonly cause: string;
  readonly evidence: string;
  readonly act: "page" | "ask";
}

/** Entries of this kind were written by the triggers themselves. */
const asFired = (entry: Entry): Fired => entry.data as Fired;

/** What triggers did so far, with the minute of the day. */
export const firedIn = (day: VirtualDay): (Fired & { readonly minute: number })[] =>
  day.entries
    .filter(({ kind }) => kind === "trigger_fired")
    .map((entry) => ({ ...asFired(entry), minute: (entry.at - START) / 60_000 }));

let messages = 0;

export function says(userId: string, text: string, at?: number): NewEntry {
  messages += 1;
  const ts = `1773324000.${String(messages).padStart(6, "0")}`;
  const data = { channelId: "C0INC0012", ts, text, files: [] };
  return { kind: "message_said", by: person(userId), key: `C0INC0012/${ts}`, data, ...(at !== undefined && { at }) };
}

export const notes = (userId: string, text: string): NewEntry => ({
  kind: "note_added",
  by: person(userId),
  data: { text },
});

export const marks = (
  userId: string,
  about: string,
  mark: string,
  emoji = "mag",
  eventTs = "1773324060.000100",
): NewEntry => ({
  kind: "reaction_added",
  by: person(userId),
  about,
  data: { emoji, mark, eventTs, isRead: false },
});

export const acknowledges = (userId: string): NewEntry => ({ kind: "acknowledged", by: person(userId), data: {} });

export const impact = (text: string, before?: string): NewEntry => ({
  kind: "impact_changed",
  by: person(DANA),
  data: { text, ...(before !== undefined && { before }) },
});

export const services = (before: readonly string[], now: readonly string[]): NewEntry => ({
  kind: "services_changed",
  by: person(DANA),
  data: { before: [...before], services: [...now] },
});

export const stage = (before: string, next: string): NewEntry => ({
  kind: "stage_changed",
  by: person(ELI),
  data: { before, stage: next, skipped: [] },
});

interface Assessed {
  readonly users?: object;
  readonly business?: object;
  readonly data?: object;
}

export const assesses = ({ users, business, data }: Assessed): NewEntry => ({
  kind: "impact_assessed",
  by: person(MIA),
  data: {
    users: { share: "some", arePaying: false, ...users },
    business: { isSlaBroken: false, isReputationAtRisk: false, isRegulatoryRisk: false, ...business },
    data: { isLossSuspected: false, isIntegrityDoubted: false, isExposureSuspected: false, ...data },
    duration: { expected: "unknown", isGettingWorse: false },
    workaround: "unknown",
    advised: "sev1",
    reasons: [],
  },
});
