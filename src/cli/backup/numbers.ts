import { z } from "zod";
import type { Config } from "../../config/index.ts";
import type { Clock } from "../../lib/clock.ts";
import type { Log } from "../../lib/log.ts";
import { createSlackCaller, SlackCallError, type SlackCaller } from "../../slack/kit/index.ts";

/** A channel that the bot opened for an incident. */
export interface Opened {
  readonly number: number;
  readonly channel: string;
}

const Identity = z.object({ user_id: z.string() });
const Page = z.object({
  channels: z.array(z.object({ name: z.string(), creator: z.string().optional() })).default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** The number in the name of an incident's channel, by the policy's template. Pure. */
export function numberIn(template: string, name: string): number | undefined {
  const asNamed = template.toLowerCase().replaceAll(/[^a-z0-9_{}-]+/g, "-");
  const shape = asNamed
    .replaceAll(/[-_]*\{slug\}$/g, "")
    .replaceAll(/\{slug\}[-_]*/g, "(?:.*[-_])?")
    .replace("{number}", "(\\d{1,9})");
  // A name without Latin letters has no slug; one that was taken has an ending.
  const number = new RegExp(`^${shape}(?:[-_].*)?$`).exec(name)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** All channels that the bot ever opened for incidents and that Slack still knows; rejects with a SlackCallError. */
export async function openedChannels(config: Config, parts: { clock: Clock; log: Log }): Promise<Opened[]> {
  const { botToken: token, apiUrl } = config.slack;
  const slack = createSlackCaller({ token, apiUrl, ...parts });
  const { user_id: bot } = Identity.parse(await slack.call("auth.test", {}));
  const opened: Opened[] = [];
  let cursor: string | undefined;
  do {
    const args = { types: "public_channel,private_channel", limit: 999, ...(cursor && { cursor }) };
    const page = Page.parse(await patiently(slack, parts.clock, args));
    for (const { name, creator } of page.channels) {
      const number = creator === bot ? numberIn(config.policy.channel.nameTemplate, name) : undefined;
      if (number !== undefined) opened.push({ number, channel: name });
    }
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return opened.sort((a, b) => a.number - b.number);
}

/** Somebody waits for a restore; a large workspace is read as fast as Slack lets it be. */
async function patiently(slack: SlackCaller, clock: Clock, args: object) {
  for (;;) {
    try {
      return await slack.call("conversations.list", args);
    } catch (error) {
      if (!(error instanceof SlackCallError && error.failure.kind === "rate_limited")) throw error;
      await clock.sleep(error.failure.untilMs - clock.now());
    }
  }
}
