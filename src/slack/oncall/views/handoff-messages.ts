import { personId } from "../../../core/ledger/index.ts";
import type { Handoff } from "../../../core/oncall/index.ts";
import {
  actions,
  button,
  context,
  date,
  joinMrkdwn,
  type Message,
  type Mrkdwn,
  message,
  mrkdwn,
  prose,
  section,
  userMention,
} from "../../kit/index.ts";
import { oncallIds } from "../ids.ts";

export interface HandoffModel {
  readonly handoff: Handoff;
  readonly rotation: string;
  readonly text: string;
}

/** The leaver's draft: to edit, to send, and what became of it. */
export function handoffDraft({ handoff, rotation, text }: HandoffModel): Message {
  const { id, arriver, changeAt, sent, acknowledged, isDropped } = handoff;
  const whom = userMention(arriver);
  if (isDropped) {
    const moot = mrkdwn`The shift in ${rotation} changes hands otherwise, so your handoff to ${whom} is not needed.`;
    return message(moot, [section(moot)]);
  }
  if (sent) {
    const read = acknowledged ? mrkdwn` ${whom} acknowledged it.` : mrkdwn``;
    const gone = mrkdwn`Your handoff of *${rotation}* went to ${whom} ${date(sent.at, "dateTime")}.${read}`;
    return message(joinMrkdwn([gone, prose(text)], "\n"), [section(gone), section(prose(text))]);
  }
  const head = mrkdwn`*Your handoff of ${rotation}.* ${whom} comes on call ${date(changeAt, "dateTime")} and gets this then, as it stands.`;
  return message(joinMrkdwn([head, prose(text)], "\n"), [
    section(head),
    section(prose(text)),
    actions([
      button({ text: "Edit", actionId: oncallIds.editHandoff.build({ id }) }),
      button({ text: "Send now", actionId: oncallIds.sendHandoff.build({ id }), style: "primary" }),
    ]),
    context([
      handoff.text === undefined
        ? mrkdwn`Drafted from the record, and written anew from it when it is sent. Once you edit it, your words stay.`
        : mrkdwn`These are your words.`,
    ]),
  ]);
}

/** How much the leaver had to do with it. */
function origin({ leaver, sent, text, delivered }: Handoff): Mrkdwn {
  const who = userMention(leaver);
  if (delivered && delivered.text === undefined) return mrkdwn`Written by ${who}, and removed on request.`;
  if (text !== undefined) return mrkdwn`Written by ${who}.`;
  if (sent && personId(sent.by) === leaver) return mrkdwn`Drafted from the record, sent by ${who}.`;
  return mrkdwn`Drafted from the record; ${who} did not look at it. Ask them what else there is.`;
}

/** What the arriver gets; with `isAgain` because it was not acknowledged. */
export function handoffMessage({ handoff, rotation, text }: HandoffModel, isAgain = false): Message {
  const { id, leaver, changeAt, acknowledged } = handoff;
  const who = userMention(leaver);
  const head = isAgain
    ? mrkdwn`You have not acknowledged the handoff of *${rotation}* from ${who} yet.`
    : mrkdwn`*Handoff of ${rotation}* from ${who}. You are on call from ${date(changeAt, "dateTime")}.`;
  const foot = acknowledged
    ? mrkdwn`You acknowledged it ${date(acknowledged.at, "dateTime")}. ${origin(handoff)}`
    : origin(handoff);
  return message(joinMrkdwn([head, prose(text), foot], "\n"), [
    section(head),
    section(prose(text)),
    ...(acknowledged
      ? []
      : [
          actions([
            button({ text: "Acknowledge", actionId: oncallIds.acknowledgeHandoff.build({ id }), style: "primary" }),
          ]),
        ]),
    context([foot]),
  ]);
}

/** An older message about a handoff that is asked for below, or acknowledged. */
export function handoffOver({ handoff, rotation }: Omit<HandoffModel, "text">): Message {
  const text = handoff.acknowledged
    ? mrkdwn`You acknowledged the handoff of ${rotation} from ${userMention(handoff.leaver)}.`
    : mrkdwn`The handoff of ${rotation} from ${userMention(handoff.leaver)} is over.`;
  return message(text, [section(text)]);
}

/** Others of the rotation hear that nobody said that they read it; never what is in it. */
export function neglectedMessage({ handoff, rotation }: Omit<HandoffModel, "text">): Message {
  const { arriver, leaver, changeAt } = handoff;
  const text = mrkdwn`${userMention(arriver)} is on call for *${rotation}* since ${date(changeAt, "dateTime")} and has not acknowledged the handoff from ${userMention(leaver)}. Please see whether they are there.`;
  return message(text, [section(text)]);
}
