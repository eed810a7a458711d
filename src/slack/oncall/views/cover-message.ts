import type { Cover } from "../../../core/oncall/index.ts";
import {
  actions,
  button,
  joinMrkdwn,
  type Message,
  type Mrkdwn,
  message,
  mrkdwn,
  quote,
  section,
  userMention,
} from "../../kit/index.ts";
import { oncallIds } from "../ids.ts";
import { stretchWords } from "./stretch-words.ts";

export interface CoverModel {
  readonly cover: Cover;
  readonly rotation: string;
  /** Whose message it is. */
  readonly reader: string | undefined;
  /** It was asked before and nobody answered. */
  readonly isAgain: boolean;
  /** A newer message asks the same. */
  readonly isOvertaken: boolean;
}

/** Asks one person of the rotation to take over, or says what became of it. */
export function coverMessage(model: CoverModel): Message {
  const outcome = coverOutcome(model);
  if (outcome) return message(outcome, [section(outcome)]);
  const { cover, rotation, isAgain } = model;
  const level = cover.level === "secondary" ? mrkdwn` as secondary` : mrkdwn``;
  const still = isAgain ? mrkdwn`Still open: ` : mrkdwn``;
  const asks = mrkdwn`${still}${userMention(cover.userId)} asks for cover in *${rotation}*${level}: ${stretchWords(cover)}.`;
  const text = cover.why ? joinMrkdwn([asks, quote(cover.why)], "\n") : asks;
  const { id } = cover;
  return message(text, [
    section(text),
    actions([
      button({ text: "I cover", actionId: oncallIds.takeCover.build({ id }), style: "primary" }),
      button({ text: "I can't", actionId: oncallIds.declineCover.build({ id }) }),
    ]),
  ]);
}

function coverOutcome({ cover, rotation, reader, isOvertaken }: CoverModel): Mrkdwn | undefined {
  const what = mrkdwn`${userMention(cover.userId)} in ${rotation}, ${stretchWords(cover)}`;
  switch (cover.end?.how) {
    case "taken":
      return cover.end.userId === reader
        ? mrkdwn`You cover ${what}. You are on call then.`
        : mrkdwn`${cover.end.userId ? userMention(cover.end.userId) : "Somebody"} covers ${what}.`;
    case "withdrawn":
      return mrkdwn`No cover is needed any more for ${what}.`;
    case "expired":
      return mrkdwn`Nobody took the cover for ${what}; ${userMention(cover.userId)} stays on call.`;
    case undefined:
      if (reader !== undefined && cover.declinedBy.includes(reader))
        return mrkdwn`You said that you cannot cover ${what}.`;
      return isOvertaken ? mrkdwn`Asked again below: cover for ${what}.` : undefined;
  }
}
