import type { KnownBlock } from "@slack/types";
import { andMrkdwn } from "../../kit/and-list.ts";
import {
  bold,
  channelLink,
  context,
  joinMrkdwn,
  type Message,
  type Mrkdwn,
  message,
  mrkdwn,
  prose,
  section,
  type Text,
} from "../../kit/index.ts";

export interface NoticeModel {
  readonly title: string;
  readonly headline: string | undefined;
  readonly text: string;
  readonly isForCustomers: boolean;
  /** Who wrote it, by name. */
  readonly author: string;
}

/** A section holds 3,000 characters, and escaping makes more of some. */
const PIECE = 2_000;

/** The words as they were written and approved, whole, cut only between lines where that can be. */
const pieces = (text: string): Mrkdwn[] =>
  (text.match(new RegExp(`[\\s\\S]{1,${PIECE}}(?=\\n|$)|[\\s\\S]{1,${PIECE}}`, "g")) ?? []).map((piece) =>
    prose(piece.trim()),
  );

/** A notice as its audience reads it: to customers nothing but the words themselves. */
export function noticeMessage({ headline, text, isForCustomers, author }: NoticeModel): Message {
  const parts = [...(headline ? [bold(headline)] : []), ...pieces(text)];
  const foot = isForCustomers ? [] : [mrkdwn`by ${author}`];
  return message(joinMrkdwn([...parts, ...foot], "\n\n"), [...parts.map((part) => section(part)), ...footer(foot)]);
}

const footer = (foot: readonly Mrkdwn[]): KnownBlock[] => (foot.length > 0 ? [context(foot)] : []);

export interface SentNoticeModel extends NoticeModel {
  readonly isDrill: boolean;
  readonly channels: readonly string[];
  /** By name. */
  readonly people: readonly string[];
  readonly userGroups: number;
  readonly isOnStatusPage: boolean;
  /** The channel has read it already, when its approval was asked for. */
  readonly isApproved: boolean;
}

/** What the incident's own channel reads of it: what was said to whom, or the words to copy. */
export function sentNotice(model: SentNoticeModel): Message {
  const places = placesOf(model);
  const head = headOf(model, places);
  const isRead = model.isApproved && places.length > 0;
  const parts = isRead ? [] : [...(model.headline ? [bold(model.headline)] : []), ...pieces(model.text)];
  return message(joinMrkdwn([head, ...parts], "\n\n"), [section(head), ...parts.map((part) => section(part))]);
}

function headOf({ title, author, isDrill, isApproved }: SentNoticeModel, places: readonly Text[]): Mrkdwn {
  if (isDrill) {
    return mrkdwn`*[Drill] “${title}”* by ${author}: outside of a drill this would go out now. It went nowhere.`;
  }
  if (places.length === 0) {
    return mrkdwn`*“${title}”* by ${author} is ready to copy: no channel or person was chosen, so I sent it to nobody.`;
  }
  const end = isApproved ? ", exactly as it was approved." : ":";
  return mrkdwn`*“${title}”* by ${author} went to ${andMrkdwn(places)}${end}`;
}

const isId = (channel: string): boolean => /^[CG][A-Z0-9]{7,}$/.test(channel);

function placesOf({ channels, people, userGroups, isOnStatusPage }: SentNoticeModel): Text[] {
  return [
    ...channels.map((channel) => (isId(channel) ? channelLink(channel) : `#${channel}`)),
    ...people,
    ...(userGroups > 0 ? [userGroups === 1 ? "a user group" : `${userGroups} user groups`] : []),
    ...(isOnStatusPage ? ["the status page"] : []),
  ];
}
