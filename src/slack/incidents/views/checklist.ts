import { header, joinMrkdwn, type Message, message, mrkdwn, section } from "../../kit/index.ts";

const TITLE = "The first five minutes";

/** What to do first, in the policy's words. */
export function checklistMessage(items: readonly string[]): Message {
  const lines = joinMrkdwn(
    items.map((item, index) => mrkdwn`${index + 1}. ${item}`),
    "\n",
  );
  return message(joinMrkdwn([TITLE, lines], "\n"), [header(TITLE), section(lines)]);
}
