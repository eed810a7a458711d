import { joinMrkdwn, type Message, message, mrkdwn, section } from "../../kit/index.ts";

export interface MaskedNotice {
  readonly kinds: readonly string[];
  /** The message still stands in Slack; false for what was typed into a form. */
  readonly isInSlack: boolean;
}

/** Tells an author what was masked, and what is left for them to do. */
export function maskedNotice({ kinds, isInSlack }: MaskedNotice): Message {
  const found = kinds.join(", ");
  const stored = mrkdwn`:lock: I found what looks like a secret in your words (${found}) and masked it before it was stored.`;
  const still = isInSlack
    ? mrkdwn`*The message itself still stands in Slack.* Delete or edit it, and change the secret: treat it as known to everybody here.`
    : mrkdwn`If it was a real one, change it: what was typed here has left your keyboard.`;
  const text = joinMrkdwn([stored, still], "\n");
  return message(text, [section(text)]);
}
