import { z } from "zod";
import { personId, SITREP } from "../../core/ledger/index.ts";
import {
  isOfferOpen,
  isOnStatusPage,
  mayBeTold,
  type Notice,
  type NoticeEffect,
  offeredAt,
  pastOf,
  roundOf,
} from "../../core/notices/index.ts";
import type { Incident } from "../../core/product.ts";
import { editPosted, incidentOf, postDirect, postOnce, postToConfigured, roomOf } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedTable } from "../kit/deeds.ts";
import { recordedNotice } from "./recorded.ts";
import { type NoticeModel, noticeMessage, sentNotice } from "./views/notice-message.ts";
import { type OfferModel, offerMessage } from "./views/offer.ts";

const Users = z.object({ users: z.array(z.string()).default([]) });

/** How notices reach their audiences, and how they are offered. */
export function noticeDeeds(ctx: Context): DeedTable<NoticeEffect> {
  return {
    post_notice: {
      async carryOut(input) {
        const incident = await incidentOf(ctx, input);
        const room = roomOf(incident);
        const recorded = await recordedNotice(ctx, incident.id, input.data.noticeKey);
        if (!room || !recorded) return [];
        const { channels, people, userGroups } = recorded.notice;
        const named = await ctx.directory.people(people);
        const model = {
          ...modelOf(recorded),
          isDrill: incident.facts.isDrill,
          channels,
          people: named.map(({ name }) => name),
          userGroups: userGroups.length,
          isApproved: recorded.notice.isApproved,
          isOnStatusPage: isOnStatusPage(recorded.notice, ctx.policy()),
        };
        await postOnce(ctx, input, room, sentNotice(model));
        return [];
      },
      whenRefused: { note: "What was sent to those outside could not be shown in the channel" },
    },
    share_notice: {
      async carryOut(input) {
        const { noticeKey, channel } = input.data;
        const incident = await incidentOf(ctx, input);
        const recorded = await recordedNotice(ctx, incident.id, noticeKey);
        if (recorded && mayBeShown(ctx, incident, channel)) {
          await postToConfigured(ctx, input, channel, noticeMessage(modelOf(recorded)));
        }
        return [];
      },
      whenRefused: { note: "A notice could not be posted in a channel of its audience" },
    },
    send_notice: {
      async carryOut(input) {
        const { noticeKey, userId } = input.data;
        const incident = await incidentOf(ctx, input);
        const recorded = await recordedNotice(ctx, incident.id, noticeKey);
        // Members of a user group are entitled by the policy, which names the group.
        const isNamed = recorded?.notice.people.includes(userId);
        if (!recorded || (isNamed && !mayBeTold(incident, ctx.policy(), userId))) return [];
        await postDirect(ctx, input, userId, noticeMessage(modelOf(recorded)));
        return [];
      },
      whenRefused: { note: "A notice could not be sent to somebody by direct message" },
    },
    address_notice: {
      async carryOut(input) {
        const { noticeKey, userGroups } = input.data;
        const incident = await incidentOf(ctx, input);
        const recorded = await recordedNotice(ctx, incident.id, noticeKey);
        if (!recorded || incident.facts.isDrill) return [];
        const members = await Promise.all(
          userGroups.map(async (usergroup) => {
            const answer = await ctx.slack.call("usergroups.users.list", { usergroup });
            return Users.parse(answer).users;
          }),
        );
        const userIds = [...new Set(members.flat())].filter((userId) => !recorded.notice.people.includes(userId));
        if (userIds.length === 0) return [];
        const key = `addressed/${noticeKey}`;
        return [{ kind: "notice_addressed", by: SITREP, key, about: noticeKey, data: { userIds } }];
      },
      whenRefused: { note: "A notice could not be sent to a user group: Slack does not say who is in it" },
    },
    offer_notice: {
      async carryOut(input) {
        const { moment, round } = input.data;
        const incident = await incidentOf(ctx, input);
        const standing = incident.notices.offers[moment];
        const message = offerMessage(await offerModel(ctx, incident, moment));
        if (standing?.round === round) {
          await editPosted(ctx, standing, message);
          return [];
        }
        const room = roomOf(incident);
        const isWanted = isOfferOpen(moment, incident, ctx.policy()) && roundOf(moment, incident) === round;
        if (!room || !isWanted) return [];
        const place = await postOnce(ctx, input, room, message);
        return [{ kind: "notice_offered", by: SITREP, data: { moment, round, ...place } }];
      },
      whenRefused: "drop",
    },
  };
}

function modelOf({ notice, author }: { readonly notice: Notice; readonly author: string }): NoticeModel {
  const { title, headline, text, audience } = notice;
  return { title, headline, text, isForCustomers: audience === "customers", author };
}

/** What is private goes only where the policy entitles; a drill goes nowhere. */
function mayBeShown(ctx: Context, { facts }: Incident, channel: string): boolean {
  if (facts.isDrill) return false;
  return !facts.isPrivate || ctx.policy().privacy.entitled.channels.includes(channel);
}

async function offerModel(ctx: Context, incident: Incident, moment: OfferModel["moment"]): Promise<OfferModel> {
  const policy = ctx.policy();
  const offered = await Promise.all(
    offeredAt(moment, incident, policy).map(async ({ template, audiences, sent }) => {
      const userId = sent && personId(sent.by);
      const by = userId ? (await ctx.directory.person(userId)).name : "Sitrep";
      const to = policy.audiences.filter(({ id }) => audiences.includes(id)).map(({ label }) => label);
      return { template: template.id, title: template.title, to, sent: sent && { by, at: sent.at } };
    }),
  );
  return { incidentId: incident.id, moment, past: pastOf(moment, incident), offered };
}
