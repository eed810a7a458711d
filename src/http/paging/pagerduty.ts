import { z } from "zod";
import type { Paging } from "../../config/index.ts";
import type { OutsidePage } from "../../core/escalation/index.ts";
import { jsonIn } from "../speaking/answers.ts";
import type { Post } from "../speaking/post.ts";
import { deliveryOf } from "./deliver.ts";
import type { Delivery, PagingWay } from "./way.ts";

/** PagerDuty knows four levels; what is below the third of ours is for information. */
const LEVELS = ["critical", "error", "warning"] as const;
const levelOf = ({ rank }: OutsidePage["severity"]) => LEVELS[rank] ?? "info";

/** In characters, as PagerDuty documents it. https://developer.pagerduty.com/docs/send-alert-event */
const LONGEST_SUMMARY = 1024;

/**
 * PagerDuty's Events API v2: one alert for each rung, known by its dedup key, so that what is sent twice is one alert.
 * https://developer.pagerduty.com/docs/events-api-v2-overview
 */
export function pagerDuty(settings: NonNullable<Paging["pagerduty"]>, post: Post): PagingWay {
  const keyFor = ({ keyName }: OutsidePage): string | undefined =>
    (keyName !== undefined ? settings.routingKeys[keyName] : undefined) ?? settings.routingKey;

  async function send(page: OutsidePage, event: object): Promise<Delivery> {
    const routingKey = keyFor(page);
    if (routingKey === undefined) return { kind: "refused", status: 0, reason: "there is no routing key for it" };
    const body = JSON.stringify({ routing_key: routingKey, dedup_key: page.key, ...event });
    const answer = await post({ url: settings.url, headers: {}, body });
    return deliveryOf(answer, (text) => whyRefused(text, routingKey));
  }

  return {
    name: "pagerduty",
    isOnFor: (page) => keyFor(page) !== undefined,
    page: (page) =>
      send(page, { event_action: "trigger", client: "Sitrep", ...linksOf(page), payload: payloadOf(page) }),
    acknowledge: (page) => send(page, { event_action: "acknowledge" }),
    resolve: (page) => send(page, { event_action: "resolve" }),
  };
}

const linksOf = ({ url, text }: OutsidePage) =>
  url === undefined ? {} : { client_url: url, links: [{ href: url, text: text.incident }] };

function payloadOf(page: OutsidePage) {
  const { details } = page;
  return {
    summary: [...page.text.summary].slice(0, LONGEST_SUMMARY).join(""),
    source: "Sitrep",
    severity: levelOf(page.severity),
    timestamp: new Date(page.at).toISOString(),
    ...(details?.services[0] !== undefined && { component: details.services[0] }),
    custom_details: { incident: page.number, severity: page.severity.label, asked: page.rung, ...details },
  };
}

const Refusal = z.object({ message: z.string().default(""), errors: z.array(z.string()).default([]) });
const LONGEST_REASON = 160;

/** PagerDuty says what it did not like; never with the key in it. */
function whyRefused(text: string, routingKey: string): string | undefined {
  const parsed = Refusal.safeParse(jsonIn(text));
  if (!parsed.success) return undefined;
  const { message, errors } = parsed.data;
  const said = [message, ...errors]
    .filter((part) => part !== "")
    .join("; ")
    .replaceAll(routingKey, "(key)");
  return said.replace(/[^\x20-\x7e]/g, " ").slice(0, LONGEST_REASON) || undefined;
}
