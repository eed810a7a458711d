import { type Actor, personId } from "../../../core/ledger/index.ts";
import type { SummaryModel, SummaryRole } from "../../../core/summary/index.ts";
import { statusLabel } from "../../../core/updates/index.ts";
import {
  channelLink,
  date,
  durationWords,
  joinMrkdwn,
  link,
  type Mrkdwn,
  mrkdwn,
  prose,
  quote,
  shorten,
  type Text,
  userMention,
} from "../../kit/index.ts";

/** What is said at length elsewhere is only begun here. */
const GLANCE = 600;

/** ":red_circle: SEV-1 · #12 Checkout errors", with what is special about it. */
export function titleText(model: SummaryModel): string {
  const drill = model.isDrill ? "DRILL · " : "";
  return `:${model.severity.emoji}: ${drill}${model.severity.label} · #${model.id} ${model.title}`;
}

/** "Investigating", or how it ended. */
export function statusWords(model: SummaryModel): string {
  if (model.mergedInto !== undefined) return `Merged into #${model.mergedInto}`;
  if (model.status === "cancelled") return "Cancelled";
  if (model.isOpen && model.isRetrospective) return "Over; recorded afterwards";
  const over = model.isClosed ? "Closed" : statusLabel(model.status);
  return model.isOpen ? `${over} (${model.stage.label.toLowerCase()})` : over;
}

export const actorText = (by: Actor): Mrkdwn => {
  const userId = personId(by);
  if (userId !== undefined) return userMention(userId);
  return mrkdwn`${by === "sitrep" ? "Sitrep" : by.slice("app:".length)}`;
};

const isOngoing = ({ isOpen, isRetrospective }: SummaryModel): boolean => isOpen && !isRetrospective;

/** Roles that are held, and those that are missed. */
export const shownRoles = (model: SummaryModel): readonly SummaryRole[] =>
  model.roles.filter(({ holder, isNeeded }) => holder !== undefined || (isNeeded && isOngoing(model)));

export const roleText = ({ holder }: SummaryRole): Mrkdwn => (holder ? userMention(holder) : mrkdwn`nobody yet`);

/** Who declared it when, whether afterwards, in private or as a drill. */
export function originLine(model: SummaryModel, declarer: Text = actorText(model.declaredBy)): Mrkdwn {
  const { declared, started } = model.times;
  const at = declared === undefined ? mrkdwn`` : mrkdwn` ${date(declared, "dateTime")}`;
  const since =
    started !== undefined && started !== declared ? mrkdwn` · started ${date(started, "dateTime")}` : mrkdwn``;
  const kind = [
    ...(model.isPrivate ? ["private"] : []),
    ...(model.isDrill ? ["drill"] : []),
    ...(model.isRetrospective ? ["recorded afterwards"] : []),
  ];
  const kinds = kind.length > 0 ? mrkdwn` · ${kind.join(", ")}` : mrkdwn``;
  return mrkdwn`Declared by ${declarer}${at}${since}${kinds}`;
}

/** How it ended and how long it took; undefined while it goes on. */
export function endLine(model: SummaryModel): Mrkdwn | undefined {
  if (model.isOpen) return undefined;
  if (model.mergedInto !== undefined)
    return mrkdwn`:leftwards_arrow_with_hook: Merged into #${model.mergedInto}, where it goes on.`;
  if (model.status === "cancelled") return mrkdwn`Cancelled: this was not an incident after all.`;
  const fix = model.resolution ? mrkdwn` ${shorten(model.resolution.fix, GLANCE)}` : mrkdwn``;
  return mrkdwn`:white_check_mark: Resolved after ${durationWords(model.lastedMs)}.${fix}`;
}

export function updateText({ latestUpdate: last }: SummaryModel): Mrkdwn | undefined {
  if (!last) return undefined;
  const head = mrkdwn`*Latest update* ${date(last.at, "time")} by ${actorText(last.by)}`;
  const next = last.nextSteps ? [mrkdwn`Next: ${shorten(last.nextSteps, GLANCE)}`] : [];
  return joinMrkdwn([head, quote(shorten(last.situation, GLANCE)), ...next], "\n");
}

/** Label and text of what is known, each only where there is something to say. */
export function knownFacts(model: SummaryModel): readonly (readonly [string, Mrkdwn])[] {
  const { services, blast, category, impact, description, nextUpdateAt, counts, documentLink } = model;
  const actions = counts.openActions + counts.doneActions;
  return [
    ...(services.length > 0
      ? [["Services", mrkdwn`${shorten(services.join(", "), GLANCE)}${blast ? `; ${blast.reach}` : ""}`] as const]
      : []),
    ...(category ? [["Category", mrkdwn`${category}`] as const] : []),
    ...(impact ? [["Impact", prose(shorten(impact, GLANCE))] as const] : []),
    ...(description ? [["Description", prose(shorten(description, GLANCE))] as const] : []),
    ...(nextUpdateAt ? [["Next update", date(nextUpdateAt, "dateTime")] as const] : []),
    ...(actions > 0 ? [["Follow-ups", mrkdwn`${counts.doneActions} of ${actions} done`] as const] : []),
    ...(documentLink ? [["Post-mortem", link(documentLink, "Read it")] as const] : []),
  ];
}

function wayInto({ isOpen, isRetrospective }: SummaryModel): string {
  if (isRetrospective) return "It is written up in";
  return isOpen ? "Join" : "It was run in";
}

/** Where it is run. */
export function placeLine(model: SummaryModel): Mrkdwn | undefined {
  const { channel, channelRefused } = model;
  if (channel) {
    const way = channel.isArchived ? "Its channel was archived:" : wayInto(model);
    return mrkdwn`${way} ${channelLink(channel.id)}`;
  }
  if (channelRefused === undefined) return undefined;
  return mrkdwn`:warning: Slack would not open a channel for it (${channelRefused}), so it is run in the thread of this message.`;
}
