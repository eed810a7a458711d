import { marksOn, messageKey, type TimelineEffect } from "../../core/timeline/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedTable } from "../kit/deeds.ts";
import { deedMetadata, directChannel, findDeed, refusalCode } from "../kit/index.ts";
import { sendExportFile } from "./send-export.ts";
import { maskedNotice } from "./views/masked-notice.ts";

/** How the timeline's effects become calls to Slack. */
export const timelineDeeds = (ctx: Context): DeedTable<TimelineEffect> => ({
  confirm_mark: {
    whenRefused: "drop",
    async carryOut({ data: { incidentId, channelId, ts } }) {
      const incident = await ctx.ledger.incident(incidentId);
      const isMarked = marksOn(incident.timeline, messageKey(channelId, ts)).length > 0;
      const name = ctx.policy().confirmReaction;
      await ctx.slack.call(isMarked ? "reactions.add" : "reactions.remove", {
        channel: channelId,
        timestamp: ts,
        name,
      });
      return [];
    },
  },
  tell_masked: {
    whenRefused: "drop",
    async carryOut({ data: { userId, kinds, place }, key, isInDoubt }) {
      const notice = maskedNotice({ kinds, isInSlack: place !== undefined });
      if (place && (await isToldThere(ctx, userId, place, notice))) return [];
      const channel = await directChannel(ctx, userId);
      if (isInDoubt && (await findDeed(ctx.slack, { channel, key, by: ctx.bot() }))) return [];
      const post = { channel, ...notice, unfurl_links: false, metadata: deedMetadata(key) };
      await ctx.slack.call("chat.postMessage", post, { channel });
      return [];
    },
  },
  send_export: {
    whenRefused: "drop",
    carryOut: (input) => sendExportFile(ctx, input),
  },
});

interface Place {
  readonly channelId: string;
  readonly threadTs?: string | undefined;
}

/** Beside the message, seen by the author alone; false where Slack does not show it there. */
async function isToldThere(ctx: Context, user: string, place: Place, notice: object): Promise<boolean> {
  const { channelId: channel, threadTs } = place;
  try {
    await ctx.slack.call("chat.postEphemeral", { channel, user, ...(threadTs && { thread_ts: threadTs }), ...notice });
    return true;
  } catch (error) {
    if (refusalCode(error) === undefined) throw error;
    return false;
  }
}
