import { createHash } from "node:crypto";
import type { Policy } from "../../config/index.ts";
import { fromRow } from "../../core/ledger/index.ts";
import { survivorOf } from "../../core/related/index.ts";
import {
  isNoticeEntry,
  lookBackTo,
  type PublicPage,
  publicIncident,
  publicPage,
  type Thread,
  type WithStatuspage,
} from "../../core/statuspage/index.ts";
import type { Store } from "../../db/store.ts";
import type { Clock } from "../../lib/clock.ts";
import { ownOf } from "../../lib/own.ts";
import { type Answer, json, type Route } from "../serving/route.ts";
import { DOCUMENTS } from "./api.ts";
import { FEEDS } from "./feeds.ts";
import { incidentPage, notFoundPage, overviewPage } from "./pages.ts";

export interface StatusPageParts {
  readonly store: Pick<Store, "noticesSince" | "listIncidents" | "incident" | "entriesOf">;
  readonly policy: () => Policy;
  readonly clock: Clock;
  /** Under which address others reach the port; ends with a slash. */
  readonly publicUrl: string;
}

/** However many people look, the record is read once in this time. */
const FRESH_MS = 10_000;
const CACHED = { "cache-control": "public, max-age=15, stale-while-revalidate=60" };
const OPEN_TO_ALL = { ...CACHED, "access-control-allow-origin": "*" };

const API = "/status/api/v2/";
const INCIDENT = /^\/status\/incidents\/([\w-]{1,64})$/;

/** The public page, while the policy has it on. */
export function statusPageRoute(parts: StatusPageParts): Route {
  const reading = remembered(parts);
  return {
    hint: "/status",
    async answer({ url }) {
      const path = url.pathname.replace(/\/$/, "");
      const isHere = path === "/status" || path.startsWith("/status/");
      return isHere && parts.policy().statusPage.enabled ? (await reading())(path) : undefined;
    },
  };
}

/** Answers as the page was when it was read. A look costs nothing beside the first: a page of many bars takes a while to write. */
function written(page: PublicPage, publicUrl: string): (path: string) => Answer {
  const known = new Map<string, Answer>();
  return (path) => {
    const answer = known.get(path) ?? answerAt(path, page, publicUrl);
    // What is not found has no end of paths.
    if (answer.status === 200) known.set(path, answer);
    return answer;
  };
}

function answerAt(path: string, page: PublicPage, publicUrl: string): Answer {
  if (path === "/status") return document(overviewPage(page));
  const feed = named(FEEDS, path, "/status/");
  if (feed) return feedAnswer(feed(page, publicUrl));
  const make = named(DOCUMENTS, path, API);
  if (make) return json(200, make(page, publicUrl), OPEN_TO_ALL);
  if (path.startsWith(API)) {
    return json(404, { error: `there is no such document; there are ${Object.keys(DOCUMENTS).join(", ")}` });
  }
  const [, id] = INCIDENT.exec(path) ?? [];
  const incident = [...page.current, ...page.past].find(({ updates }) => updates.some((update) => update.of === id));
  return incident ? document(incidentPage(page, incident)) : { ...document(notFoundPage(page)), status: 404 };
}

const document = (body: string): Answer => ({ status: 200, type: "text/html; charset=utf-8", body, headers: CACHED });

const feedAnswer = ({ type, body }: { readonly type: string; readonly body: string }): Answer => ({
  status: 200,
  type: `${type}; charset=utf-8`,
  body,
  headers: OPEN_TO_ALL,
});

/** What stands in a table under the rest of a path; a path is anybody's words. */
function named<T>(table: Readonly<Record<string, T>>, path: string, under: string): T | undefined {
  const name = path.startsWith(under) ? path.slice(under.length) : "";
  return ownOf(table, name);
}

type Answers = ReturnType<typeof written>;

/** The answers of at most ten seconds ago; those who come together wait for one reading. */
function remembered({ store, policy, clock, publicUrl }: StatusPageParts): () => Promise<Answers> {
  let known: { readonly at: number; readonly policy: Policy; readonly answers: Promise<Answers> } | undefined;
  return () => {
    const now = clock.now();
    const isFresh = known && known.policy === policy() && now >= known.at && now - known.at < FRESH_MS;
    if (!isFresh || !known) {
      const answers = read(store, policy(), now).then((page) => written(page, publicUrl));
      const reading = { at: now, policy: policy(), answers };
      known = reading;
      answers.catch(() => {
        if (known === reading) known = undefined;
      });
    }
    return known.answers;
  };
}

/** Part of the state of an incident in which customers were told something, as the ledger wrote it. */
const TOLD = '"customers":{"status":';

/** All notices of incidents that matter to the page: what goes on matters however long ago the last word on it was. */
async function read(store: StatusPageParts["store"], policy: Policy, now: number): Promise<PublicPage> {
  const recent = (await store.noticesSince(lookBackTo(policy, now))).map(({ incidentId }) => incidentId);
  const open = (await store.listIncidents({ isOpen: true, holding: TOLD })).map(({ id }) => id);
  const known = new Map<number, WithStatuspage>();
  for (const number of [...recent, ...open]) await learn(store, known, number);
  const threads = new Map<number, Thread[]>();
  for (const [number, incident] of known) {
    const entries = (await store.entriesOf(number, { kinds: ["notice_sent"] })).map(fromRow).filter(isNoticeEntry);
    const goesOnIn = await survivorOf(number, async (id) => known.get(id)?.facts.mergedInto);
    threads.set(goesOnIn, [...(threads.get(goesOnIn) ?? []), { incident, entries }]);
  }
  const incidents = [...threads].flatMap(([number, all]) => {
    const incident = known.get(number);
    return (incident && publicIncident(incident, all, policy)) ?? [];
  });
  return publicPage(incidents, policy, now, idOf);
}

/** With what it was merged into, and what was merged into it. */
async function learn(store: StatusPageParts["store"], known: Map<number, WithStatuspage>, number: number) {
  if (known.has(number)) return;
  const row = await store.incident(number);
  if (!row) return;
  const incident = asIncident(row.state);
  known.set(number, incident);
  const merged = Object.values(incident.timeline.takenIn).filter(({ isGivenBack }) => !isGivenBack);
  const others = [incident.facts.mergedInto ?? [], merged.map(({ incidentId }) => incidentId)].flat();
  for (const other of others) await learn(store, known, other);
}

/** The ledger wrote it. */
const asIncident = (state: string): WithStatuspage => JSON.parse(state);

/** Keys of services are words of the house. */
const idOf = (key: string): string => createHash("sha256").update(`component/${key}`).digest("hex").slice(0, 12);
