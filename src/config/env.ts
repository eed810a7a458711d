import { validate as isCron } from "node-cron";
import { z } from "zod";
import { Keep } from "./backups.ts";
import { ChannelRef } from "./fields.ts";
import { PagingUrl, RoutingKey, WebhookSecret } from "./paging.ts";
import { PublicUrl, StatuspageKey, StatuspagePageId, StatuspageUrl } from "./statuspage.ts";

/** The environment as it comes: what is unset is absent. */
export type Env = Readonly<Record<string, string | undefined>>;

const APP_PAGE = "api.slack.com/apps → your app";

const TOKEN_KINDS: Record<string, string> = {
  "xoxb-": "a bot token",
  "xoxp-": "a user token",
  "xapp-": "an app-level token",
  "xoxe.": "a rotating token (switch token rotation off)",
  "xoxe-": "a refresh token (switch token rotation off)",
  "xoxa-": "a workspace token of old",
  "xoxs-": "a browser session's token",
  "xoxc-": "a browser session's token",
};

/** A message about a token names its kind, never the token. */
function token(prefix: string, source: string) {
  return z.string().superRefine((text, context) => {
    const kind = TOKEN_KINDS[text.slice(0, 5)] ?? "not a Slack token";
    const mend = `use the one that begins with ${prefix} (${APP_PAGE} → ${source})`;
    if (!text.startsWith(prefix)) context.addIssue(`this is ${kind}; ${mend}`);
    else if (!/^[\w.-]{10,}$/.test(text))
      context.addIssue(`this token is cut short or has signs that none has; ${mend}`);
  });
}

const SigningSecret = z.string().superRefine((text, context) => {
  const mend = `copy the Signing Secret (${APP_PAGE} → Basic Information → App Credentials)`;
  const kind = TOKEN_KINDS[text.slice(0, 5)];
  if (kind) context.addIssue(`this is ${kind}, not a signing secret; ${mend}`);
  else if (!/^[\w-]{8,}$/.test(text))
    context.addIssue(`this is too short for a signing secret or has signs that none has; ${mend}`);
});

const Port = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, {
    error: ({ input }) => `"${input}" is not a port; write a whole number up to 65535, such as 3000`,
  })
  .transform(Number);

const ApiUrl = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash) return url.href.replace(/\/*$/, "/");
  context.addIssue(
    `"${text}" is not the address of a Slack API; write one such as https://slack-gov.com/api/, or leave it out for Slack itself`,
  );
  return z.NEVER;
});

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
const LogLevel = z
  .string()
  .toLowerCase()
  .pipe(
    z.enum(LOG_LEVELS, { error: ({ input }) => `"${input}" is not a level; write one of ${LOG_LEVELS.join(", ")}` }),
  );

const DatabasePath = z.string().regex(/[^/\\]$/, "this names a directory; name a file in it, such as ./data/sitrep.db");

const Schedule = z
  .string()
  .refine((text) => text.toLowerCase() === "off" || isCron(text), {
    error: ({ input }) =>
      `"${input}" is no schedule; write one as cron does, such as "17 * * * *" for every hour, or off`,
  })
  .transform((text) => (text.toLowerCase() === "off" ? ("off" as const) : text));

/** What each variable may hold. */
export const VARIABLES = {
  SLACK_BOT_TOKEN: token("xoxb-", "OAuth & Permissions → Bot User OAuth Token"),
  SLACK_APP_TOKEN: token("xapp-", "Basic Information → App-Level Tokens, with connections:write"),
  SLACK_SIGNING_SECRET: SigningSecret,
  PORT: Port,
  SLACK_API_URL: ApiUrl,
  DATABASE_PATH: DatabasePath,
  BACKUP_DIR: z.string(),
  BACKUP_SCHEDULE: Schedule,
  BACKUP_KEEP: Keep,
  CONFIG_DIR: z.string(),
  INCIDENTS_CHANNEL: ChannelRef,
  LOG_LEVEL: LogLevel,
  PAGERDUTY_ROUTING_KEY: RoutingKey,
  PAGERDUTY_EVENTS_URL: PagingUrl,
  PAGING_WEBHOOK_URL: PagingUrl,
  PAGING_WEBHOOK_SECRET: WebhookSecret,
  PUBLIC_URL: PublicUrl,
  STATUSPAGE_API_KEY: StatuspageKey,
  STATUSPAGE_PAGE_ID: StatuspagePageId,
  STATUSPAGE_API_URL: StatuspageUrl,
};
