import type { NewEntry } from "../../core/ledger/index.ts";
import { SITREP } from "../../core/ledger/index.ts";
import type { Incident } from "../../core/product.ts";
import type { Audience, Place, SummaryEffect } from "../../core/summary/index.ts";
import { editPosted, incidentOf, postDirect, postToConfigured } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedInput, DeedTable } from "../kit/deeds.ts";
import { isRefused, type Message } from "../kit/index.ts";
import { summaryNow } from "./show.ts";
import { announcement } from "./views/announcement.ts";

type AnnouncementEffect = Extract<SummaryEffect, { kind: "announce" | "find_entitled" | "show_announcement" }>;

/** Tells those outside, and keeps what they were told true. */
export function announcementDeeds(ctx: Context): DeedTable<AnnouncementEffect> {
  const announced = (place: Place): NewEntry => ({ kind: "announced", by: SITREP, data: place });

  function post(input: DeedInput<unknown>, to: Audience, message: Message): Promise<Place> {
    switch (to.kind) {
      case "incidents_channel":
        return postToConfigured(ctx, input, ctx.config.incidentsChannel, message);
      case "channel":
        return postToConfigured(ctx, input, to.channel, message);
      case "person":
        return postDirect(ctx, input, to.userId, message);
    }
  }

  /** What a person deleted in the incidents channel is posted again; what is gone from a private place stays gone. */
  async function edited(input: DeedInput<unknown>, { facts }: Incident, place: Place, message: Message) {
    if (!facts.isPrivate) {
      if (await editPosted(ctx, place, message)) return [];
      return [announced(await post(input, { kind: "incidents_channel" }, message))];
    }
    try {
      await editPosted(ctx, place, message);
    } catch (error) {
      if (!isRefused(error)) throw error;
    }
    return [];
  }

  return {
    announce: {
      async carryOut(input) {
        const incident = await incidentOf(ctx, input);
        const { to } = input.data;
        // A private incident is never told in public, whatever an effect may say.
        if (incident.facts.isPrivate && to.kind === "incidents_channel") return [];
        return [announced(await post(input, to, announcement(summaryNow(ctx, incident))))];
      },
      whenRefused: { note: "The announcement could not be posted" },
    },
    find_entitled: {
      async carryOut(input) {
        const { groupId } = input.data;
        const userIds = await ctx.directory.groupMembers(groupId);
        return [{ kind: "entitled_found", by: SITREP, key: input.key, data: { groupId, userIds: [...userIds] } }];
      },
      whenRefused: { note: "A group that is entitled to know could not be told" },
    },
    show_announcement: {
      async carryOut(input) {
        const incident = await incidentOf(ctx, input);
        const message = announcement(summaryNow(ctx, incident));
        const entries: NewEntry[] = [];
        for (const place of incident.summary.announcements) {
          entries.push(...(await edited(input, incident, place, message)));
        }
        return entries;
      },
      whenRefused: { note: "The announcement could not be brought up to date" },
    },
  };
}
