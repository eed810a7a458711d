import { SlackError } from "./slack-error.ts";

const LONGEST_NAME = 80;

/** Refuses a channel name with the code that Slack gives for its flaw. */
export function checkChannelName(name: string): string {
  if (name === "") throw new SlackError("invalid_name_required");
  if (name.length > LONGEST_NAME) throw new SlackError("invalid_name_maxlength");
  if (!/^[a-z0-9_-]+$/.test(name)) throw new SlackError("invalid_name_specials");
  if (/^[_-]+$/.test(name)) throw new SlackError("invalid_name_punctuation");
  return name;
}
