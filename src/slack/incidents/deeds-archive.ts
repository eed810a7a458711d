import type { IncidentEffect } from "../../core/incidents/index.ts";
import { SITREP } from "../../core/ledger/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedTable } from "../kit/deeds.ts";
import { incidentOf, postOnce, roomOf } from "./deeds-posting.ts";
import { archiveWarning } from "./views/archive-warning.ts";

type ArchiveEffect = Extract<IncidentEffect, { kind: "warn_archive" | "archive_channel" | "unarchive_channel" }>;

/** The end of a channel, told a day ahead. */
export function archiveDeeds(ctx: Context): DeedTable<ArchiveEffect> {
  return {
    warn_archive: {
      async carryOut(input) {
        const incident = await incidentOf(ctx, input);
        const room = roomOf(incident);
        const { archiveAt } = input.data;
        if (room && !incident.facts.isOpen) {
          await postOnce(ctx, input, room, archiveWarning({ incidentId: incident.id, archiveAt }));
        }
        return [];
      },
      whenRefused: { note: "The channel could not be told that it is going to be archived" },
    },
    archive_channel: {
      async carryOut(input) {
        const { facts } = await incidentOf(ctx, input);
        if (facts.isOpen || !facts.channel || facts.channel.isArchived) return [];
        await ctx.slack.call("conversations.archive", { channel: facts.channel.id });
        return [{ kind: "channel_archived", by: SITREP, key: input.key, data: { byHand: false } }];
      },
      whenRefused: { note: "The channel could not be archived" },
    },
    unarchive_channel: {
      async carryOut(input) {
        const { facts } = await incidentOf(ctx, input);
        if (!facts.channel?.isArchived) return [];
        await ctx.slack.call("conversations.unarchive", { channel: facts.channel.id });
        return [{ kind: "channel_unarchived", by: SITREP, key: input.key, data: {} }];
      },
      whenRefused: { note: "Slack did not bring the channel back from the archive; its menu has “Unarchive channel”" },
    },
  };
}
