import type { Policy } from "../../config/index.ts";
import { severityOf } from "../incidents/index.ts";
import { HOUSE, type World } from "../ledger/index.ts";
import { type Verbosity, verbosityOf } from "../updates/index.ts";
import type { HeldBy, Target } from "./entries.ts";
import { type Progress, SNOOZED, type WithReminders } from "./facet.ts";
import { MANNERS } from "./manners.ts";
import { afterQuietHours } from "./quiet-hours.ts";
import { RECIPIENTS } from "./recipients.ts";
import { type Cycle, RULES, type Rule, type Rung, type Weight } from "./rules.ts";

/** A reminder that will fall due if nothing happens until then. */
export interface Planned {
  /** Unique within the incident. */
  readonly id: string;
  readonly rule: Rule;
  readonly topic: string;
  readonly cycle: Cycle;
  readonly rung: string;
  readonly weight: Weight;
  /** Its place in the order of asking; what was asked for again stands apart. */
  readonly rank: number | undefined;
  readonly turn: number;
  /** When it is sent, epoch milliseconds. */
  readonly at: number;
  /** Between one turn and the next. */
  readonly everyMs: number | undefined;
  readonly to: Target | undefined;
  readonly heldBy: HeldBy | undefined;
  /** The channel is to be left in peace, so this one is not sent. */
  readonly isUnwanted: boolean;
}

/** What a channel's setting makes of a rung: sent as the rule says, to the person who leads instead, or not at all. */
const PLACES: Record<Verbosity, Record<Weight, "as_said" | "in_person" | "nowhere">> = {
  full: { early: "as_said", nudge: "as_said", due: "as_said", late: "as_said" },
  compact: { early: "as_said", nudge: "in_person", due: "as_said", late: "as_said" },
  silent: { early: "nowhere", nudge: "nowhere", due: "in_person", late: "in_person" },
};

/** Everything that this incident, or the house, will still ask people for if nothing happens. Pure. */
export function planReminders(incident: WithReminders, world: World): Planned[] {
  const { policy } = world;
  const severity = severityOf(policy, incident.facts.severity);
  return RULES.filter((rule) => isAsked(rule, incident, policy)).flatMap((rule) => {
    const canWait = severity?.honoursQuietHours || !rule.isUrgent;
    const isQuietAtNight = canWait && MANNERS[rule.manner].waitsForQuietHours;
    return rule
      .cycles(incident, world)
      .flatMap((cycle) => planCycle({ incident, world, policy, rule, cycle, isQuietAtNight }));
  });
}

/** Whether a rule has a say here at all. */
function isAsked(rule: Rule, { id, facts }: WithReminders, policy: Policy): boolean {
  if ((id === HOUSE) !== (rule.isOfHouse ?? false) || !rule.isOn(policy)) return false;
  if (id === HOUSE) return true;
  if (facts.isCancelled) return false;
  if (facts.isRetrospective && !MANNERS[rule.manner].isAskedInRetrospect) return false;
  return rule.manner !== "reminder" || severityOf(policy, facts.severity) !== undefined;
}

interface Parts {
  readonly incident: WithReminders;
  readonly world: World;
  readonly policy: Policy;
  readonly rule: Rule;
  readonly cycle: Cycle;
  readonly isQuietAtNight: boolean;
}

function planCycle(parts: Parts): Planned[] {
  const { incident, world, rule, cycle } = parts;
  const topic = topicOf(rule, cycle);
  const known = incident.reminders.progress[topic];
  const progress = known?.cycle === cycleId(cycle) ? known : undefined;
  const ways = typeof rule.rungs === "function" ? rule.rungs(cycle, incident, world) : rule.rungs;
  const rungs = ways.flatMap((rung, rank) => planRung(parts, topic, rung, rank, progress));
  return [...rungs, ...planSnoozed(parts, topic, progress)];
}

