import type { PublicStatus } from "../../../config/index.ts";
import { statusLabel } from "../../../core/updates/index.ts";
import {
  bold,
  channelLink,
  context,
  date,
  joinMrkdwn,
  type Message,
  type Mrkdwn,
  message,
  mrkdwn,
  prose,
  section,
} from "../../kit/index.ts";

export interface UpdateModel {
  readonly incident: {
    readonly id: number;
    readonly title: string;
    readonly severityLabel: string;
    readonly emoji: string;
    readonly isDrill: boolean;
    readonly channelId: string | undefined;
  };
  readonly status: PublicStatus;
  /** It ended, or goes on after all; absent for an update. */
  readonly turn?: "resolved" | "reopened" | "cancelled" | "made_real";
  readonly situation: string;
  /** In the end. */
  readonly impact?: string | undefined;
  readonly actionsTaken: string | undefined;
  readonly nextSteps: string | undefined;
  /** Epoch milliseconds. */
  readonly nextUpdateAt: number | undefined;
  readonly isNothingNew: boolean;
  /** Who posted it, by name: nobody is pinged for having written. */
  readonly author: string;
}

/** Where it is read: those outside the incident are told which one it is. */
export type UpdateAudience = "channel" | "thread" | "subscriber" | "stakeholders";

/** One update, as it reads in one of its places. */
export function updateMessage(model: UpdateModel, audience: UpdateAudience): Message {
  const parts = [...heading(model, audience), ...body(model)];
  const foot = joinMrkdwn(footing(model, audience), "  ·  ");
  const text = joinMrkdwn([...parts, foot], "\n");
  return message(text, [...parts.map((part) => section(part)), context([foot])]);
}

function headline({ status, turn }: UpdateModel): Mrkdwn {
  switch (turn) {
    case "resolved":
      return mrkdwn`:white_check_mark: Resolved`;
    case "reopened":
      return mrkdwn`Reopened: ${statusLabel(status)}`;
    case "made_real":
      return mrkdwn`:rotating_light: No drill: this is a real incident now`;
    case "cancelled":
      return mrkdwn`Cancelled: not an incident after all`;
    case undefined:
      return mrkdwn`Update: ${statusLabel(status)}`;
  }
}

function heading(model: UpdateModel, audience: UpdateAudience): Mrkdwn[] {
  const { incident } = model;
  const what = headline(model);
  const drill = incident.isDrill ? "[Drill] " : "";
  if (audience === "channel" || audience === "thread") return [bold(mrkdwn`${drill}${what}`)];
  const which = mrkdwn`:${incident.emoji}: ${drill}${incident.severityLabel} #${incident.id} ${incident.title}`;
  return [joinMrkdwn([bold(which), bold(what)], "\n")];
}

function body({ situation, impact, actionsTaken, nextSteps, nextUpdateAt, isNothingNew }: UpdateModel): Mrkdwn[] {
  if (isNothingNew) {
    return [nextUpdateAt ? mrkdwn`${situation}, next update at ${date(nextUpdateAt, "time")}.` : mrkdwn`${situation}.`];
  }
  return [
    prose(situation),
    ...(impact ? [mrkdwn`*Impact*\n${prose(impact)}`] : []),
    ...(actionsTaken ? [mrkdwn`*Actions taken*\n${prose(actionsTaken)}`] : []),
    ...(nextSteps ? [mrkdwn`*Next steps*\n${prose(nextSteps)}`] : []),
  ];
}

function footing({ incident, author, nextUpdateAt, isNothingNew }: UpdateModel, audience: UpdateAudience): Mrkdwn[] {
  const isOutside = audience === "subscriber" || audience === "stakeholders";
  return [
    mrkdwn`by ${author}`,
    ...(nextUpdateAt && !isNothingNew ? [mrkdwn`Next update ${date(nextUpdateAt, "dateTime")}`] : []),
    ...(isOutside && incident.channelId ? [channelLink(incident.channelId)] : []),
    ...(audience === "subscriber"
      ? [
          mrkdwn`You subscribed; \`/incident unsubscribe #${incident.id}\` ends it, \`/incident subscribe list\` shows all`,
        ]
      : []),
  ];
}
