import type { Policy, PublicStatus } from "../../config/index.ts";
import type { Entry, EntryOf } from "../ledger/index.ts";
import type { noticeEntries } from "../notices/index.ts";
import type { WithStatuspage } from "./facet.ts";

/** How badly a component is hit, from not at all to all; the words are those of Statuspage's API. */
export const COMPONENT_STATES = ["operational", "degraded_performance", "partial_outage", "major_outage"] as const;
export type ComponentState = (typeof COMPONENT_STATES)[number];

/** What was told to customers at one moment. */
export interface PublicUpdate {
  /** Opaque. */
  readonly id: string;
  readonly at: number;
  readonly status: PublicStatus;
  readonly text: string;
}

/** An incident as customers may know it: nothing but what was told to them, and when it began. */
export interface PublicIncident {
  /** Opaque, so that nobody can count. */
  readonly id: string;
  readonly headline: string;
  readonly status: PublicStatus;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  /** Oldest first. */
  readonly updates: readonly PublicUpdate[];
  /** Keys of the services that customers know. */
  readonly components: readonly string[];
  /** What it does to its components while it is not yet being monitored. */
  readonly harm: ComponentState;
}

export type NoticeEntry = Extract<EntryOf<typeof noticeEntries>, { kind: "notice_sent" }>;

/** Entries of this kind were checked when they were written. */
export const isNoticeEntry = (entry: Entry): entry is NoticeEntry => entry.kind === "notice_sent";

/** How many characters of a hash name a thing outside. */
const ID_LENGTH = 12;
const REMOVED = "The words of this update were removed.";

/** A notice that customers were told, of an incident that they may know of. */
export function isPublic({ facts, statuspage }: WithStatuspage, { at, data }: NoticeEntry, policy: Policy): boolean {
  const { statusPage } = policy.severities.find(({ id }) => id === facts.severity) ?? {};
  const isKept = statusPage !== undefined && statusPage.audience !== "public";
  const isPractised = facts.isDrill || at < (statuspage.realSince ?? 0);
  return !facts.isPrivate && !isPractised && !isKept && data.audience === "customers" && data.status !== undefined;
}

/** The incident as customers know it; undefined when they were told nothing of it. */
export function publicIncident(
  incident: WithStatuspage,
  entries: readonly NoticeEntry[],
  policy: Policy,
): PublicIncident | undefined {
  const told = entries.filter((entry) => isPublic(incident, entry, policy)).sort((a, b) => a.at - b.at);
  const [first] = told;
  const last = told.at(-1);
  if (!first || !last) return undefined;
  const { facts } = incident;
  const updates = told.map(
    ({ hash, at, data }): PublicUpdate => ({
      id: hash.slice(0, ID_LENGTH),
      at,
      status: data.status ?? "investigating",
      text: data.text || REMOVED,
    }),
  );
  const saidOver = updates.at(-1)?.status === "resolved" ? updates.at(-1)?.at : undefined;
  const endedAt = saidOver ?? (facts.isOpen ? undefined : (facts.times.resolved ?? facts.stageAt));
  return {
    id: first.hash.slice(0, ID_LENGTH),
    headline: last.data.headline || first.data.headline || "Incident",
    status: endedAt === undefined ? (updates.at(-1)?.status ?? "investigating") : "resolved",
    startedAt: Math.min(facts.times.started ?? first.at, first.at),
    endedAt: endedAt === undefined ? undefined : Math.max(endedAt, last.at),
    updates,
    components: [...new Set(told.flatMap(({ data }) => data.services))],
    harm: harmOf(policy, facts.severity),
  };
}

/** The most severe level takes a component down, the next one parts of it, all others slow it. */
function harmOf({ severities }: Policy, severity: string): ComponentState {
  const rank = severities.findIndex(({ id }) => id === severity);
  return rank === 0 ? "major_outage" : rank === 1 ? "partial_outage" : "degraded_performance";
}
