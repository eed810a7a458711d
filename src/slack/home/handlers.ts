import { z } from "zod";
import { answer, showHome } from "../../core/home/index.ts";
import { openDeclareForm } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import { type Doors, SlackCallError } from "../kit/index.ts";
import { declareButton } from "./ids.ts";
import { homeModel } from "./model.ts";
import { homeView } from "./views/home.ts";
import { noteVisit } from "./visits.ts";

const Opened = z.object({ user: z.string(), tab: z.string().optional() });

/** A person who writes to the bot; apps, edits and joins are not answered. */
const Direct = z.object({
  channel_type: z.literal("im"),
  channel: z.string(),
  user: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  subtype: z.literal("file_share").optional(),
  bot_id: z.undefined().optional(),
});

const Mention = z.object({
  channel: z.string(),
  user: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  bot_id: z.undefined().optional(),
});

export const register =
  (ctx: Context) =>
  (hearing: Doors): void => {
    hearing.onEvent("app_home_opened", async ({ event }) => {
      const { user, tab = "home" } = Opened.parse(event);
      if (tab === "home") await showTo(ctx, user);
    });

    hearing.onEvent("message", async ({ event }) => {
      // Almost every message is said in a channel.
      if (event.channel_type !== "im") return;
      const said = Direct.safeParse(event).data;
      if (!said || said.user === ctx.bot().userId) return;
      const { user: userId, channel: channelId, thread_ts: threadTs, ts } = said;
      const effect = answer({ userId, channelId, threadTs }, `${channelId}/${ts}`);
      await ctx.ledger.note({ once: effect.key, effects: [effect] });
    });

    hearing.onEvent("app_mention", async ({ event }) => {
      const said = Mention.safeParse(event).data;
      if (!said || said.user === ctx.bot().userId || said.channel.startsWith("D")) return;
      const { user: userId, channel: channelId, thread_ts: threadTs, ts: mentionTs } = said;
      const effect = answer({ userId, channelId, threadTs, mentionTs }, `${channelId}/${mentionTs}`);
      await ctx.ledger.note({ once: effect.key, effects: [effect] });
    });

    hearing.onClick(declareButton.pattern, "declare", ({ userId, triggerId, viewId }) =>
      openDeclareForm(ctx, { userId, triggerId, via: viewId === undefined ? "form" : "home" }),
    );
  };

/** At once, since the person looks at it; where Slack has no time just now, as soon as it has. */
async function showTo(ctx: Context, userId: string): Promise<void> {
  await noteVisit(ctx, userId);
  const view = homeView(await homeModel(ctx, userId));
  try {
    await ctx.interactive.publish(userId, view);
  } catch (error) {
    if (!(error instanceof SlackCallError)) throw error;
    await ctx.ledger.note({ effects: [showHome(userId)] });
  }
}
