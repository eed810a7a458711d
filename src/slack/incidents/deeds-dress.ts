import { z } from "zod";
import { type IncidentEffect, severityLabel } from "../../core/incidents/index.ts";
import type { Incident } from "../../core/product.ts";
import type { Context } from "../kit/context.ts";
import type { DeedTable } from "../kit/deeds.ts";
import { escapeText, isRefused, LIMITS, oneLine, shortenMarkup } from "../kit/index.ts";
import { purposeMark } from "./deeds-open-channel.ts";
import { incidentOf, postOnce, roomOf } from "./deeds-posting.ts";
import { checklistMessage } from "./views/checklist.ts";

type Dressing = Extract<IncidentEffect, { kind: "set_topic" | "set_purpose" | "post_checklist" | "add_bookmark" }>;

/** What makes a channel a good place to work in; none of it is worth an incident. */
export function dressDeeds(ctx: Context): DeedTable<Dressing> {
  return {
    set_topic: {
      async carryOut(input) {
        const incident = await incidentOf(ctx, input);
        const { channel } = incident.facts;
        if (!channel || channel.isArchived) return [];
        const topic = topicOf(incident, severityLabel(ctx.policy(), incident.facts.severity));
        await ctx.slack.call("conversations.setTopic", { channel: channel.id, topic });
        return [];
      },
      whenRefused: "drop",
    },
    set_purpose: {
      async carryOut(input) {
        const { id, facts } = await incidentOf(ctx, input);
        if (!facts.channel) return [];
        const purpose = `${purposeMark(id, input.data.declaredAt)} Type /incident here to work on it.`;
        await ctx.slack.call("conversations.setPurpose", { channel: facts.channel.id, purpose });
        return [];
      },
      whenRefused: "drop",
    },
    post_checklist: {
      async carryOut(input) {
        const incident = await incidentOf(ctx, input);
        const room = roomOf(incident);
        if (!room) return [];
        await postOnce(ctx, input, room, checklistMessage(ctx.policy().checklist.firstFiveMinutes));
        return [];
      },
      whenRefused: { note: "The checklist of the first five minutes could not be posted" },
    },
    add_bookmark: {
      async carryOut(input) {
        const { facts } = await incidentOf(ctx, input);
        const { title, url } = input.data;
        if (!facts.channel || (input.isInDoubt && (await isBookmarked(ctx, facts.channel.id, url)))) return [];
        await ctx.slack.call("bookmarks.add", { channel_id: facts.channel.id, title, type: "link", link: url });
        return [];
      },
      whenRefused: "drop",
    },
  };
}

/** "SEV-1 · #12 Checkout errors"; what is over says so first. */
export function topicOf({ id, facts }: Incident, severity: string): string {
  const state =
    facts.mergedInto !== undefined
      ? `Merged into #${facts.mergedInto} · `
      : facts.isCancelled
        ? "Cancelled · "
        : facts.isOpen
          ? ""
          : "Resolved · ";
  const topic = `${state}${severity} · #${id} ${oneLine(facts.title, LIMITS.channel.topic)}`;
  return shortenMarkup(escapeText(topic), LIMITS.channel.topic);
}

const bookmarks = z.object({ bookmarks: z.array(z.object({ link: z.string().nullish() })) });

/** Whether a channel has a bookmark to this address. Where Slack does not let us look, the earlier attempt is trusted: a bookmark is not worth having twice. */
export async function isBookmarked(ctx: Context, channelId: string, url: string): Promise<boolean> {
  try {
    const answer = bookmarks.parse(await ctx.slack.call("bookmarks.list", { channel_id: channelId }));
    return answer.bookmarks.some((bookmark) => bookmark.link === url);
  } catch (error) {
    if (isRefused(error)) return true;
    throw error;
  }
}
