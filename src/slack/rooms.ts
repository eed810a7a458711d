import { approvalsRoom } from "./approvals/index.ts";
import { createRouter } from "./commands/index.ts";
import { escalationRoom } from "./escalation/index.ts";
import { homeRoom } from "./home/index.ts";
import { controlPanel, incidentsRoom, openDeclareForm } from "./incidents/index.ts";
import type { AskViews } from "./kit/asks.ts";
import type { Context } from "./kit/context.ts";
import { createGate, type Gate, guardedDoors, type Registrations } from "./kit/index.ts";
import type { Room } from "./kit/room.ts";
import { noticesRoom } from "./notices/index.ts";
import { oncallRoom } from "./oncall/index.ts";
import { postmortemsRoom } from "./postmortems/index.ts";
import { relatedRoom } from "./related/index.ts";
import { remindersRoom } from "./reminders/index.ts";
import { rolesRoom } from "./roles/index.ts";
import { servicesRoom } from "./services/index.ts";
import { summaryRoom } from "./summary/index.ts";
import { timelineRoom } from "./timeline/index.ts";
import { triggersRoom } from "./triggers/index.ts";
import { updatesRoom } from "./updates/index.ts";

/** What each part of the product brings to Slack. */
const rooms: readonly ((ctx: Context, asks: AskViews, gate: Gate) => Room)[] = [
  timelineRoom,
  incidentsRoom,
  servicesRoom,
  rolesRoom,
  updatesRoom,
  approvalsRoom,
  escalationRoom,
  triggersRoom,
  noticesRoom,
  oncallRoom,
  relatedRoom,
  postmortemsRoom,
  remindersRoom,
  summaryRoom,
  homeRoom,
];

/** Builds the rooms and lets everything that people can do in them be heard. */
export function furnish(ctx: Context, hearing: Registrations): readonly Room[] {
  const asks: AskViews = {};
  const gate = createGate(ctx);
  const built = rooms.map((room) => room(ctx, asks, gate));
  for (const room of built) Object.assign(asks, room.asks);
  const doors = guardedDoors(ctx, gate, hearing);
  for (const room of built) room.register?.(doors);
  createRouter({
    ctx,
    gate,
    verbs: built.flatMap((room) => room.verbs ?? []),
    openDeclareForm: (input) => openDeclareForm(ctx, input),
    controlPanel: (input, incident) => controlPanel(ctx, incident, input.userId),
  }).register(doors);
  return built;
}
