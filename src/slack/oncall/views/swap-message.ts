import type { Swap } from "../../../core/oncall/index.ts";
import { actions, button, type Message, type Mrkdwn, message, mrkdwn, section, userMention } from "../../kit/index.ts";
import { oncallIds } from "../ids.ts";
import { stretchWords } from "./stretch-words.ts";

export interface SwapModel {
  readonly swap: Swap;
  readonly rotation: string;
  readonly isAgain: boolean;
  readonly isOvertaken: boolean;
}

/** Offers a person a shift against theirs, or says what became of it. */
export function swapMessage(model: SwapModel): Message {
  const outcome = swapOutcome(model);
  if (outcome) return message(outcome, [section(outcome)]);
  const { swap, rotation, isAgain } = model;
  const still = isAgain ? mrkdwn`Still open: ` : mrkdwn``;
  const text = mrkdwn`${still}${userMention(swap.userId)} wants to swap shifts with you in *${rotation}*.\nYou would take ${stretchWords(swap.gives)}.\n${userMention(swap.userId)} would take yours, ${stretchWords(swap.takes)}.`;
  const { id } = swap;
  return message(text, [
    section(text),
    actions([
      button({ text: "Swap", actionId: oncallIds.acceptSwap.build({ id }), style: "primary" }),
      button({ text: "No", actionId: oncallIds.declineSwap.build({ id }) }),
    ]),
  ]);
}

function swapOutcome({ swap, rotation, isOvertaken }: SwapModel): Mrkdwn | undefined {
  const who = userMention(swap.userId);
  switch (swap.end?.how) {
    case "accepted":
      return mrkdwn`Swapped with ${who} in ${rotation}. You are on call ${stretchWords(swap.gives)}; ${who} is ${stretchWords(swap.takes)}.`;
    case "declined":
      return mrkdwn`You declined the swap with ${who} in ${rotation}. Nothing changes.`;
    case "withdrawn":
      return mrkdwn`${who} took the offered swap in ${rotation} back. Nothing changes.`;
    case "expired":
      return mrkdwn`The swap that ${who} offered in ${rotation} was not answered in time. Nothing changes.`;
    case undefined:
      return isOvertaken ? mrkdwn`Asked again below: a swap with ${who} in ${rotation}.` : undefined;
  }
}
