import { date, type Message, message, mrkdwn, section, shorten, type Text, userMention } from "../../kit/index.ts";

export interface AssignedModel {
  readonly ownerId: string;
  readonly text: string;
  readonly dueAt: number | undefined;
  /** Who gave it to them, by name, which rings nobody. */
  readonly giver: Text;
}

const LONGEST_SHOWN = 300;

/** Tells the new owner of an action item, where everybody sees who does what. */
export function assignedMessage({ ownerId, text, dueAt, giver }: AssignedModel): Message {
  const due = dueAt === undefined ? mrkdwn`` : mrkdwn`, due ${date(dueAt, "date")}`;
  const said = mrkdwn`${userMention(ownerId)} ${giver} gave you an action item${due}: *${shorten(text, LONGEST_SHOWN)}*\n\`/incident action\` lists all of them, and marks them done.`;
  return message(said, [section(said)]);
}
