import type { Button } from "@slack/types";
import {
  actions,
  channelLink,
  date,
  joinMrkdwn,
  type Message,
  type Mrkdwn,
  message,
  mrkdwn,
  oneLine,
  quote,
  section,
  shorten,
  userMention,
} from "../../kit/index.ts";

export interface PointerModel {
  readonly id: number;
  readonly survivor: {
    readonly id: number;
    /** Absent where the readers may not know more of it than its number. */
    readonly title: string | undefined;
    readonly channelId: string | undefined;
  };
  /** Who can let them in, where nobody can join. */
  readonly askId: string | undefined;
  /** When this channel goes, epoch milliseconds. */
  readonly archiveAt: number | undefined;
  readonly undo: Button | undefined;
}

const withButton = (text: Mrkdwn, undo: Button | undefined): Message =>
  message(text, [section(text), ...(undo ? [actions([undo])] : [])]);

/** Where the merged incident goes on. */
export function pointer({ survivor, askId, archiveAt, undo }: PointerModel): Message {
  const title = survivor.title ? mrkdwn` ${survivor.title}` : mrkdwn``;
  const where = survivor.channelId ? mrkdwn` Go on in ${channelLink(survivor.channelId)}.` : mrkdwn``;
  const ask = askId ? mrkdwn` It is private: ask ${userMention(askId)} to be let in.` : mrkdwn``;
  const going = archiveAt
    ? mrkdwn`\nWhat is still said here moves over too, until this channel is archived ${date(archiveAt, "time")}.`
    : mrkdwn``;
  return withButton(
    mrkdwn`:leftwards_arrow_with_hook: *Merged into #${survivor.id}${title}.*${where}${ask}${going}`,
    undo,
  );
}

/** It was no merging after all. */
export function pointerTakenBack(withdrawn: readonly string[]): Message {
  const text = mrkdwn`_The merging was taken back: this incident goes on here._${stillWithdrawn(withdrawn)}`;
  return message(text, [section(text)]);
}

/** The first line says what it is about. */
const LONGEST_REQUEST = 150;

/** What the merging withdrew does not come back by itself: by now it may be another question. */
export function stillWithdrawn(withdrawn: readonly string[]): Mrkdwn {
  if (withdrawn.length === 0) return mrkdwn``;
  const lines = withdrawn.map((what) => mrkdwn`• ${oneLine(what.split("\n")[0] ?? "", LONGEST_REQUEST)}`);
  return mrkdwn`\nWithdrawn when it was merged, and to be asked again if it is still needed:\n${joinMrkdwn(lines, "\n")}`;
}

/** What the survivor's people are told. */
export const takenIn = (loser: { readonly id: number; readonly title: string }, undo: Button | undefined): Message =>
  withButton(
    mrkdwn`:leftwards_arrow_with_hook: *#${loser.id} ${loser.title}* was merged into this incident. Its entries stand on the timeline as [#${loser.id}].`,
    undo,
  );

export function givenBack(loser: { readonly id: number; readonly title: string }): Message {
  const text = mrkdwn`_It was taken back that #${loser.id} ${loser.title} was merged in; what came from it no longer counts here._`;
  return message(text, [section(text)]);
}

export interface WorkstreamNews {
  readonly id: number;
  readonly title: string;
  readonly channelId: string | undefined;
  readonly leadId: string | undefined;
  /** What happened; undefined for the beginning. */
  readonly text: string | undefined;
}

const LONGEST = 1_500;

/** A workstream's beginning or turn, for those in the whole. */
export function workstreamNews({ id, title, channelId, leadId, text }: WorkstreamNews): Message {
  const where = channelId ? mrkdwn` · ${channelLink(channelId)}` : mrkdwn``;
  const head = mrkdwn`:twisted_rightwards_arrows: *Workstream #${id} ${title}*${where}`;
  const lead = leadId ? mrkdwn` It is led by ${userMention(leadId)}.` : mrkdwn``;
  const news = text === undefined ? mrkdwn`It was split off.${lead}` : quote(shorten(text, LONGEST));
  const whole = joinMrkdwn([head, news], "\n");
  return message(whole, [section(whole)]);
}

/** Offers to declare from a marked message. */
export function offer(emoji: string, declare: Button): Message {
  const text = mrkdwn`:${emoji}: Is that an incident? The form is filled from the message, and its thread becomes the first entries.`;
  return message(text, [section(text), actions([declare])]);
}
