import { type EscalationEffect, groupFound, pagesInRound } from "../../core/escalation/index.ts";
import { personId, SITREP } from "../../core/ledger/index.ts";
import { incidentOf, postOnce, roomOf } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedTable } from "../kit/deeds.ts";
import { namedWords, refusalCode } from "../kit/index.ts";
import { wouldCall } from "./call.ts";
import { outsideGuests } from "./target.ts";
import { exhaustedMessage, offerMessage } from "./views/news.ts";

const HELP = { by: SITREP, reason: "Help is needed" };

/** Finds out who is in a paged group, and tells when there is nobody left to call. */
export const escalationDeeds = (ctx: Context): DeedTable<EscalationEffect> => ({
  find_group: {
    async carryOut(input) {
      const { page, group } = input.data;
      const { userIds, why } = await membersOf(ctx, group);
      const incident = await incidentOf(ctx, input);
      const guests = await outsideGuests(ctx, incident, userIds);
      const callable = userIds.filter((userId) => !guests.includes(userId));
      await ctx.ledger.record(incident.id, groupFound({ page, group, userIds: callable, why }));
      return [];
    },
    whenRefused: { note: "A user group could not be called" },
  },
  tell_exhausted: {
    async carryOut(input) {
      const incident = await incidentOf(ctx, input);
      const call = incident.escalation.raised[input.data.escalation];
      const room = roomOf(incident);
      // Once a new round has begun, people are being called again.
      if (!room || !call || call.ending || call.exhaustedAt === undefined) return [];
      const pages = pagesInRound(incident, call);
      // What began this round is why they were called; where nobody was, the last who wanted somebody asks.
      const began = call.reasons.find(({ at }) => at >= call.roundAt);
      const { by, reason } = (pages.length > 0 ? began : undefined) ?? call.reasons.at(-1) ?? HELP;
      const asker = personId(by);
      const message = exhaustedMessage({
        incidentId: incident.id,
        why: await namedWords(ctx, reason),
        askedBy: asker && (await ctx.directory.person(asker)).name,
        round: call.round,
        called: [...new Set(pages.map(({ label }) => label))],
      });
      await postOnce(ctx, input, room, message);
      return [];
    },
    whenRefused: { note: "The channel could not be told that nobody is left to call" },
  },
  offer_escalation: {
    async carryOut(input) {
      const { userId: user, channelId: channel } = input.data;
      const incident = await incidentOf(ctx, input);
      if (!incident.facts.isOpen) return [];
      const message = offerMessage(incident.id, await wouldCall(ctx, incident, user));
      await ctx.slack.call("chat.postEphemeral", { channel, user, ...message }, { channel });
      return [];
    },
    whenRefused: "drop",
  },
});

/** A group that Slack does not know, or will not open to us, has nobody in it, and the record says why. */
async function membersOf(ctx: Context, group: string): Promise<{ userIds: readonly string[]; why?: string }> {
  try {
    const userIds = await ctx.directory.groupMembers(group);
    return { userIds: userIds.filter((userId) => userId !== ctx.bot().userId) };
  } catch (error) {
    const why = refusalCode(error);
    if (why === undefined) throw error;
    return { userIds: [], why };
  }
}
