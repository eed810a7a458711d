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
  /** The public incident under which it was told first: what was merged since is still found there. */
  readonly of: string;
  readonly at: number;
  readonly status: PublicStatus;
  /** Where the whole stood after it: a part that is over does not end what goes on. */
  readonly leaves: PublicStatus;
  readonly text: string;
}

/** An incident as customers may know it: nothing but what was told to them, and when it began. */
export interface PublicIncident {
  /** Opaque, so that nobody can count. */
  readonly id: string;
  readonly headline: string;
  /** As customers were told last, also when it is over: nobody may have told them so. */
  readonly status: PublicStatus;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  /** Until when it counts against its components, once it is over: what was over inside does no more harm. */
  readonly harmedUntil: number | undefined;
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

/** An incident with what was sent of it. */
export interface Thread {
  readonly incident: WithStatuspage;
  readonly entries: readonly NoticeEntry[];
}

interface Told {
  readonly thread: Thread;
  readonly entry: NoticeEntry;
}

/**
 * The incident as customers know it, with those that were merged into it, in whatever order; undefined when they were told
 * nothing of any. Each is as public as it was by itself.
 */
export function publicIncident(
  incident: WithStatuspage,
  threads: readonly Thread[],
  policy: Policy,
): PublicIncident | undefined {
  const told = threads
    .flatMap((thread) => thread.entries.map((entry): Told => ({ thread, entry })))
    .filter(({ thread, entry }) => isPublic(thread.incident, entry, policy))
    .sort((a, b) => a.entry.at - b.entry.at);
  const updates = updatesOf(told, threads);
  const [first, firstUpdate, last] = [told[0], updates[0], updates.at(-1)];
  if (!first || !firstUpdate || !last) return undefined;
  const headlines = told.flatMap(({ entry }) => entry.data.headline || []);
  const begun = told.map(({ thread, entry }) => Math.min(thread.incident.facts.times.started ?? entry.at, entry.at));
  const startedAt = Math.min(...begun);
  const endedAt = last.leaves === "resolved" ? last.at : endedUntold(incident, last.at);
  return {
    id: firstUpdate.id,
    headline: headlines.at(-1) ?? "Incident",
    status: last.leaves,
    startedAt,
    endedAt,
    harmedUntil: endedAt === undefined ? undefined : harmedUntil(incident, startedAt, endedAt),
    updates,
    components: [...new Set(told.flatMap(({ entry }) => entry.data.services))],
    harm: harmOf(policy, incident.facts.severity),
  };
}

/** When it was put away though nobody told customers that it is over; being resolved inside is no word to them. */
function endedUntold({ facts }: WithStatuspage, lastAt: number): number | undefined {
  if (facts.isCancelled) return Math.max(facts.stageAt, lastAt);
  return facts.isClosed ? Math.max(facts.times.resolved ?? facts.stageAt, lastAt) : undefined;
}

/** What was declared by mistake was none, whatever was told of it. */
function harmedUntil({ facts }: WithStatuspage, startedAt: number, endedAt: number): number {
  if (facts.isCancelled) return startedAt;
  return facts.isOpen ? endedAt : Math.min(facts.times.resolved ?? endedAt, endedAt);
}

/** In order of time, each with where it left the whole. */
function updatesOf(told: readonly Told[], threads: readonly Thread[]): PublicUpdate[] {
  const standing = new Map<Thread, PublicStatus>();
  return told.map(({ thread, entry: { at, hash, data } }) => {
    const { status = "investigating" } = data;
    for (const other of standing.keys()) {
      if (isSpokenFor(other, thread, at, threads)) standing.delete(other);
    }
    standing.delete(thread);
    standing.set(thread, status);
    const first = told.find((one) => one.thread === thread)?.entry.hash ?? hash;
    return {
      id: hash.slice(0, ID_LENGTH),
      of: first.slice(0, ID_LENGTH),
      at,
      status,
      leaves: [...standing.values()].findLast((each) => each !== "resolved") ?? "resolved",
      text: data.text || REMOVED,
    };
  });
}

/** Whether it had been merged, over whatever way, into the one that speaks at this moment. */
function isSpokenFor({ incident }: Thread, speaker: Thread, at: number, threads: readonly Thread[]): boolean {
  const { mergedInto, stageAt } = incident.facts;
  if (mergedInto === undefined || stageAt > at) return false;
  if (mergedInto === speaker.incident.id) return true;
  const next = threads.find((thread) => thread.incident.id === mergedInto);
  return next !== undefined && isSpokenFor(next, speaker, at, threads);
}

/** The most severe level takes a component down, the next one parts of it, all others slow it. */
function harmOf({ severities }: Policy, severity: string): ComponentState {
  const rank = severities.findIndex(({ id }) => id === severity);
  return rank === 0 ? "major_outage" : rank === 1 ? "partial_outage" : "degraded_performance";
}
