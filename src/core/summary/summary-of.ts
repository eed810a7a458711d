import type { Policy, PublicStatus, StageId } from "../../config/index.ts";
import type { Moment, Resolution } from "../incidents/index.ts";
import type { Actor } from "../ledger/index.ts";
import type { Undoable, UndoKind } from "../related/index.ts";
import { type BlastWords, blastParts, blastRadius, serviceLabel } from "../services/index.ts";
import { nextUpdateDueAt, type PostedUpdate } from "../updates/index.ts";
import type { WithSummary } from "./facet.ts";

export interface SummaryRole {
  readonly id: string;
  readonly label: string;
  readonly holder: string | undefined;
  /** Somebody must hold it at the present severity. */
  readonly isNeeded: boolean;
}

/** An incident as everyone should see it: on the card, in the announcement, in a catch-up. Times in epoch milliseconds. */
export interface SummaryModel {
  readonly id: number;
  readonly title: string;
  readonly severity: { readonly id: string; readonly label: string; readonly name: string; readonly emoji: string };
  readonly stage: { readonly id: StageId; readonly label: string };
  readonly status: PublicStatus | "cancelled";
  /** The incident in which it goes on. */
  readonly mergedInto: number | undefined;
  /** Everything that belongs to it, by number and state. */
  readonly related: readonly unknown[];
  /** What can be taken back here. */
  readonly undo: readonly Undoable[];
  readonly isOpen: boolean;
  readonly isClosed: boolean;
  readonly isPrivate: boolean;
  readonly isDrill: boolean;
  readonly isRetrospective: boolean;
  readonly declaredBy: Actor;
  readonly acknowledgedBy: string | undefined;
  readonly isAcknowledged: boolean;
  readonly roles: readonly SummaryRole[];
  /** By their names. */
  readonly services: readonly string[];
  /** How far an outage of these services reaches; undefined where the catalog knows none of them. */
  readonly blast: BlastWords | undefined;
  readonly category: string | undefined;
  readonly description: string | undefined;
  readonly impact: string | undefined;
  readonly latestUpdate: PostedUpdate | undefined;
  readonly nextUpdateAt: number | undefined;
  readonly times: Readonly<Partial<Record<Moment, number>>>;
  /** From its start to its end, or until now. */
  readonly lastedMs: number;
  readonly resolution: Resolution | undefined;
  readonly channel: { readonly id: string; readonly isArchived: boolean } | undefined;
  readonly channelRefused: string | undefined;
  readonly counts: { readonly updates: number; readonly openActions: number; readonly doneActions: number };
  readonly documentLink: string | undefined;
}

/** What the incident comes to at a moment (epoch milliseconds). Pure. */
export function summaryOf(incident: WithSummary, policy: Policy, now: number): SummaryModel {
  const { facts, updates, postmortem } = incident;
  const actions = Object.values(postmortem.actions);
  const doneActions = actions.filter((action) => action.doneAt !== undefined).length;
  return {
    id: incident.id,
    title: facts.title,
    severity: severityOf(policy, facts.severity),
    ...stageOf(policy, facts),
    isOpen: facts.isOpen,
    isClosed: facts.isClosed,
    isPrivate: facts.isPrivate,
    isDrill: facts.isDrill,
    isRetrospective: facts.isRetrospective,
    mergedInto: facts.mergedInto,
    related: relatedOf(incident),
    undo: incident.related.undoable.filter(({ kind }) => SHOWN_HERE.includes(kind)),
    declaredBy: facts.declaredBy,
    acknowledgedBy: facts.acknowledgedBy,
    isAcknowledged: facts.times.acknowledged !== undefined,
    roles: rolesOf(incident, policy),
    services: facts.services.map((service) => serviceLabel(policy.services, service)),
    blast: blastParts(blastRadius(policy.services, facts.services)),
    category: policy.categories.find(({ id }) => id === facts.category)?.label ?? facts.category,
    description: facts.description,
    impact: facts.impact,
    latestUpdate: updates.last,
    nextUpdateAt: facts.isOpen ? nextUpdateDueAt(incident, policy) : undefined,
    times: facts.times,
    lastedMs: lastedMs(incident, now),
    resolution: facts.isOpen ? undefined : facts.resolution,
    channel: facts.channel && { id: facts.channel.id, isArchived: facts.channel.isArchived },
    channelRefused: facts.channelRefused,
    counts: { updates: updates.count, openActions: actions.length - doneActions, doneActions },
    documentLink: postmortem.document?.permalink,
  };
}

const SHOWN = ["facts", "roles", "updates", "related", "postmortem"] as const;

/** What has a message of its own is taken back there. */
const SHOWN_HERE: readonly UndoKind[] = ["declared", "severity_changed"];

const relatedOf = ({ facts, related, timeline }: WithSummary): readonly unknown[] => [
  facts.parentId,
  Object.values(related.links),
  Object.values(related.workstreams),
  Object.values(timeline.takenIn).map(({ incidentId, isGivenBack }) => [incidentId, isGivenBack]),
];

/** Whether a change shows on the card or in the announcement. */
export function isShownAnew(before: WithSummary, after: WithSummary, policy: Policy, now: number): boolean {
  const isSame = SHOWN.every((facet) => before[facet] === after[facet]);
  if (isSame && before.timeline.takenIn === after.timeline.takenIn) return false;
  return JSON.stringify(summaryOf(before, policy, now)) !== JSON.stringify(summaryOf(after, policy, now));
}

function severityOf(policy: Policy, severity: string): SummaryModel["severity"] {
  const known = policy.severities.find(({ id }) => id === severity);
  if (!known) return { id: severity, label: severity.toUpperCase(), name: severity, emoji: "white_circle" };
  return { id: known.id, label: known.label, name: known.name, emoji: known.emoji };
}

function stageOf(policy: Policy, facts: WithSummary["facts"]): Pick<SummaryModel, "stage" | "status"> {
  const known = policy.stages.find(({ id }) => id === facts.stage);
  const stage = { id: facts.stage, label: known?.label ?? facts.stage };
  return { stage, status: facts.isCancelled ? "cancelled" : (known?.status ?? "investigating") };
}

/** Roles in the order of the policy, then those held that the policy no longer has. */
function rolesOf({ facts, roles }: WithSummary, policy: Policy): SummaryRole[] {
  const known = policy.roles.map(({ id, label, neededFor }) => ({
    id,
    label,
    holder: roles.holders[id]?.userId,
    isNeeded: neededFor.includes(facts.severity) && (facts.parentId === undefined || id === "commander"),
  }));
  const orphans = Object.entries(roles.holders).filter(([id]) => !policy.roles.some((role) => role.id === id));
  return [...known, ...orphans.map(([id, { userId }]) => ({ id, label: id, holder: userId, isNeeded: false }))];
}

function lastedMs({ facts }: WithSummary, now: number): number {
  const { started, declared, resolved } = facts.times;
  const end = resolved ?? (facts.isOpen ? now : facts.stageAt);
  return Math.max(0, end - (started ?? declared ?? end));
}
