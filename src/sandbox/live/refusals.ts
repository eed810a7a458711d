import { ZodError } from "zod";
import { SlackError } from "../workspace/index.ts";
import type { Answer } from "./wire.ts";

/** Slack's codes as its client words them to a person. */
const SENTENCES: Readonly<Record<string, string>> = {
  not_in_channel: "Join the channel first, then you can do this.",
  is_archived: "This channel is archived.",
  channel_not_found: "This channel no longer exists, or you are not in it.",
  message_not_found: "That message is gone.",
  cant_update_message: "You can only edit your own messages.",
  cant_delete_message: "You can only delete your own messages.",
  name_taken: "That name is already taken by a channel, user or group.",
  invalid_name_specials: "Names can only have small letters, digits, hyphens and underscores.",
  invalid_name_punctuation: "Names can only have small letters, digits, hyphens and underscores.",
  invalid_name_required: "Write a name for the channel.",
  invalid_name_maxlength: "Names are 80 characters long at most.",
  invalid_name: "That name cannot be used.",
  user_is_restricted: "Guests cannot do this.",
  restricted_action: "An administrator has switched this off.",
  too_long: "That is too long: 250 characters at most.",
  already_in_channel: "They are in this channel already.",
  cant_archive_general: "#general cannot be archived.",
  cant_leave_general: "Nobody can leave #general.",
  user_disabled: "That account is deactivated.",
};

/** Why something was not done, for the page: a code and a sentence. */
export function refusal(error: unknown): Answer {
  if (error instanceof SlackError) {
    return { ok: false, error: error.code, notice: SENTENCES[error.code] ?? `Slack refuses: ${error.code}` };
  }
  if (error instanceof ZodError) return { ok: false, error: "invalid_request", notice: "The page asked for nonsense." };
  const notice = error instanceof Error ? error.message : String(error);
  return { ok: false, error: "failed", notice };
}
