import { SITREP } from "../../core/ledger/index.ts";
import type { SummaryEffect } from "../../core/summary/index.ts";
import { editPosted, incidentOf, postOnce, roomOf } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedTable } from "../kit/deeds.ts";
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
