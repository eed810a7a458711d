import type { Paging, Policy } from "../../config/index.ts";
import {
  type Act,
  calledBy,
  isStillNeeded,
  type NewPagingEntry,
  type OutsidePage,
  outsidePage,
  type PageOutside,
  type WithPaging,
} from "../../core/escalation/index.ts";
import { type Attempt, type Decision, type Outcome, SITREP } from "../../core/ledger/index.ts";
import type { Clock } from "../../lib/clock.ts";
import type { Log } from "../../lib/log.ts";
import type { HttpDeedTable } from "../gateway.ts";
import { poster } from "../speaking/post.ts";
import { pagerDuty } from "./pagerduty.ts";
import type { Delivery, PagingWay } from "./way.ts";
import { webhook } from "./webhook.ts";

export interface PagingParts {
  readonly paging: Paging;
  readonly policy: () => Policy;
  readonly clock: Clock;
  readonly log: Log;
  /** The name of this installation in the keys of pages. */
  house(): Promise<string>;
  incident(id: number): Promise<WithPaging>;
  record(id: number, decision: Decision<WithPaging, NewPagingEntry>): Promise<unknown>;
  /** The address at which people find the incident. */
  linkTo(incident: WithPaging): string | undefined;
  /** How a person is called. */
  nameOf(userId: string): Promise<string>;
  readonly timeLimitMs?: number;
}

const MINUTE_MS = 60_000;
/** From then on people are told that a way does not answer. */
const DELAYED_MS = MINUTE_MS;
/** A page that nobody has answered so long after is not made good by being late. */
const PATIENCE_MS = 6 * 60 * MINUTE_MS;

/** So long a page waits for the channel that it leads to. */
const CHANNEL_MS = 15_000;

/** The ways that are switched on. */
export function waysOf({
  paging,
  clock,
  timeLimitMs,
}: Pick<PagingParts, "paging" | "clock" | "timeLimitMs">): PagingWay[] {
  const post = poster(timeLimitMs);
  return [
    ...(paging.pagerduty ? [pagerDuty(paging.pagerduty, post)] : []),
    ...(paging.webhook ? [webhook(paging.webhook, post, clock)] : []),
  ];
}

/** Carries pages, their acknowledgement and their end to the ways that are switched on. */
export function pagingDeeds(parts: PagingParts): HttpDeedTable {
  const ways = new Map(waysOf(parts).map((way) => [way.name, way]));
  return { page_outside: (attempt) => pageOutside(parts, ways, attempt) };
}

type Ways = ReadonlyMap<string, PagingWay>;

/** Written by the slice that declares the effect. */
const dataOf = (attempt: Attempt): PageOutside => attempt.effect.data as PageOutside;

async function pageOutside(parts: PagingParts, ways: Ways, attempt: Attempt): Promise<Outcome> {
  const { clock, policy } = parts;
  const data = dataOf(attempt);
  const way = ways.get(data.way);
  if (!way || attempt.incidentId === undefined) return { kind: "done" };
  const incident = await parts.incident(attempt.incidentId);
  const page = incident.escalation.pages[data.page];
  if (!page || !isStillNeeded(incident, data)) return { kind: "done", entries: withdrawn(attempt, data) };

  if (isChannelComing(incident, clock.now() - attempt.firstTriedAt)) {
    return { kind: "again", reason: "the channel is being opened", isInDoubt: false, atMs: clock.now() + 1_000 };
  }
  const names = await Promise.all(calledBy(page).map(async (id) => [id, await parts.nameOf(id)] as const));
  const around = { house: await parts.house(), url: parts.linkTo(incident), names: new Map(names) };
  const outside = outsidePage(incident, policy(), page, around);
  if (!way.isOnFor(outside)) return { kind: "done" };
  return toOutcome(parts, attempt, data, await send(way, data.act, outside), clock.now());
}

/** Whoever is paged needs the way to the incident; but a page does not wait long for it. */
const isChannelComing = ({ facts }: WithPaging, waitedMs: number): boolean =>
  !facts.channel && facts.channelRefused === undefined && waitedMs < CHANNEL_MS;

/** What may have arrived is not withdrawn: its acknowledgement must go out too. */
function withdrawn({ isInDoubt }: Attempt, { page, way, act }: PageOutside): readonly NewPagingEntry[] {
  if (act !== "trigger" || isInDoubt) return [];
  return [{ kind: "page_withdrawn", by: SITREP, key: `page_withdrawn/${page}/${way}`, data: { page, way } }];
}

async function toOutcome(
  { log, record }: PagingParts,
  attempt: Attempt,
  { page, way, act }: PageOutside,
  delivery: Delivery,
  now: number,
): Promise<Outcome> {
  const { attempts, incidentId = 0 } = attempt;
  const told = { page, way, act };
  const name = `${page}/${way}/${act}`;
  if (delivery.kind === "delivered") {
    const data = { ...told, status: delivery.status, attempts };
    return { kind: "done", entries: [{ kind: "page_delivered", by: SITREP, key: `page_delivered/${name}`, data }] };
  }
  const { reason } = delivery;
  const triedMs = now - attempt.firstTriedAt;
  log.warn({ deed: attempt.effect.key, way, attempts, reason }, "a page did not get through");
  if (delivery.kind === "refused" || triedMs > PATIENCE_MS) {
    const data = { ...told, attempts, reason, ...(delivery.kind === "refused" && { status: delivery.status }) };
    const failed: NewPagingEntry = { kind: "page_failed", by: SITREP, key: `page_failed/${name}`, data };
    return { kind: "given_up", reason, entries: [failed] };
  }
  if (act === "trigger" && triedMs >= DELAYED_MS) {
    const data = { page, way, reason };
    await record(incidentId, () => [{ kind: "page_delayed", by: SITREP, key: `page_delayed/${page}/${way}`, data }]);
  }
  const atMs = delivery.afterMs === undefined ? undefined : now + delivery.afterMs;
  return { kind: "again", reason, isInDoubt: delivery.isInDoubt || attempt.isInDoubt, atMs };
}

const send = (way: PagingWay, act: Act, page: OutsidePage): Promise<Delivery> =>
  ({ trigger: way.page, acknowledge: way.acknowledge, resolve: way.resolve })[act](page);
