import { z } from "zod";
import type { Policy, Statuspage } from "../../config/index.ts";
import { type Attempt, fromRow, type NewEntry, type Outcome, SITREP } from "../../core/ledger/index.ts";
import {
  type ComponentState,
  carriedBy,
  harmIn,
  isNoticeEntry,
  type NewStatuspageEntry,
  type NoticeEntry,
  publicIncident,
  type StatuspageEffect,
  type WithStatuspage,
} from "../../core/statuspage/index.ts";
import type { Store } from "../../db/store.ts";
import type { Clock } from "../../lib/clock.ts";
import type { HttpDeedTable } from "../gateway.ts";
import { jsonIn, waitMs } from "../speaking/answers.ts";
import { type Answer, type Post, poster } from "../speaking/post.ts";

export interface PushParts {
  readonly settings: Statuspage | undefined;
  readonly policy: () => Policy;
  readonly store: Pick<Store, "entryByKey">;
  readonly clock: Clock;
  /** How requests are sent; as usual when absent. */
  readonly post?: Post;
  incident(id: number): Promise<WithStatuspage>;
}

/** A notice that is not there after so long is told of, so that somebody puts it there by hand. */
const PATIENCE_MS = 2 * 3_600_000;
const TIME_LIMIT_MS = 10_000;
/** A hundred incidents with all their updates, in bytes. */
const LONGEST_LIST = 4 * 1_048_576;

/** Sends notices on to a page of Statuspage, through its API. https://developer.statuspage.io/#tag/incidents */
export function statuspageDeeds({ post = poster(TIME_LIMIT_MS, LONGEST_LIST), ...rest }: PushParts): HttpDeedTable {
  const parts = { ...rest, post };
  return { push_notice: (attempt) => pushNotice(parts, attempt) };
}

/** Written by the slice that declares the effect. */
const dataOf = (attempt: Attempt): StatuspageEffect["data"] => attempt.effect.data as StatuspageEffect["data"];

async function pushNotice(parts: Required<PushParts>, attempt: Attempt): Promise<Outcome> {
  const { settings, store, policy } = parts;
  const { noticeKey, of } = dataOf(attempt);
  if (!settings || attempt.incidentId === undefined) return { kind: "done" };
  const row = await store.entryByKey(attempt.incidentId, noticeKey);
  const entry = row && fromRow(row);
  if (!entry || !isNoticeEntry(entry) || entry.isRedacted) return { kind: "done" };
  const incident = await parts.incident(attempt.incidentId);
  const page = new RemotePage(settings, parts.post);
  const merged = await Promise.all(carriedBy(incident).map((id) => parts.incident(id)));
  const other = merged.find(({ id }) => id === of);
  const known = (of === undefined ? incident : other)?.statuspage.remoteId;
  // Where it stands under a merged incident already, it needs none of its own.
  const isSaidElsewhere = of !== undefined || merged.some(({ statuspage }) => statuspage.remoteId !== undefined);
  if (known === undefined && isSaidElsewhere) return { kind: "done" };
  const notice = asNotice(entry, incident, policy(), other?.notices.customers?.services);
  const before = attempt.isInDoubt ? await page.find(notice, known) : NOT_LOOKED;
  if (before.kind === "failed") return failure(parts, attempt, noticeKey, before.answer);
  if (before.kind === "there") return told(attempt, before.remoteId, notice.status);
  const remoteId = before.kind === "begun" ? before.remoteId : known;
  const answer = remoteId === undefined ? await page.begin(notice) : await page.update(remoteId, notice);
  const taken = idIn(answer) ?? (isTaken(answer) ? remoteId : undefined);
  return taken === undefined ? failure(parts, attempt, noticeKey, answer) : told(attempt, taken, notice.status);
}

interface RemoteNotice {
  /** Names the incident in its metadata, so that it is found again. */
  readonly name: string;
  readonly headline: string;
  readonly status: string;
  readonly text: string;
  readonly components: Readonly<Record<string, ComponentState>>;
}

/** `also` are services that customers were told of in a merged incident: it ends for them too. */
function asNotice(
  entry: NoticeEntry,
  incident: WithStatuspage,
  policy: Policy,
  also: readonly string[] = [],
): RemoteNotice {
  const { status = "investigating", headline, text } = entry.data;
  const services = [...entry.data.services, ...also];
  const harm = publicIncident(incident, [{ incident, entries: [entry] }], policy)?.harm ?? "degraded_performance";
  const state = harmIn(status, harm);
  const remote = policy.services
    .filter(({ id }) => services.includes(id))
    .flatMap(({ statusPage }) => statusPage?.component ?? []);
  return {
    name: `${incident.id}-${incident.facts.times.declared ?? 0}`,
    headline: headline || "Incident",
    status,
    text,
    components: Object.fromEntries(remote.map((id) => [id, state])),
  };
}

