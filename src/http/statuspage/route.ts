import { createHash } from "node:crypto";
import type { Policy } from "../../config/index.ts";
import { fromRow } from "../../core/ledger/index.ts";
import type { WithNotices } from "../../core/notices/index.ts";
import {
  isNoticeEntry,
  lookBackTo,
  type PublicIncident,
  type PublicPage,
  publicIncident,
  publicPage,
} from "../../core/statuspage/index.ts";
import type { Store } from "../../db/store.ts";
import type { Clock } from "../../lib/clock.ts";
import { type Answer, type Asked, json, type Route } from "../serving/route.ts";
import { DOCUMENTS } from "./api.ts";
import { feedOf } from "./feeds.ts";
import { incidentPage, notFoundPage, overviewPage } from "./pages.ts";

export interface StatusPageParts {
  readonly store: Pick<Store, "noticesSince" | "incident">;
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
  const page = remembered(parts);
  return {
    hint: "/status",
    async answer(asked) {
      const isHere = asked.url.pathname === "/status" || asked.url.pathname.startsWith("/status/");
      return isHere && parts.policy().statusPage.enabled ? answer(asked, await page(), parts.publicUrl) : undefined;
    },
  };
}

function answer({ url }: Asked, page: PublicPage, publicUrl: string): Answer | undefined {
  const path = url.pathname.replace(/\/$/, "");
  if (path === "/status") return document(overviewPage(page));
  if (path === "/status/feed.atom") return feed("application/atom+xml", feedOf(page, publicUrl).atom1());
  if (path === "/status/feed.rss") return feed("application/rss+xml", feedOf(page, publicUrl).rss2());
  if (path === "/status/feed.json") return feed("application/feed+json", feedOf(page, publicUrl).json1());
  const named = path.startsWith(API) ? path.slice(API.length) : "";
  const make = Object.hasOwn(DOCUMENTS, named) ? DOCUMENTS[named] : undefined;
  if (make) return json(200, make(page, publicUrl), OPEN_TO_ALL);
  if (path.startsWith(API)) {
    return json(404, { error: `there is no such document; there are ${Object.keys(DOCUMENTS).join(", ")}` });
  }
  const [, id] = INCIDENT.exec(path) ?? [];
  const incident = [...page.current, ...page.past].find((known) => known.id === id);
  return incident ? document(incidentPage(page, incident)) : { ...document(notFoundPage(page)), status: 404 };
}

const document = (body: string): Answer => ({ status: 200, type: "text/html; charset=utf-8", body, headers: CACHED });

const feed = (type: string, body: string): Answer => ({
  status: 200,
  type: `${type}; charset=utf-8`,
  body,
  headers: OPEN_TO_ALL,
});

/** The page as it was at most ten seconds ago; those who come together wait for one reading. */
function remembered({ store, policy, clock }: StatusPageParts): () => Promise<PublicPage> {
  let known: { readonly at: number; readonly policy: Policy; readonly page: Promise<PublicPage> } | undefined;
  return () => {
    const now = clock.now();
    const isFresh = known && known.policy === policy() && now >= known.at && now - known.at < FRESH_MS;
    if (!isFresh || !known) {
      const page = read(store, policy(), now);
      const reading = { at: now, policy: policy(), page };
      known = reading;
      page.catch(() => {
        if (known === reading) known = undefined;
      });
    }
    return known.page;
  };
}

async function read(store: StatusPageParts["store"], policy: Policy, now: number): Promise<PublicPage> {
  const rows = await store.noticesSince(lookBackTo(policy, now));
  const entries = rows.map(fromRow).filter(isNoticeEntry);
  const numbers = [...new Set(entries.map(({ incidentId }) => incidentId))];
  const incidents: PublicIncident[] = [];
  for (const number of numbers) {
    const row = await store.incident(number);
    const own = entries.filter(({ incidentId }) => incidentId === number);
    const shown = row && publicIncident(asIncident(row.state), own, policy);
    if (shown) incidents.push(shown);
  }
  return publicPage(incidents, policy, now, idOf);
}

/** The ledger wrote it. */
const asIncident = (state: string): WithNotices => JSON.parse(state);

/** Keys of services are words of the house. */
const idOf = (key: string): string => createHash("sha256").update(`component/${key}`).digest("hex").slice(0, 12);
