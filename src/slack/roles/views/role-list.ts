import type { KnownBlock } from "@slack/types";
import {
  actions,
  button,
  confirm,
  context,
  joinMrkdwn,
  type Message,
  type Mrkdwn,
  message,
  mrkdwn,
  section,
  userMention,
} from "../../kit/index.ts";
import { ON_LIST, roleIds } from "../ids.ts";

export interface ListedRole {
  readonly id: string;
  readonly label: string;
  readonly duty: string;
  readonly holder: string | undefined;
  /** Who was asked to take over, and has not answered. */
  readonly offeredTo: string | undefined;
}

export interface RoleListModel {
  readonly incidentId: number;
  readonly title: string;
  readonly viewer: string;
  readonly roles: readonly ListedRole[];
  /** What the click before came to. */
  readonly news?: string | undefined;
  /** The incident is over, so nothing can be pressed any more. */
  readonly isFinal: boolean;
}

/** Who holds what, with what the person who looks may do about it. Shown to that person only. */
export function roleList(model: RoleListModel): Message {
  const title = mrkdwn`*Roles of #${model.incidentId}: ${model.title}*`;
  const news = model.news === undefined ? [] : [mrkdwn`${model.news}`];
  const text = joinMrkdwn([...news, title, ...model.roles.map((role) => line(role))], "\n");
  const blocks: KnownBlock[] = [...news.map((said) => section(said)), section(title)];
  return message(text, [...blocks, ...model.roles.flatMap((role) => roleBlocks(role, model))]);
}

const holderText = ({ holder }: ListedRole): Mrkdwn => (holder ? userMention(holder) : mrkdwn`nobody`);

const waiting = ({ offeredTo }: ListedRole): Mrkdwn =>
  offeredTo ? mrkdwn` (waiting for ${userMention(offeredTo)} to accept)` : mrkdwn``;

const line = (role: ListedRole): Mrkdwn => mrkdwn`*${role.label}*: ${holderText(role)}${waiting(role)}`;

function roleBlocks(role: ListedRole, model: RoleListModel): KnownBlock[] {
  const described = mrkdwn`${line(role)}\n${role.duty}`;
  if (model.isFinal) return [section(described)];
  const ids = { incidentId: model.incidentId, role: role.id };
  if (role.holder === model.viewer) {
    const buttons = [
      button({ text: "Hand over", actionId: roleIds.handOver.build(ids), label: `Hand over ${role.label}` }),
      button({
        text: "Release",
        actionId: roleIds.release.build(ids),
        value: ON_LIST,
        label: `Release ${role.label}`,
      }),
    ];
    return [section(described), actions(buttons)];
  }
  return [
    section(described, { accessory: role.holder ? takeOverButton(role, role.holder, model) : claimButton(role, ids) }),
  ];
}

const claimButton = ({ label }: ListedRole, ids: { incidentId: number; role: string }) =>
  button({ text: "Claim", actionId: roleIds.claim.build(ids), value: ON_LIST, label: `Claim ${label}` });

const takeOverButton = ({ id, label }: ListedRole, from: string, { incidentId, viewer }: RoleListModel) =>
  button({
    text: "Take over",
    actionId: roleIds.takeOver.build({ incidentId, role: id, from, to: viewer }),
    label: `Take over ${label}`,
    confirm: confirm({
      title: label,
      text: mrkdwn`Take over from ${userMention(from)}?`,
      yes: "Take over",
      no: "Cancel",
    }),
  });

export interface HeldModel {
  readonly incidentId: number;
  readonly role: { readonly id: string; readonly label: string };
  readonly holder: string;
  /** Who shall hold it instead. */
  readonly to: string;
  /** Who asked for that. */
  readonly viewer: string;
}

/** Somebody has the role already: who, and whether to take it from them. */
export function heldMessage({ incidentId, role, holder, to, viewer }: HeldModel): Message {
  const label = role.label.toLowerCase();
  const question =
    to === viewer
      ? mrkdwn`Take over from ${userMention(holder)}?`
      : mrkdwn`Give it to ${userMention(to)} instead of ${userMention(holder)}?`;
  const text = mrkdwn`${userMention(holder)} is ${label} of #${incidentId}. ${question}`;
  const takeOver = roleIds.takeOver.build({ incidentId, role: role.id, from: holder, to });
  return message(text, [
    section(text),
    actions([button({ text: to === viewer ? "Take over" : "Replace", actionId: takeOver, style: "danger" })]),
    context([
      mrkdwn`Better: ask them to hand over with \`/incident role ${role.id.replaceAll("_", " ")} @name\`, so that nothing gets lost.`,
    ]),
  ]);
}
