import { z } from "zod";
import type { Context } from "../kit/context.ts";

const Opened = z.object({ channel: z.object({ id: z.string() }) });

/** The direct message channel with a person. */
export async function openDirect(ctx: Context, userId: string): Promise<string> {
  return Opened.parse(await ctx.slack.call("conversations.open", { users: userId })).channel.id;
}
