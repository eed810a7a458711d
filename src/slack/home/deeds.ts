import type { HomeEffect } from "../../core/home/index.ts";
import { postOnce } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedTable } from "../kit/deeds.ts";
import { isRefused } from "../kit/index.ts";
import { homeModel } from "./model.ts";
import type { Operators } from "./operators.ts";
import { answerMessage } from "./views/answer.ts";
import { homeView } from "./views/home.ts";
import { lastVisit } from "./visits.ts";

/** How Homes are kept true and people who speak to the bot are answered. */
export const homeDeeds = (ctx: Context, operators: Operators): DeedTable<HomeEffect> => ({
  home: {
    async carryOut({ data: { userId } }) {
      const visit = await lastVisit(ctx, userId);
      if (!visit?.isFresh) return [];
      const doing = visit.asOperator ? await operators.meet(userId) : undefined;
      const view = homeView(await homeModel(ctx, userId, doing));
      await ctx.slack.call("views.publish", { user_id: userId, view });
      return [];
    },
    whenRefused: "drop",
  },
  home_answer: {
    async carryOut(input) {
      const { userId, channelId, mentionTs, threadTs } = input.data;
      const row = mentionTs === undefined ? undefined : await ctx.store.incidentOfChannel(channelId);
      const reply = answerMessage({ incident: row && { id: row.id, title: row.title } });
      if (mentionTs === undefined) {
        await postOnce(ctx, input, { channel: channelId, threadTs }, reply);
        return [];
      }
      const thread = { channel: channelId, threadTs: threadTs ?? mentionTs };
      try {
        const whisper = { channel: channelId, user: userId, thread_ts: thread.threadTs, ...reply };
        await ctx.slack.call("chat.postEphemeral", whisper, { channel: channelId });
      } catch (error) {
        if (!isRefused(error)) throw error;
        await postOnce(ctx, input, thread, reply);
      }
      return [];
    },
    whenRefused: "drop",
  },
});
