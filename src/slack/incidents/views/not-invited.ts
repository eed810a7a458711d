import { joinMrkdwn, type Message, message, mrkdwn, section, userMention } from "../../kit/index.ts";

const WHY: Readonly<Record<string, string>> = {
  user_disabled: "the account is deactivated",
  user_not_found: "Slack does not know this person",
  user_is_restricted: "guests cannot be invited here",
  user_is_ultra_restricted: "single-channel guests cannot be invited here",
  ura_max_channels: "this guest is in as many channels as allowed",
  org_user_not_in_team: "this person is not in this workspace",
  cant_invite: "Slack does not allow it",
  restricted_action: "this workspace does not let apps invite people",
  missing_scope: "the app lacks a permission",
  unknown_method: "this Slack does not let apps invite people",
};

/** Whom Slack did not let in, with the reason in words. */
export function notInvitedMessage(failed: readonly { userId: string; why: string }[]): Message {
  const lines = failed.map(({ userId, why }) => mrkdwn`I could not invite ${userMention(userId)}: ${WHY[why] ?? why}.`);
  const text = joinMrkdwn([...lines, "Please add them by hand, or ask somebody else."], "\n");
  return message(text, [section(text)]);
}

/** To the declarer of a private incident who could not be let into its channel. */
export function leftOutsideMessage(about: {
  readonly id: number;
  readonly title: string;
  readonly channel: string | undefined;
  readonly why: string;
}): Message {
  const { id, title, channel = "its channel", why } = about;
  const text = mrkdwn`*I could not let you into the private channel of #${id}: ${title}*\nThe reason: ${WHY[why] ?? why}. A workspace admin can add you to \`${channel}\`; until then, \`/incident #${id}\` works from anywhere.`;
  return message(text, [section(text)]);
}
