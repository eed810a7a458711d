import type { Incident } from "../../core/product.ts";
import { type RoleEffect, roleLabel } from "../../core/roles/index.ts";
import { incidentOf, postDirectOr, postOnce, roomOf } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedInput, DeedTable } from "../kit/deeds.ts";
import type { Message } from "../kit/index.ts";
import { calledName } from "./give.ts";
import {
  handoverDeclined,
  handoverOffer,
  type OfIncident,
  roleBrief,
  roleOffer,
  roleReleased,
  roleTaken,
  toldInRoom,
} from "./views/role-news.ts";

/** How what happens to roles is told: to the people concerned, and in one line to the channel. */
export function roleDeeds(ctx: Context): DeedTable<RoleEffect> {
  const roleOf = (id: string) =>
    ctx.policy().roles.find((role) => role.id === id) ?? {
      id,
      label: roleLabel(ctx.policy(), id),
      duty: "",
      brief: "",
    };

  async function toRoom(input: DeedInput<unknown>, view: (incident: Incident) => Message | Promise<Message>) {
    const incident = await incidentOf(ctx, input);
    const room = roomOf(incident);
    if (room) await postOnce(ctx, input, room, await view(incident));
    return [];
  }

  async function toPerson(input: DeedInput<unknown>, userId: string, view: (of: OfIncident) => Message) {
    const incident = await incidentOf(ctx, input);
    const { title, channel } = incident.facts;
    const told = view({ incidentId: incident.id, title, channelId: channel?.id });
    await postDirectOr(ctx, input, userId, told, { room: roomOf(incident), message: toldInRoom(userId, told) });
    return [];
  }

  const named = async (userId: string | undefined) => (userId === undefined ? undefined : calledName(ctx, userId));

  return {
    offer_roles: {
      carryOut: (input) =>
        toRoom(input, ({ id, facts }) => {
          const { roles } = ctx.policy();
          const needed = roles.filter((role) => role.neededFor.includes(facts.severity));
          return roleOffer({ incidentId: id, roles: needed.length > 0 ? needed : roles.slice(0, 1) });
        }),
      whenRefused: { note: "The buttons to claim roles could not be posted" },
    },
    brief_holder: {
      carryOut: (input) =>
        toPerson(input, input.data.userId, (of) =>
          roleBrief({ ...of, role: roleOf(input.data.role), givenBy: input.data.givenBy }),
        ),
      whenRefused: { note: "The brief of a role could not be sent to its new holder" },
    },
    tell_role_taken: {
      carryOut: (input) =>
        toRoom(input, async () => {
          const { role, userId, before, how, text } = input.data;
          return roleTaken({
            label: roleLabel(ctx.policy(), role),
            holder: await calledName(ctx, userId),
            before: await named(before),
            givenBy: how === "assigned" ? await named(input.data.givenBy) : undefined,
            line: text,
          });
        }),
      whenRefused: { note: "The channel could not be told who took a role" },
    },
    tell_role_released: {
      carryOut: (input) =>
        toRoom(input, async ({ id }) =>
          roleReleased({
            incidentId: id,
            role: roleOf(input.data.role),
            leaver: await calledName(ctx, input.data.userId),
          }),
        ),
      whenRefused: { note: "The channel could not be told that a role is free" },
    },
    ask_successor: {
      carryOut: (input) =>
        toPerson(input, input.data.to, (of) =>
          handoverOffer({ ...of, role: roleOf(input.data.role), from: input.data.from, line: input.data.text }),
        ),
      whenRefused: { note: "The person who was asked to take over could not be reached" },
    },
    tell_declined: {
      carryOut: (input) =>
        toPerson(input, input.data.from, (of) =>
          handoverDeclined({ ...of, role: roleOf(input.data.role), to: input.data.to }),
        ),
      whenRefused: { note: "The holder could not be told that their handover was declined" },
    },
  };
}
