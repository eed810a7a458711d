import { z } from "zod";
import type { Problem } from "./problem.ts";

/** Ways of paging beside Slack, as far as the environment switches them on. */
export interface Paging {
  readonly pagerduty?: {
    readonly url: string;
    /** For everything that has no key of its own. */
    readonly routingKey: string | undefined;
    /** Further keys by the name of their variable, which is how a policy speaks of them. */
    readonly routingKeys: Readonly<Record<string, string>>;
  };
  readonly webhook?: { readonly url: string; readonly secret: string };
}

/** How the variables begin that hold routing keys of rotations; a policy can name no other. */
const KEY_PREFIX = "PAGERDUTY_ROUTING_KEY_";
const PAGERDUTY_URL = "https://events.pagerduty.com/v2/enqueue";

/** The name of a variable that holds a routing key. */
export const RoutingKeyName = z
  .string()
  .regex(
    /^PAGERDUTY_ROUTING_KEY_[A-Z0-9_]+$/,
    `this names no variable for a routing key; write one such as ${KEY_PREFIX}PAYMENTS, and put the key itself into the environment`,
  );

/** Never shown in a message, for it is a secret. */
export const RoutingKey = z
  .string()
  .regex(
    /^[A-Za-z0-9]{32}$/,
    "this is not an integration key of PagerDuty, which has 32 letters and digits; copy it from Service → Integrations → Events API V2",
  );

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Whether what is sent to an address may be read on the way: it is not encrypted, and leads away from this machine. */
export const isReadOnTheWay = ({ protocol, hostname }: URL): boolean =>
  protocol === "http:" && !LOOPBACK.test(hostname);

/** An address that may be a secret itself, so a message does not repeat it. */
export const PagingUrl = z.string().superRefine((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    context.addIssue("this is not a web address; write one that begins with https://");
  } else if (url.username || url.password) {
    context.addIssue("it holds a name or password, which would be lost; take them out, the signature says who sends");
  } else if (isReadOnTheWay(url)) {
    context.addIssue("pages would go out unencrypted; use https://, or http:// to this machine alone");
  }
});

export const WebhookSecret = z
  .string()
  .min(16, "this is too short to sign with; use at least 16 characters, such as openssl rand -hex 32");

type Variables = Readonly<Record<string, string | undefined>>;

export interface PagingVariables {
  readonly routingKey: string | undefined;
  readonly eventsUrl: string | undefined;
  readonly webhookUrl: string | undefined;
  readonly webhookSecret: string | undefined;
}

/** The ways that are switched on, and what is wrong with how they are. */
export function pagingOf(variables: PagingVariables, env: Variables): { paging: Paging; problems: Problem[] } {
  const { routingKey, eventsUrl, webhookUrl, webhookSecret } = variables;
  const { routingKeys, problems } = keysOf(env);
  const isPagerDuty = routingKey !== undefined || Object.keys(routingKeys).length > 0;
  const half = halfSwitchedOn(env);
  return {
    paging: {
      ...(isPagerDuty && { pagerduty: { url: eventsUrl ?? PAGERDUTY_URL, routingKey, routingKeys } }),
      ...(webhookUrl && webhookSecret && { webhook: { url: webhookUrl, secret: webhookSecret } }),
    },
    problems: [...problems, ...half],
  };
}

function keysOf(env: Variables) {
  const routingKeys: Record<string, string> = {};
  const problems: Problem[] = [];
  for (const [name, text = ""] of Object.entries(env)) {
    if (!name.startsWith(KEY_PREFIX) || text.trim() === "") continue;
    const parsed = RoutingKey.safeParse(text.trim());
    if (parsed.success) routingKeys[name] = parsed.data;
    else {
      const what = "this is not an integration key of PagerDuty, which has 32 letters and digits";
      problems.push({ where: name, what, mend: "Copy it from Service → Integrations → Events API V2." });
    }
  }
  return { routingKeys, problems };
}

/** An address without a secret would be a webhook that anybody can forge. */
function halfSwitchedOn(env: Variables): Problem[] {
  const [url, secret] = ["PAGING_WEBHOOK_URL", "PAGING_WEBHOOK_SECRET"].map((name) => Boolean(env[name]?.trim()));
  if (url === secret) return [];
  const where = url ? "PAGING_WEBHOOK_SECRET" : "PAGING_WEBHOOK_URL";
  const what = `this is not set, and the paging webhook needs both it and ${url ? "PAGING_WEBHOOK_URL" : "PAGING_WEBHOOK_SECRET"}`;
  const mend = url
    ? "Set it to a long random text that the receiver knows too."
    : "Set it to the address that takes the pages.";
  return [{ where, what, mend }];
}

/** Routing keys that the policy names and the environment does not hold. */
export function unknownRoutingKeys(names: readonly string[], { pagerduty }: Paging): Problem[] {
  return [...new Set(names)]
    .filter((name) => pagerduty?.routingKeys[name] === undefined)
    .map((name) => ({
      where: name,
      what: "the policy names this variable under paging.pagerduty.routingKeys, and it is not set",
      mend: "Set it to the routing key of that rotation, or take the line out of the policy.",
    }));
}
