import { TEAM } from "./seed.ts";

let counted = Date.UTC(2026, 2, 12, 14) / 1_000;

/** A `ts` of its own for each message. */
export function nextTs(): string {
  counted += 0.001;
  return counted.toFixed(6);
}

const WORDS = "The error rate of checkout climbs again, about 30 % of requests fail since the deploy of api 2.3.1";

/** A message event as the Events API sends it, as JSON text. */
export function messageEvent(channel: string, user = "U1"): string {
  const ts = nextTs();
  const event = {
    type: "message",
    user,
    ts,
    client_msg_id: `6f1c2d3e-0000-4000-8000-${ts.replace(".", "").padStart(12, "0").slice(-12)}`,
    text: WORDS,
    team: TEAM,
    blocks: [
      {
        type: "rich_text",
        block_id: "b1",
        elements: [{ type: "rich_text_section", elements: [{ type: "text", text: WORDS }] }],
      },
    ],
    channel,
    event_ts: ts,
    channel_type: "channel",
  };
  return JSON.stringify({
    token: "verification",
    team_id: TEAM,
    context_team_id: TEAM,
    context_enterprise_id: null,
    api_app_id: "A1",
    event,
    type: "event_callback",
    event_id: `Ev${ts.replace(".", "")}`,
    event_time: Math.floor(Number(ts)),
    authorizations: [
      { enterprise_id: null, team_id: TEAM, user_id: "UBOT", is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event_context: "4-eyJldCI6Im1lc3NhZ2UifQ",
  });
}

/** `/incident <text>`, by its fields. */
export function command(channel: string, text: string): Record<string, string> {
  const ts = nextTs();
  return {
    token: "verification",
    team_id: TEAM,
    team_domain: "acme",
    channel_id: channel,
    channel_name: "inc-1",
    user_id: "U1",
    user_name: "dana",
    command: "/incident",
    text,
    api_app_id: "A1",
    is_enterprise_install: "false",
    response_url: "http://127.0.0.1:9/response",
    trigger_id: `${ts}.trigger`,
  };
}
