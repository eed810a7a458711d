import { z } from "zod";
import type { Paging } from "../../../src/config/index.ts";
import { type Answering, type LocalServer, localServer } from "./local-server.ts";

export const ROUTING_KEY = "R0123456789ABCDEFGHIJKLMNOPQRSTU";

const common = { routing_key: z.string().length(32), dedup_key: z.string().min(1).max(255) };

/** An event as the Events API v2 takes it; what it does not know is refused, more strictly than PagerDuty is. */
export const PagerDutyEvent = z.discriminatedUnion("event_action", [
  z.strictObject({
    ...common,
    event_action: z.literal("trigger"),
    client: z.string().optional(),
    client_url: z.url().optional(),
    links: z.array(z.strictObject({ href: z.url(), text: z.string().optional() })).optional(),
    payload: z.strictObject({
      summary: z.string().min(1).max(1024),
      source: z.string().min(1),
      severity: z.enum(["critical", "error", "warning", "info"]),
      timestamp: z.iso.datetime(),
      component: z.string().optional(),
      group: z.string().optional(),
      class: z.string().optional(),
      custom_details: z.record(z.string(), z.unknown()).optional(),
    }),
  }),
  z.strictObject({ ...common, event_action: z.enum(["acknowledge", "resolve"]) }),
]);
export type PagerDutyEvent = z.infer<typeof PagerDutyEvent>;

interface Alert {
  status: "triggered" | "acknowledged" | "resolved";
  /** How many events it took; a repeat with the same key is no second alert. */
  events: number;
  summary: string;
  severity: string;
}

export interface FakePagerDuty {
  readonly server: LocalServer;
  readonly settings: NonNullable<Paging["pagerduty"]>;
  /** By dedup key. */
  readonly alerts: ReadonlyMap<string, Alert>;
  readonly events: readonly PagerDutyEvent[];
}

const json =
  (status: number, body: object): Answering =>
  (response) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));

/** PagerDuty on this machine: takes what is well formed for its key, and knows alerts by their dedup key. */
export async function fakePagerDuty(): Promise<FakePagerDuty> {
  const alerts = new Map<string, Alert>();
  const events: PagerDutyEvent[] = [];
  const take: Answering = (response, request) => {
    const parsed = PagerDutyEvent.safeParse(JSON.parse(request.body));
    const errors = parsed.success
      ? []
      : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    const isPost = request.method === "POST" && request.headers["content-type"] === "application/json";
    if (!parsed.success || !isPost || parsed.data.routing_key !== ROUTING_KEY) {
      const refusal = { status: "invalid event", message: "Event object is invalid", errors };
      return json(400, refusal)(response, request);
    }
    const event = parsed.data;
    events.push(event);
    const known = alerts.get(event.dedup_key);
    if (event.event_action === "trigger") {
      const { summary, severity } = event.payload;
      if (known) known.events += 1;
      else alerts.set(event.dedup_key, { status: "triggered", events: 1, summary, severity });
    } else if (known) {
      known.status = event.event_action === "acknowledge" ? "acknowledged" : "resolved";
    }
    const taken = { status: "success", message: "Event processed", dedup_key: event.dedup_key };
    return json(202, taken)(response, request);
  };
  const server = await localServer(take, "/v2/enqueue");
  return { server, settings: { url: server.url, routingKey: ROUTING_KEY, routingKeys: {} }, alerts, events };
}

/** What PagerDuty does on a bad day. */
export const TROUBLE = {
  tooMany: (response) => response.writeHead(429, { "retry-after": "30" }).end('{"status":"throttled"}'),
  broken: (response) => response.writeHead(503).end("<html>oops</html>"),
  garbage: (response) => response.writeHead(202).end("\u0000not json at all{{{"),
  endless: (response) => {
    response.writeHead(500);
    const more = () => {
      while (response.write("x".repeat(65_536)));
    };
    response.on("drain", more);
    more();
  },
  hang: () => undefined,
  cut: (response) => response.destroy(),
  elsewhere: (response) => response.writeHead(307, { location: "http://127.0.0.1:1/" }).end(),
  refused: (response) =>
    response
      .writeHead(400, { "content-type": "application/json" })
      .end(
        `{"status":"invalid event","message":"Event object is invalid","errors":["Invalid routing key ${ROUTING_KEY}"]}`,
      ),
} as const satisfies Record<string, Answering>;
