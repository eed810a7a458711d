/** What a "no" of Slack means for whoever asked. */
export type RefusalMeaning =
  /** The same request will be refused again. */
  | "permanent"
  /** The channel or message is archived, deleted or closed to the bot. */
  | "gone"
  /** The token is no longer good: nothing will work until it is mended. */
  | "auth"
  /** This installation lacks the method, scope or plan; the incident goes on without that nicety. */
  | "optional-missing"
  /** This person cannot be reached. */
  | "person"
  /** Slack had a bad moment; worth another try. */
  | "passing";

const MEANINGS: Record<Exclude<RefusalMeaning, "permanent">, readonly string[]> = {
  gone: [
    "channel_not_found",
    "is_archived",
    "not_in_channel",
    "message_not_found",
    "thread_not_found",
    "view_not_found",
    "not_found",
  ],
  auth: [
    "token_revoked",
    "token_expired",
    "invalid_auth",
    "not_authed",
    "account_inactive",
    "team_access_not_granted",
    "team_disabled",
  ],
  "optional-missing": [
    "missing_scope",
    "unknown_method",
    "method_deprecated",
    "not_allowed_token_type",
    "plan_upgrade_required",
    "paid_only",
    "paid_teams_only",
    "feature_not_enabled",
    "restricted_action",
    "access_denied",
    "no_permission",
    "free_teams_cannot_create_standalone_canvases",
    "free_team_canvas_tab_already_exists",
    "free_team_not_allowed",
    "team_tier_cannot_create_channel_canvases",
    "canvas_disabled_user_team",
    "canvas_disabled_file_team",
    "file_uploads_disabled",
  ],
  person: [
    "user_disabled",
    "user_not_found",
    "user_not_visible",
    "users_not_found",
    "messages_tab_disabled",
    "cannot_dm_bot",
    "user_not_in_channel",
    "user_is_restricted",
    "user_is_ultra_restricted",
    "ura_max_channels",
    "org_user_not_in_team",
    "cant_invite",
    "cant_invite_self",
  ],
  passing: ["internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"],
};

const meaningOfCode = new Map<string, RefusalMeaning>();
for (const meaning of ["gone", "auth", "optional-missing", "person", "passing"] as const) {
  for (const code of MEANINGS[meaning]) meaningOfCode.set(code, meaning);
}

/** What an error code of Slack means; a code that we do not know is permanent. */
export function meaningOf(code: string): RefusalMeaning {
  return meaningOfCode.get(code) ?? "permanent";
}

/** Codes that say: it is already as you wish. */
export const alreadyDone: Readonly<Record<string, readonly string[]>> = {
  "pins.add": ["already_pinned"],
  "pins.remove": ["no_pin", "not_pinned", "message_not_found"],
  "reactions.add": ["already_reacted"],
  "reactions.remove": ["no_reaction", "message_not_found"],
  "conversations.archive": ["already_archived"],
  "conversations.unarchive": ["not_archived"],
  "conversations.invite": ["already_in_channel"],
  "conversations.kick": ["not_in_channel"],
  "conversations.leave": ["not_in_channel"],
  "chat.delete": ["message_not_found"],
  "bookmarks.remove": ["not_found", "bookmark_not_found"],
};

/** True when Slack's refusal means that nothing is left to do. */
export function isAlreadyDone(method: string, code: string): boolean {
  return alreadyDone[method]?.includes(code) ?? false;
}
