import { counted } from "../../../lib/amounts.ts";
import { andList } from "../../../lib/lists.ts";
import { andMrkdwn } from "../../kit/and-list.ts";
import {
  actions,
  button,
  date,
  type Message,
  type Mrkdwn,
  message,
  mrkdwn,
  prose,
  type Reply,
  section,
  userMention,
} from "../../kit/index.ts";
import { escalationIds } from "../ids.ts";

export interface ExhaustedModel {
  readonly incidentId: number;
  readonly why: string;
  /** Who asked for help, when a person did. */
  readonly askedBy: string | undefined;
  /** The rungs that were called, by label. */
  readonly called: readonly string[];
  /** How often everybody was called by now. */
  readonly round: number;
}

/** Everybody was called, or there was nobody to call: the channel is asked. */
export function exhaustedMessage({ incidentId, why, askedBy, called, round }: ExhaustedModel): Message {
  const asked = askedBy ? mrkdwn`${askedBy} asks for help` : mrkdwn`Help is needed`;
  const again = round > 1 ? mrkdwn` (round ${round})` : mrkdwn``;
  const text =
    called.length > 0
      ? mrkdwn`*Nobody is left to call, and nobody has taken it.* Called so far${again}: ${andList(called)}. Why they were called: ${prose(why)}\nWho can take this, or knows who can? \`/incident escalate\` begins with the first again.`
      : mrkdwn`*${asked}:* ${prose(why)}\nNobody else on the ladder can be called just now: they are on it already, or nobody is there. Who else can help, or knows who can?`;
  const page = button({ text: "Page", actionId: escalationIds.page.build({ incidentId }) });
  return message(text, [section(text), actions([page])]);
}

/** In private, to whoever marked a message as one that asks for escalation. */
export function offerMessage(incidentId: number, next: string | undefined): Message {
  const whom = next
    ? mrkdwn`*Escalate* calls ${next} first.`
    : mrkdwn`Nobody stands on the ladder, so *Escalate* asks in the channel.`;
  const text = mrkdwn`You marked a message as one that asks for escalation. ${whom} *Page* calls somebody by name.`;
  return message(text, [
    section(text),
    actions([
      button({ text: "Escalate", actionId: escalationIds.escalate.build({ incidentId }), style: "primary" }),
      button({ text: "Page", actionId: escalationIds.page.build({ incidentId }) }),
    ]),
  ]);
}

/** How people are put on the ladder, for whoever asked it to be climbed. */
const HOW_TO = mrkdwn`To have people called: put a rotation into rotations.yml, or name people under \`escalation.ladder\` in policy.yml. \`/incident page @name why\` calls somebody now.`;

export interface CalledModel {
  /** Who was called just now, by rung; nobody where everybody was called before. */
  readonly called: readonly {
    readonly userIds: readonly string[];
    readonly groups: number;
    readonly label: string;
  }[];
  readonly until: number | undefined;
  readonly next: string | undefined;
  /** From the second on: nobody had answered the one before. */
  readonly round: number;
  /** When the last was called in vain. */
  readonly lastCalled: { readonly at: number; readonly label: string } | undefined;
  readonly isLadderSet: boolean;
}

/** What whoever asked is told: who was called, and what follows. */
export function calledReply({ called, until, next, round, lastCalled, isLadderSet }: CalledModel): Reply {
  if (called.length === 0) return { text: nobodyCalled(lastCalled, isLadderSet).value };
  const each = called.map(({ userIds, groups, label }) => {
    const group = groups === 1 ? "a user group" : counted(groups, "user group");
    return mrkdwn`${andMrkdwn([...userIds.map(userMention), ...(groups > 0 ? [group] : [])])} (${label})`;
  });
  const then =
    until === undefined
      ? mrkdwn``
      : mrkdwn` If nobody acknowledges by ${date(until, "time")}, ${next ? `it goes to ${next}` : "I ask in the channel"}.`;
  const again = round > 1 ? mrkdwn`Nobody has answered so far, so I begin again with the first. ` : mrkdwn``;
  return { text: mrkdwn`${again}I called ${andMrkdwn(each)}.${then}`.value };
}

function nobodyCalled(lastCalled: CalledModel["lastCalled"], isLadderSet: boolean): Mrkdwn {
  if (!isLadderSet) return mrkdwn`Nobody stands on the ladder, so I asked in the channel. ${HOW_TO}`;
  if (!lastCalled) {
    return mrkdwn`I called nobody: everybody on the ladder is on it already, or nobody stands there now. I asked in the channel. \`/incident page @name why\` calls somebody by name.`;
  }
  const { at, label } = lastCalled;
  return mrkdwn`I called nobody: everybody on the ladder was called already, the last at ${date(at, "time")} (${label}), and nobody has answered. I asked in the channel. \`/incident page @name why\` calls somebody by name, and \`/incident escalate\` begins again with the first.`;
}
