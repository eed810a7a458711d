import { z } from "zod";
import { SITREP } from "../../core/ledger/index.ts";
import type { SummaryEffect } from "../../core/summary/index.ts";
import { editPosted, incidentOf, isBookmarked, postOnce, roomOf } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedInput, DeedTable } from "../kit/deeds.ts";
import { permalinkOf } from "../kit/index.ts";
import { announcementDeeds } from "./deeds-announcement.ts";
import { cardNow, catchUpNow } from "./show.ts";

/** The live messages of an incident, and the state for those who come late. */
export const summaryDeeds = (ctx: Context): DeedTable<SummaryEffect> => ({
  ...announcementDeeds(ctx),
  show_card: {
    async carryOut(input) {
      const incident = await incidentOf(ctx, input);
      const room = roomOf(incident);
      if (!room) return [];
      const card = await cardNow(ctx, incident);
      const { card: place } = incident.summary;
      if (place?.channelId === room.channel && (await editPosted(ctx, place, card))) return [];
      return [{ kind: "card_posted", by: SITREP, data: await postOnce(ctx, input, room, card) }];
    },
    whenRefused: { note: "The summary card could not be shown" },
  },
  pin_card: {
    async carryOut(input) {
      const { facts } = await incidentOf(ctx, input);
      const { channelId, ts } = input.data;
      if (facts.channel?.id === channelId) await ctx.slack.call("pins.add", { channel: channelId, timestamp: ts });
      return [];
    },
    whenRefused: "drop",
  },
  bookmark_card: {
    async carryOut(input) {
      const { facts, summary } = await incidentOf(ctx, input);
      const { channelId, ts } = input.data;
      const isShown = facts.channel?.id === channelId && !facts.channel.isArchived && summary.card?.ts === ts;
      const link = permalinkOf(ctx.bot().teamUrl, channelId, ts);
      if (isShown && link) await bookmarkCard(ctx, input, channelId, link);
      return [];
    },
    whenRefused: "drop",
  },
  catch_up: {
    async carryOut(input) {
      const incident = await incidentOf(ctx, input);
      const { userId } = input.data;
      const { channel } = incident.facts;
      if (!channel || channel.isArchived || userId === ctx.bot().userId) return [];
      if ((await ctx.directory.person(userId)).isBot) return [];
      const message = await catchUpNow(ctx, incident);
      await ctx.slack.call("chat.postEphemeral", { channel: channel.id, user: userId, ...message });
      return [];
    },
    whenRefused: "drop",
  },
});

const added = z.object({ bookmark: z.object({ id: z.string() }) });

/** A card that had to be posted again keeps its bookmark, which then leads to the new one. */
async function bookmarkCard(ctx: Context, { isInDoubt }: DeedInput<unknown>, channelId: string, link: string) {
  const keptAs = `bookmark/${channelId}/summary`;
  const known = await ctx.store.keepsake(keptAs);
  if (known !== undefined) {
    await ctx.slack.call("bookmarks.edit", { channel_id: channelId, bookmark_id: known, link });
    return;
  }
  if (isInDoubt && (await isBookmarked(ctx, channelId, link))) return;
  const wanted = { channel_id: channelId, title: "Summary", type: "link", link };
  const { bookmark } = added.parse(await ctx.slack.call("bookmarks.add", wanted));
  await ctx.store.keep(keptAs, bookmark.id);
}