type Found =
  | { readonly kind: "there"; readonly remoteId: string }
  | { readonly kind: "begun"; readonly remoteId: string }
  | { readonly kind: "nothing" }
  | { readonly kind: "failed"; readonly answer: Answer };

const NOT_LOOKED: Found = { kind: "nothing" };

const RemoteIncident = z.object({
  id: z.string(),
  metadata: z
    .object({ sitrep: z.object({ incident: z.string() }) })
    .optional()
    .catch(undefined),
  incident_updates: z.array(z.object({ status: z.string(), body: z.string().nullish() })).default([]),
});

/** The incidents of one page, over there. */
class RemotePage {
  readonly #settings: Statuspage;
  readonly #post: Post;

  constructor(settings: Statuspage, post: Post) {
    this.#settings = settings;
    this.#post = post;
  }

  begin({ name, headline, ...rest }: RemoteNotice): Promise<Answer> {
    const metadata = { sitrep: { incident: name } };
    return this.#call("POST", "incidents", { incident: { name: headline, metadata, ...wordsOf(rest) } });
  }

  update(remoteId: string, { headline, ...rest }: RemoteNotice): Promise<Answer> {
    return this.#call("PATCH", `incidents/${remoteId}`, { incident: { name: headline, ...wordsOf(rest) } });
  }

  /** Whether a notice that may have arrived did: nothing over there keeps us from saying it twice. */
  async find(notice: RemoteNotice, remoteId: string | undefined): Promise<Found> {
    const answer = await this.#call("GET", remoteId === undefined ? "incidents?limit=100" : `incidents/${remoteId}`);
    if (!isTaken(answer)) return { kind: "failed", answer };
    const parsed = z.union([z.array(RemoteIncident), RemoteIncident]).safeParse(jsonIn(answer.text));
    const all = parsed.success ? [parsed.data].flat() : [];
    const own = all.find(({ id, metadata }) => id === remoteId || metadata?.sitrep.incident === notice.name);
    if (!own) return { kind: "nothing" };
    const isSaid = own.incident_updates.some(
      ({ status, body }) => status === notice.status && body?.trim() === notice.text.trim(),
    );
    return { kind: isSaid ? "there" : "begun", remoteId: own.id };
  }

  #call(method: "GET" | "PATCH" | "POST", path: string, body?: object): Promise<Answer> {
    const { url, key, pageId } = this.#settings;
    return this.#post({
      method,
      url: `${url}pages/${pageId}/${path}`,
      headers: { authorization: `OAuth ${key}` },
      ...(body && { body: JSON.stringify(body) }),
    });
  }
}

const wordsOf = ({ status, text, components }: Pick<RemoteNotice, "status" | "text" | "components">) => ({
  status,
  body: text,
  component_ids: Object.keys(components),
  components,
});

const isTaken = (answer: Answer): answer is Extract<Answer, { kind: "answered" }> =>
  answer.kind === "answered" && answer.status >= 200 && answer.status < 300;

const idIn = (answer: Answer): string | undefined =>
  isTaken(answer) ? z.object({ id: z.string() }).safeParse(jsonIn(answer.text)).data?.id : undefined;

function told(attempt: Attempt, remoteId: string, status: string): Outcome {
  const { noticeKey, of } = dataOf(attempt);
  const data = { remoteId, status, ...(of !== undefined && { of }) };
  return { kind: "done", entries: [entry({ kind: "statuspage_told", key: keyOf(attempt), about: noticeKey, data })] };
}

function keyOf(attempt: Attempt): string {
  const { noticeKey, of } = dataOf(attempt);
  return `statuspage/${noticeKey}${of === undefined ? "" : `/${of}`}`;
}

type Part<E> = E extends NewStatuspageEntry ? Pick<E, "kind" | "key" | "about" | "data"> : never;

const entry = (part: Part<NewStatuspageEntry>): NewEntry => ({ by: SITREP, ...part });

function failure({ clock }: Pick<PushParts, "clock">, attempt: Attempt, noticeKey: string, answer: Answer): Outcome {
  const isInDoubt = answer.kind === "in_doubt" || (answer.kind === "answered" && answer.status >= 500);
  const reason = answer.kind === "answered" ? `answered ${answer.status}` : answer.reason;
  const isPassing = answer.kind !== "answered" || answer.status >= 500 || [408, 420, 425, 429].includes(answer.status);
  if (isPassing && clock.now() - attempt.firstTriedAt < PATIENCE_MS) {
    const askedMs = answer.kind === "answered" ? waitMs(answer.retryAfter) : undefined;
    const atMs = askedMs === undefined ? undefined : clock.now() + askedMs;
    return { kind: "again", reason, isInDoubt: isInDoubt || attempt.isInDoubt, ...(atMs !== undefined && { atMs }) };
  }
  const key = `${keyOf(attempt)}/failed`;
  const note = entry({ kind: "statuspage_failed", key, about: noticeKey, data: { reason } });
  return { kind: "given_up", reason, entries: [note] };
}
