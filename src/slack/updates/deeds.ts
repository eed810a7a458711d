import { personId, SITREP } from "../../core/ledger/index.ts";
import { type Incident, isVisibleTo } from "../../core/product.ts";
import { synonymsOf } from "../../core/services/index.ts";
import { speakerOf, type UpdateEffect } from "../../core/updates/index.ts";
import {
  editPosted,
  incidentOf,
  postDirect,
  postDirectOr,
  postOnce,
  postToConfigured,
  roomOf,
} from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedTable } from "../kit/deeds.ts";
import { changeDeeds } from "./change-told.ts";
import { delivered, shownDeeds, takenBackBy } from "./deeds-shown.ts";
import { recordedUpdate } from "./recorded-update.ts";
import { type QuestionModel, questionMessage } from "./views/question.ts";
import { updateMessage } from "./views/update-message.ts";

/** How updates reach those who wait for them. */
export function updateDeeds(ctx: Context): DeedTable<UpdateEffect> {
  return {
    ...changeDeeds(ctx),
    ...shownDeeds(ctx),
    post_update: {
      async carryOut(input) {
        const incident = await incidentOf(ctx, input);
        const room = roomOf(incident);
        const update = await recordedUpdate(ctx, incident, input.data.updateKey);
        if (!update || !room) return [];
        const message = takenBackBy(incident, input.data.updateKey, updateMessage(update, "channel"));
        return delivered(input, update, await postOnce(ctx, input, room, message), true);
      },
      whenRefused: { note: "An update could not be posted in the channel" },
    },
    thread_update: {
      async carryOut(input) {
        const incident = await incidentOf(ctx, input);
        const { announcement } = incident.summary;
        // Without a channel the thread of the announcement is the room, and has it already.
        if (!announcement || !incident.facts.channel) return [];
        const update = await recordedUpdate(ctx, incident, input.data.updateKey);
        const thread = { channel: announcement.channelId, threadTs: announcement.ts };
        if (!update) return [];
        return delivered(input, update, await postOnce(ctx, input, thread, updateMessage(update, "thread")));
      },
      whenRefused: { note: "An update could not be posted under the announcement" },
    },
    address_update: {
      async carryOut(input) {
        const incident = await incidentOf(ctx, input);
        const { updateKey } = input.data;
        const row = await ctx.store.entryByKey(incident.id, updateKey);
        const wanted = [...incident.updates.subscribers, ...(await standingSubscribers(ctx, incident))];
        const userIds = [...new Set(wanted)].filter(
          (userId) => row?.by !== `person:${userId}` && isVisibleTo(incident, userId),
        );
        if (userIds.length === 0) return [];
        return [
          { kind: "update_addressed", by: SITREP, key: `addressed/${updateKey}`, about: updateKey, data: { userIds } },
        ];
      },
      whenRefused: "drop",
    },
    send_update: {
      async carryOut(input) {
        const incident = await incidentOf(ctx, input);
        if (!isVisibleTo(incident, input.data.userId)) return [];
        const update = await recordedUpdate(ctx, incident, input.data.updateKey);
        if (!update) return [];
        const message = updateMessage(update, "subscriber");
        return delivered(input, update, await postDirect(ctx, input, input.data.userId, message));
      },
      whenRefused: "drop",
      // Who cannot be reached is not written to again.
      refused: ({ data: { userId } }, { meaning }) =>
        meaning === "person" ? [{ kind: "unsubscribed", by: SITREP, data: { userId } }] : [],
    },
    share_update: {
      async carryOut(input) {
        const incident = await incidentOf(ctx, input);
        if (incident.facts.isPrivate) return [];
        const update = await recordedUpdate(ctx, incident, input.data.updateKey);
        if (!update) return [];
        const message = updateMessage(update, "stakeholders");
        return delivered(input, update, await postToConfigured(ctx, input, input.data.channel, message));
      },
      whenRefused: { note: "An update could not be posted in a stakeholder channel" },
    },
    ask_for_update: {
      async carryOut(input) {
        const incident = await incidentOf(ctx, input);
        const { question } = incident.updates;
        const message = questionMessage(await questionModel(ctx, incident, input.data.round));
        if (question?.round === input.data.round) {
          await editPosted(ctx, question, message);
          return [];
        }
        const room = roomOf(incident);
        const speaker = speakerOf(incident);
        if (isAnswered(incident, input.data.round) || (!speaker && !room)) return [];
        const place = speaker
          ? await postDirectOr(ctx, input, speaker, message, { room, message })
          : room && (await postOnce(ctx, input, room, message));
        if (!place) return [];
        return [{ kind: "question_posted", by: SITREP, data: { round: input.data.round, ...place } }];
      },
      whenRefused: { note: "A request for an update could not be passed on" },
    },
  };
}

/** Who subscribed to the severity or a service of the incident; nobody is called to a drill that way. */
async function standingSubscribers(ctx: Context, { facts }: Incident): Promise<string[]> {
  if (facts.isDrill) return [];
  const { services } = ctx.policy();
  return ctx.store.subscribersTo(
    facts.severity,
    facts.services.flatMap((service) => synonymsOf(services, service)),
  );
}

const isAnswered = ({ facts, updates }: Incident, round: number): boolean => updates.count > round || !facts.isOpen;

async function questionModel(ctx: Context, incident: Incident, round: number): Promise<QuestionModel> {
  const { facts, updates } = incident;
  const askers = await ctx.directory.people(updates.requestedBy);
  const authorId = updates.last && updates.count > round ? personId(updates.last.by) : undefined;
  const author = authorId ? (await ctx.directory.person(authorId)).name : undefined;
  const posted = author ? `${author} posted an update.` : "the incident is over.";
  return {
    incidentId: incident.id,
    title: facts.title,
    channelId: facts.channel?.id,
    round,
    askers: askers.map(({ name }) => name),
    answer: isAnswered(incident, round) ? posted : undefined,
  };
}
