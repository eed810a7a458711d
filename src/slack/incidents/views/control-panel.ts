import type { Button } from "@slack/types";
import type { SummaryModel } from "../../../core/summary/index.ts";
import {
  actions,
  button,
  date,
  durationWords,
  joinMrkdwn,
  type Message,
  type Mrkdwn,
  message,
  mrkdwn,
  section,
  type Text,
  userMention,
} from "../../kit/index.ts";
import { ids } from "../ids.ts";

/** What one person sees who asks what to do now: where the incident stands, and everything that can be pressed. */
export function controlPanel(model: SummaryModel, viewerId: string): Message {
  const lines = [headline(model), standing(model), ...roles(model, viewerId), ...news(model)];
  const text = joinMrkdwn(lines, "\n");
  return message(text, [section(text), actions(buttons(model)), actions(furtherButtons(model))]);
}

const MINUTE_MS = 60_000;

function headline({ id, title, severity, isPrivate, isDrill }: SummaryModel): Mrkdwn {
  const marks = `${isPrivate ? ":lock: " : ""}${isDrill ? "[Drill] " : ""}`;
  return mrkdwn`:${severity.emoji}: ${marks}*#${id} ${title}*`;
}

function standing({ severity, stage, status, lastedMs, isClosed }: SummaryModel): Mrkdwn {
  const where = isClosed ? "closed" : status === "cancelled" ? "cancelled" : `${stage.label} (${status})`;
  return mrkdwn`${severity.label} ${severity.name} · ${where} · ${lastedMs < MINUTE_MS ? "just begun" : durationWords(lastedMs)}`;
}

function roles({ roles: all }: SummaryModel, viewerId: string): Mrkdwn[] {
  const shown = all.filter(({ holder, isNeeded }) => holder !== undefined || isNeeded);
  if (shown.length === 0) return [];
  const each = shown.map(({ label, holder }) => mrkdwn`${label}: ${holderOf(holder, viewerId)}`);
  return [joinMrkdwn(each, " · ")];
}

function holderOf(holder: string | undefined, viewerId: string): Text {
  if (holder === undefined) return "nobody yet";
  return holder === viewerId ? "you" : userMention(holder);
}

function news({ isOpen, impact, latestUpdate, nextUpdateAt, resolution }: SummaryModel): Mrkdwn[] {
  return [
    ...(impact ? [mrkdwn`*Impact:* ${impact}`] : []),
    ...(latestUpdate ? [mrkdwn`*Last update* ${date(latestUpdate.at, "time")}: ${latestUpdate.situation}`] : []),
    ...(isOpen && nextUpdateAt !== undefined ? [mrkdwn`*Next update* due ${date(nextUpdateAt, "dateTime")}`] : []),
    ...(resolution ? [mrkdwn`*Fixed by:* ${resolution.fix}`] : []),
  ];
}

type OfIncident = (typeof ids)["resolve"];

const press = (incidentId: number, text: string, id: OfIncident, style?: "primary"): Button =>
  button({ text, actionId: id.build({ incidentId }), ...(style && { style }) });

function buttons({ id, isOpen, roles: all }: SummaryModel): Button[] {
  if (!isOpen) return [press(id, "Roles", ids.roles), press(id, "Timeline", ids.timeline)];
  const hasCommander = all.some((role) => role.id === "commander" && role.holder !== undefined);
  return [
    press(id, "Post update", ids.postUpdate, "primary"),
    press(id, "Change severity", ids.changeSeverity),
    ...(hasCommander ? [] : [press(id, "Take command", ids.takeCommand)]),
    press(id, "Roles", ids.roles),
    press(id, "Timeline", ids.timeline),
    press(id, "Resolve", ids.resolve),
  ];
}

function furtherButtons({ id, isOpen, isAcknowledged, isClosed, isRetrospective, status }: SummaryModel): Button[] {
  const edit = press(id, "Edit details", ids.editDetails);
  const notify = press(id, "Notify", ids.notify);
  if (!isOpen) {
    const canClose = !isClosed && status !== "cancelled";
    return [edit, notify, ...(canClose ? [press(id, "Close", ids.close)] : []), press(id, "Reopen", ids.reopen)];
  }
  const isAwaited = !isAcknowledged && !isRetrospective;
  return [
    ...(isAwaited ? [press(id, "Acknowledge", ids.acknowledge)] : []),
    press(id, "Stage", ids.stage),
    press(id, "Assess impact", ids.assess),
    edit,
    notify,
  ];
}
