import { z } from "zod";
import { isSet } from "./fields.ts";
import { isReadOnTheWay } from "./paging.ts";
import type { Policy } from "./policy.ts";
import type { Problem } from "./problem.ts";

/** A page of Statuspage to which notices are sent on. */
export interface Statuspage {
  readonly url: string;
  readonly key: string;
  readonly pageId: string;
}

const STATUSPAGE_URL = "https://api.statuspage.io/v1/";

/** The beginning of addresses, with a slash at its end; undefined for anything else. */
function baseOf(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isBase = url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username;
  return isBase ? new URL(url.href.replace(/\/*$/, "/")) : undefined;
}

/** An address under which others reach the port. */
export const PublicUrl = z.string().transform((text, context) => {
  const url = baseOf(text);
  if (url) return url.href;
  context.addIssue(
    `"${text}" is not the address under which others reach this machine; write one such as https://status.example.com/`,
  );
  return z.NEVER;
});

/** Where an API like that of Statuspage is; the key goes there with every request. */
export const StatuspageUrl = z.string().transform((text, context) => {
  const url = baseOf(text);
  if (url && !isReadOnTheWay(url)) return url.href;
  context.addIssue(
    url
      ? "the key would go out unencrypted; use https://, or http:// to this machine alone"
      : `"${text}" is not the address of an API; write one such as https://status.example.com/api/v1/, or leave it out for Statuspage itself`,
  );
  return z.NEVER;
});

export const StatuspageKey = z
  .string()
  .regex(/^[\w.-]{16,}$/, "this is not an API key of Statuspage; copy it from Avatar → API info");

export const StatuspagePageId = z
  .string()
  .regex(/^[a-z0-9]{8,32}$/, "this is not a page id of Statuspage, which has lower-case letters and digits");

/** What is wrong with how notices would be sent on. */
export function statuspageProblems(env: Readonly<Record<string, string | undefined>>): Problem[] {
  const pair = ["STATUSPAGE_API_KEY", "STATUSPAGE_PAGE_ID"] as const;
  const missing = pair.filter((name) => !isSet(env[name]));
  if (missing.length !== 1) return [];
  const [where = "", other] = [missing[0], pair.find((name) => !missing.includes(name))];
  return [{ where, what: `this is not set, though ${other} is`, mend: "Set both to send notices on, or neither." }];
}

/** The page to send on to, once key and id are both set. */
export const statuspageOf = (
  key: string | undefined,
  pageId: string | undefined,
  url: string | undefined,
): Statuspage | undefined => (key && pageId ? { key, pageId, url: url ?? STATUSPAGE_URL } : undefined);

/** A page that nobody could open, or whose links would lead nowhere. */
export function unservedPage(
  { statusPage }: Pick<Policy, "statusPage">,
  { port, publicUrl }: { readonly port: number | undefined; readonly publicUrl: string | undefined },
): Problem[] {
  if (!statusPage.enabled) return [];
  const what = "this is not set, and the policy has the status page on (statusPage.enabled)";
  return [
    ...(port === undefined ? [{ where: "PORT", what, mend: "Set the port on which the page is served." }] : []),
    ...(publicUrl === undefined
      ? [{ where: "PUBLIC_URL", what, mend: "Set the address under which others reach PORT, for feeds and links." }]
      : []),
  ];
}
