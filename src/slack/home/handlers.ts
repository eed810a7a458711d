import type { HomeView } from "@slack/types";
import { z } from "zod";
import { answer, showHome } from "../../core/home/index.ts";
import { openDeclareForm } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import { type Doors, SlackCallError } from "../kit/index.ts";
import { checkNow, declareButton } from "./ids.ts";
import { homeModel } from "./model.ts";
import type { Operators } from "./operators.ts";
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
  (ctx: Context, operators: Operators) =>
  (hearing: Doors): void => {
    hearing.onEvent("app_home_opened", async ({ event }) => {
      const { user, tab = "home" } = Opened.parse(event);
      if (tab === "home") await showTo(ctx, operators, user, "stale");
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

    hearing.onClick(checkNow.pattern, "operate", ({ userId }) => showTo(ctx, operators, userId, "rested"));
  };

/**
 * At once, since the person looks at it, with what is known; where Slack has no time just now, as soon as it has. Who
 * operates the bot has the doctor look when that is due, and sees their Home edited when the look is done.
 */
async function showTo(ctx: Context, operators: Operators, userId: string, due: "stale" | "rested"): Promise<void> {
  const { doctor } = ctx;
  const known = await operators.meet(userId);
  await noteVisit(ctx, userId, known !== undefined);
  const isDue = known !== undefined && (due === "stale" ? doctor.isStale : doctor.isRested);
  const doing = known && { ...known, isLooking: known.isLooking || isDue };
  await publish(ctx, userId, homeView(await homeModel(ctx, userId, doing)));
  if (isDue) void doctor.look();
  // A look of somebody else that ended meanwhile was perhaps shown before this view, which does not know of it.
  else if (known?.isLooking) await ctx.ledger.note({ effects: [showHome(userId)] });
}

async function publish(ctx: Context, userId: string, view: HomeView): Promise<void> {
  try {
    await ctx.interactive.publish(userId, view);
  } catch (error) {
    if (!(error instanceof SlackCallError)) throw error;
    await ctx.ledger.note({ effects: [showHome(userId)] });
  }
}
