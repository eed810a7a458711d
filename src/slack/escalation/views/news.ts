import { counted } from "../../../lib/amounts.ts";
import { andList } from "../../../lib/lists.ts";
import { andMrkdwn } from "../../kit/and-list.ts";
import {
  actions,
  button,
  date,
  type Message,
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
}

/** Everybody was called, or there was nobody to call: the channel is asked. */
export function exhaustedMessage({ incidentId, why, askedBy, called }: ExhaustedModel): Message {
  const asked = askedBy ? mrkdwn`${askedBy} asks for help` : mrkdwn`Help is needed`;
  const text =
    called.length > 0
      ? mrkdwn`*Nobody is left to call, and nobody has taken it.* Called so far: ${andList(called)}. Why they were called: ${prose(why)}\nWho can take this, or knows who can?`
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
  readonly called: { readonly userIds: readonly string[]; readonly groups: number; readonly label: string } | undefined;
  readonly until: number | undefined;
  readonly next: string | undefined;
  readonly isLadderSet: boolean;
}

/** What whoever asked is told: who was called, and what follows. */
export function calledReply({ called, until, next, isLadderSet }: CalledModel): Reply {
  if (!called) {
    const why = isLadderSet
      ? mrkdwn`Everybody on the ladder is on it or was called already, so I asked in the channel. \`/incident page @name why\` calls somebody by name.`
      : mrkdwn`Nobody stands on the ladder, so I asked in the channel. ${HOW_TO}`;
    return { text: why.value };
  }
  const groups = called.groups > 0 ? [called.groups === 1 ? "a user group" : counted(called.groups, "user group")] : [];
  const whom = andMrkdwn([...called.userIds.map(userMention), ...groups]);
  const then =
    until === undefined
      ? mrkdwn``
      : mrkdwn` If nobody acknowledges by ${date(until, "time")}, ${next ? `it goes to ${next}` : "I ask in the channel"}.`;
  return { text: mrkdwn`I called ${whom} (${called.label}).${then}`.value };
}
