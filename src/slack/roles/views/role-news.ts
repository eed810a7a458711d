import type { Button } from "@slack/types";
import {
  actions,
  button,
  channelLink,
  header,
  joinMrkdwn,
  type Message,
  type Mrkdwn,
  message,
  mrkdwn,
  quote,
  section,
  type Text,
  userMention,
} from "../../kit/index.ts";
import { roleIds } from "../ids.ts";

export interface OfIncident {
  readonly incidentId: number;
  readonly title: string;
  readonly channelId: string | undefined;
}

interface NamedRole {
  readonly id: string;
  readonly label: string;
}

const claim = (incidentId: number, role: NamedRole): Button =>
  button({
    text: `Claim ${role.label}`,
    actionId: roleIds.claim.build({ incidentId, role: role.id }),
  });

/** The first roles to be filled, each to be claimed by a click. */
export function roleOffer({ incidentId, roles }: { incidentId: number; roles: readonly NamedRole[] }): Message {
  const text = mrkdwn`*Who does what?* Claim a role, or give one to somebody with \`/incident role commander @name\`.`;
  return message(text, [section(text), actions(roles.map((role) => claim(incidentId, role)))]);
}

export interface TakenModel {
  readonly label: string;
  readonly holder: Text;
  readonly before: Text | undefined;
  readonly givenBy: Text | undefined;
  readonly line: string | undefined;
}

/** One line for the channel. */
export function roleTaken({ label, holder, before, givenBy, line }: TakenModel): Message {
  const role = label.toLowerCase();
  const from = before === undefined ? mrkdwn`` : mrkdwn`, taking over from ${before}`;
  const by = givenBy === undefined ? mrkdwn`` : mrkdwn` (named by ${givenBy})`;
  const text = mrkdwn`${holder} is ${role} now${from}${by}.`;
  const whole = line ? joinMrkdwn([text, quote(line)], "\n") : text;
  return message(whole, [section(whole)]);
}

export function roleReleased(model: { incidentId: number; role: NamedRole; leaver: Text }): Message {
  const text = mrkdwn`${model.leaver} is no longer ${model.role.label.toLowerCase()}. Nobody is, for now.`;
  return message(text, [section(text), actions([claim(model.incidentId, model.role)])]);
}

/** The incident by number and title, with its channel. */
const linked = ({ incidentId, title, channelId }: OfIncident): Mrkdwn =>
  channelId ? mrkdwn`#${incidentId} ${title} (${channelLink(channelId)})` : mrkdwn`#${incidentId} ${title}`;

export interface BriefModel extends OfIncident {
  readonly role: NamedRole & { readonly duty: string; readonly brief: string };
  /** Who gave the role, when the person did not take it themselves. */
  readonly givenBy: string | undefined;
}

/** What a role asks of the person who just took it. */
export function roleBrief(model: BriefModel): Message {
  const { role, givenBy } = model;
  const title = `You are ${role.label.toLowerCase()}`;
  const given = givenBy ? mrkdwn`, named by ${userMention(givenBy)}` : mrkdwn``;
  const opening = mrkdwn`In ${linked(model)}${given}. ${role.duty}`;
  const ids = { incidentId: model.incidentId, role: role.id };
  const buttons = [
    button({ text: "Hand over", actionId: roleIds.handOver.build(ids) }),
    button({ text: "Release", actionId: roleIds.release.build(ids) }),
  ];
  return message(joinMrkdwn([title, opening, role.brief], "\n"), [
    header(title),
    section(opening),
    section(role.brief),
    actions(buttons),
  ]);
}

export interface HandoverModel extends OfIncident {
  readonly role: NamedRole & { readonly duty: string };
  readonly from: string;
  readonly line: string;
}

/** Asks somebody to take over, with the leaver's line. */
export function handoverOffer(model: HandoverModel): Message {
  const { role, from, line, incidentId } = model;
  const text = mrkdwn`${userMention(from)} asks you to take over as *${role.label.toLowerCase()}* of ${linked(model)}.`;
  const said = joinMrkdwn([quote(line), role.duty], "\n");
  const ids = { incidentId, role: role.id };
  return message(joinMrkdwn([text, said], "\n"), [
    section(text),
    section(said),
    actions([
      button({ text: "Accept", actionId: roleIds.accept.build(ids), style: "primary" }),
      button({ text: "Decline", actionId: roleIds.decline.build(ids) }),
    ]),
  ]);
}

export interface DeclinedModel extends OfIncident {
  readonly role: NamedRole;
  readonly to: string;
}

/** To the holder who wanted to hand over. */
export function handoverDeclined(model: DeclinedModel): Message {
  const { role, to, incidentId } = model;
  const text = mrkdwn`${userMention(to)} cannot take over as ${role.label.toLowerCase()} of ${linked(model)}. You still hold the role.`;
  const again = button({ text: "Hand over", actionId: roleIds.handOver.build({ incidentId, role: role.id }) });
  return message(text, [section(text), actions([again])]);
}

/** The same message for the incident's room, where its reader could not be reached. */
export function toldInRoom(userId: string, told: Message): Message {
  const note = mrkdwn`${userMention(userId)}, I cannot send you direct messages, so here it is:`;
  return { text: `${note.value}\n${told.text}`, blocks: [section(note), ...told.blocks] };
}