function planRung(parts: Parts, topic: string, rung: Rung, rank: number, progress: Progress | undefined): Planned[] {
  const { incident, policy, rule, cycle } = parts;
  const firstAt = rung.at ? rung.at(cycle, incident, policy) : cycle.startedAt;
  const everyMs = rung.everyMs?.(policy, incident);
  const turn = (progress?.turns[rung.name] ?? 0) + 1;
  const isOver = turn > 1 && everyMs === undefined;
  if (firstAt === undefined || isOver) return [];
  const at = firstAt + (turn - 1) * (everyMs ?? 0);
  const weight = rung.weight ?? "due";
  const { to, isUnwanted } = placed(parts, rung.to, weight);
  const snoozedUntil = rung.ignoresSnooze ? undefined : progress?.snooze?.until;
  const held = hold(parts, at, snoozedUntil, to);
  // What was past before anything was owed is not late, it is moot; of a series the next turn still comes.
  const isMoot = rule.manner === "reminder" ? at <= cycle.startedAt : at < cycle.startedAt;
  if (isMoot && everyMs === undefined) return [];
  const name = everyMs === undefined ? rung.name : `${rung.name}-${turn}`;
  return [
    {
      id: `${topic}/${cycleId(cycle)}/${name}`,
      rule,
      topic,
      cycle,
      rung: rung.name,
      weight,
      rank,
      turn,
      everyMs,
      to,
      isUnwanted,
      ...held,
    },
  ];
}

/** What somebody put off comes again to them, whatever else was sent meanwhile. */
function planSnoozed(parts: Parts, topic: string, progress: Progress | undefined): Planned[] {
  const { snooze } = progress ?? {};
  if (!snooze) return [];
  const to: Target = { kind: "person", userId: snooze.userId };
  const { at } = hold(parts, snooze.until, undefined, to);
  const id = `${topic}/${cycleId(parts.cycle)}/${SNOOZED}-${snooze.until}`;
  const { rule, cycle } = parts;
  const again = { rung: SNOOZED, weight: "due", rank: undefined, turn: 1, everyMs: undefined } as const;
  return [{ id, rule, topic, cycle, ...again, at, to, heldBy: "snooze", isUnwanted: false }];
}

function placed({ incident, world, policy, rule, cycle }: Parts, whom: Rung["to"], weight: Weight) {
  const said = typeof whom === "function" ? whom(cycle, incident, world) : RECIPIENTS[whom](incident, cycle.subject);
  if (!MANNERS[rule.manner].keepsToVerbosity) return { to: said, isUnwanted: false };
  const place = PLACES[verbosityOf(incident, policy)][weight];
  const isMoved = place === "in_person" && said?.kind === "channel";
  return { to: isMoved ? RECIPIENTS.chair(incident) : said, isUnwanted: place === "nowhere" };
}

function hold(
  { incident, policy, isQuietAtNight }: Parts,
  dueAt: number,
  snoozedUntil: number | undefined,
  to: Target | undefined,
): { at: number; heldBy: HeldBy | undefined } {
  const awakeAt = Math.max(dueAt, snoozedUntil ?? 0);
  const at = isQuietAtNight
    ? zonesOf(incident, policy, to).reduce(
        (soonest, zone) => afterQuietHours(soonest, zone, policy.reminders.quietHours),
        awakeAt,
      )
    : awakeAt;
  const why: HeldBy = at > awakeAt ? "quiet_hours" : "snooze";
  return { at, heldBy: at > dueAt ? why : undefined };
}

/** Whose night it may not be. A channel sleeps by the organisation's clock, and rings the first person named in it. */
function zonesOf({ reminders }: WithReminders, policy: Policy, to: Target | undefined): string[] {
  const house = policy.businessHours.timeZone;
  if (to?.kind === "person") return [reminders.zones[to.userId] ?? house];
  const first = reminders.zones[to?.userIds[0] ?? ""];
  return first === undefined ? [house] : [house, first];
}

/** What this person was already asked for here and still owes, beside the topics that are being said now. */
export function alsoOwed(incident: WithReminders, world: World, userId: string, said: readonly string[]): Rule[] {
  const { progress, sent } = incident.reminders;
  const asked = new Set(
    Object.values(sent)
      .filter(({ to, ending }) => to.kind === "person" && to.userId === userId && ending?.how === "overtaken")
      .map(({ topic }) => topic),
  );
  const rules = RULES.filter((rule) => rule.manner === "reminder" && isAsked(rule, incident, world.policy));
  return rules.filter((rule) =>
    rule.cycles(incident, world).some((cycle) => {
      const topic = topicOf(rule, cycle);
      return asked.has(topic) && !said.includes(topic) && progress[topic]?.cycle === cycleId(cycle);
    }),
  );
}

const topicOf = ({ id }: Rule, { subject }: Cycle): string => (subject === undefined ? id : `${id}/${subject}`);

/** A new start or a new date is a new cycle. */
export const cycleId = ({ startedAt, dueAt }: Cycle): string => `${startedAt}-${dueAt}`;
