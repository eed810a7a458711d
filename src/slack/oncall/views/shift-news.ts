import type { Cover, CoverNews, ShiftNews, Swap, SwapNews } from "../../../core/oncall/index.ts";
import { type Message, type Mrkdwn, message, mrkdwn, section, type Text, userMention } from "../../kit/index.ts";
import { stretchWords } from "./stretch-words.ts";

const said = (text: Mrkdwn): Message => message(text, [section(text)]);

/** What became of the cover that somebody asked for. */
export function coverNews(what: CoverNews, cover: Cover, rotation: Text): Message {
  const when = mrkdwn`${rotation}, ${stretchWords(cover)}`;
  switch (what) {
    case "cover_taken":
      return said(mrkdwn`${cover.end?.userId ? userMention(cover.end.userId) : "Somebody"} covers you: ${when}.`);
    case "cover_expired":
      return said(
        mrkdwn`Nobody took your cover, so you are on call: ${when}. Somebody who may lead can still put another in your place with \`/incident override\`.`,
      );
    case "cover_hopeless":
      return said(
        mrkdwn`Everybody whom I asked said that they cannot cover you: ${when}. You stay on call unless somebody changes their mind.`,
      );
  }
}

/** What became of the swap that somebody offered. */
export function swapNews(what: SwapNews, swap: Swap, rotation: Text): Message {
  const other = userMention(swap.other);
  switch (what) {
    case "swap_accepted":
      return said(
        mrkdwn`${other} swapped with you in ${rotation}. You are on call ${stretchWords(swap.takes)}; ${other} is ${stretchWords(swap.gives)}.`,
      );
    case "swap_declined":
      return said(mrkdwn`${other} declined your swap in ${rotation}. You stay on call ${stretchWords(swap.gives)}.`);
    case "swap_expired":
      return said(
        mrkdwn`${other} did not answer your swap in ${rotation} in time. You stay on call ${stretchWords(swap.gives)}.`,
      );
  }
}

/** Somebody else changed who is on call. */
export function overrideNews(
  { what, by, held }: Extract<ShiftNews, { readonly held: object }>,
  rotation: Text,
): Message {
  const who: Text = by === undefined ? "Sitrep" : userMention(by);
  const level = held.level === "secondary" ? mrkdwn` as secondary` : mrkdwn``;
  const when = mrkdwn`${stretchWords(held)}`;
  switch (what) {
    case "put_on_call":
      return said(mrkdwn`${who} put you on call for *${rotation}*${level}: ${when}.`);
    case "relieved":
      return said(
        mrkdwn`${who} put ${userMention(held.userId)} on call for *${rotation}*${level} instead of you: ${when}.`,
      );
    case "back_on_call":
      return said(
        mrkdwn`${who} took back that ${userMention(held.userId)} is on call for *${rotation}*${level}, so you are again: ${when}.`,
      );
    case "put_off_call":
      return said(mrkdwn`${who} took it back that you are on call for *${rotation}*${level}: ${when}.`);
  }
}
