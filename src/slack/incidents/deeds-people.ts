import { z } from "zod";
import type { IncidentEffect } from "../../core/incidents/index.ts";
import { type NewEntry, personId, SITREP } from "../../core/ledger/index.ts";
import type { Incident } from "../../core/product.ts";
import type { Context } from "../kit/context.ts";
import type { DeedInput, DeedTable } from "../kit/deeds.ts";
import { isRefused, LIMITS, SlackCallError } from "../kit/index.ts";
import { incidentOf, postDirect, postOnce, roomOf } from "./deeds-posting.ts";
import { channelRefusedMessage } from "./views/channel-refused.ts";
import { leftOutsideMessage, notInvitedMessage } from "./views/not-invited.ts";

type PeopleEffect = Extract<
  IncidentEffect,
  { kind: "invite_people" | "invite_group" | "tell_not_invited" | "tell_channel_refused" }
>;

interface Failed {
  readonly userId: string;
  readonly why: string;
}

/** Lets people in, and says whom Slack did not let in. */
export function peopleDeeds(ctx: Context): DeedTable<PeopleEffect> {
  return {
    invite_people: {
      async carryOut(input) {
        const incident = await incidentOf(ctx, input);
        return inviteAll(ctx, incident, input.data.userIds, input.key);
      },
      whenRefused: { note: "People could not be invited to the channel" },
    },
    invite_group: {
      async carryOut(input) {
        const incident = await incidentOf(ctx, input);
        const present = new Set([...incident.facts.invited, ...incident.timeline.members]);
        const members = await ctx.directory.groupMembers(input.data.groupId);
        const missing = members.filter((userId) => !present.has(userId));
        return missing.length === 0 ? [] : inviteAll(ctx, incident, missing, input.key);
      },
      whenRefused: { note: "The user group that owns a service could not be invited to the channel" },
    },
    tell_not_invited: {
      async carryOut(input) {
        const incident = await incidentOf(ctx, input);
        const { failed } = input.data;
        const room = roomOf(incident);
        if (room) await postOnce(ctx, input, room, notInvitedMessage(failed));
        const outside = failed.find(({ userId }) => userId === personId(incident.facts.declaredBy));
        if (outside && incident.facts.isPrivate) await tellOutside(ctx, input, incident, outside);
        return [];
      },
      whenRefused: { note: "The channel could not be told who was not invited" },
    },
    tell_channel_refused: {
      async carryOut(input) {
        const { id, facts } = await incidentOf(ctx, input);
        const { userId, reason } = input.data;
        await postDirect(ctx, input, userId, channelRefusedMessage({ id, title: facts.title, reason }));
        return [];
      },
      whenRefused: { note: "The declarer could not be told that no private channel could be made" },
    },
  };
}

/** Invites everybody it can, a hundred at a time, and says who came and who did not. */
async function inviteAll(
  ctx: Context,
  { facts }: Incident,
  userIds: readonly string[],
  key: string,
): Promise<readonly NewEntry[]> {
  if (!facts.channel || facts.channel.isArchived) return [];
  const failed: Failed[] = [];
  for (let from = 0; from < userIds.length; from += LIMITS.invite.people) {
    const some = userIds.slice(from, from + LIMITS.invite.people);
    failed.push(...(await invite(ctx, facts.channel.id, some)));
  }
  const missing = new Set(failed.map(({ userId }) => userId));
  const invited = userIds.filter((userId) => !missing.has(userId));
  return [{ kind: "people_invited", by: SITREP, key, data: { userIds: invited, failed } }];
}

/** Nobody can join a private channel, so a declarer who was not let in would hear nothing more of it. */
async function tellOutside(ctx: Context, input: DeedInput<unknown>, { id, facts }: Incident, { userId, why }: Failed) {
  const told = { ...input, key: `${input.key}/declarer` };
  await postDirect(
    ctx,
    told,
    userId,
    leftOutsideMessage({ id, title: facts.title, channel: facts.channel?.name, why }),
  );
}

const problems = z.object({ errors: z.array(z.object({ user: z.string(), error: z.string() })).default([]) });

/** They are in, or are the bot itself. */
const HARMLESS = new Set(["already_in_channel", "cant_invite_self"]);

/** Invites whom it can; gives those who cannot be invited, each with Slack's reason. */
async function invite(ctx: Context, channel: string, userIds: readonly string[]): Promise<Failed[]> {
  try {
    const users = userIds.join(",");
    return told(await ctx.slack.call("conversations.invite", { channel, users, force: true }));
  } catch (error) {
    if (!(error instanceof SlackCallError) || error.failure.kind !== "refused" || !isRefused(error)) throw error;
    const { answer, code, meaning } = error.failure;
    if (meaning === "gone") throw error;
    const each = told(answer);
    if (problems.parse(answer).errors.length > 0) return each;
    return userIds.map((userId) => ({ userId, why: code }));
  }
}

function told(answer: unknown): Failed[] {
  const { errors } = problems.parse(answer);
  return errors.filter(({ error }) => !HARMLESS.has(error)).map(({ user, error }) => ({ userId: user, why: error }));
}
