import { z } from "zod";
import type { Clock } from "../../../lib/clock.ts";
import { ConfigError } from "../../../lib/errors.ts";
import type { Log } from "../../../lib/log.ts";
import type { SlackCaller } from "../speaking/caller.ts";
import { SlackCallError } from "../speaking/failures.ts";
import type { BotIdentity, EventInput } from "./hearing.ts";

const RETRY_MS = 5_000;

const authTest = z
  .object({
    user_id: z.string(),
    bot_id: z.string().default(""),
    team_id: z.string(),
    team: z.string().default(""),
    url: z.string().default(""),
  })
  .transform(
    (answer): BotIdentity => ({
      botUserId: answer.user_id,
      botId: answer.bot_id,
      teamId: answer.team_id,
      teamName: answer.team,
      teamUrl: answer.url,
    }),
  );

/** Asks Slack who the bot is, as long as it takes; a token that Slack refuses is a ConfigError. */
export async function askIdentity(
  caller: SlackCaller,
  clock: Clock,
  log: Log,
  stopped: AbortSignal,
): Promise<BotIdentity> {
  for (;;) {
    try {
      return authTest.parse(await caller.call("auth.test", {}));
    } catch (error) {
      if (!(error instanceof SlackCallError)) throw error;
      const { failure } = error;
      if (failure.kind === "refused" && failure.meaning !== "passing")
        throw refusedToken("SLACK_BOT_TOKEN", failure.code);
      if (stopped.aborted) throw error;
      log.warn({ err: error }, "Slack does not say who we are; trying again");
      await clock.sleep(failure.kind === "rate_limited" ? failure.untilMs - clock.now() : RETRY_MS, stopped);
    }
  }
}

/** The sentence for whoever runs the bot when Slack refuses a token. */
export function refusedToken(variable: string, code: string): ConfigError {
  const where =
    variable === "SLACK_APP_TOKEN"
      ? "the app-level token (xapp-…) on your app's page Basic Information, with the scope connections:write"
      : "the bot token (xoxb-…) on your app's page OAuth & Permissions, after installing the app to the workspace";
  return new ConfigError(`Slack refuses ${variable} (${code}). Copy ${where}, and start again.`);
}

/** Comings and goings of the bot itself matter; what else it did, it knows. */
const HEARD_OF_ITSELF = new Set(["member_joined_channel", "member_left_channel"]);

/** True for an event that the bot caused itself. */
export function isOwnEvent(event: EventInput["event"], { botUserId, botId }: BotIdentity): boolean {
  if (event.type === "message" && event.subtype === "bot_message" && event.bot_id === botId) return true;
  return event.user === botUserId && !HEARD_OF_ITSELF.has(event.type);
}
