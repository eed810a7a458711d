import { type Message, message, mrkdwn, section } from "../../kit/index.ts";

const NEXT = "Open api.slack.com/apps → Sitrep → OAuth & Permissions";

/** What somebody has to mend, by Slack's code. */
function mend(reason: string): string {
  if (reason.startsWith("missing_scope")) {
    return `The app may not create private channels. ${NEXT}, add the scope groups:write and install the app again.`;
  }
  if (/^(restricted_action|access_denied|no_permission|user_is_restricted)/.test(reason)) {
    return "This workspace does not let apps create private channels. A workspace admin can allow it under Settings → Permissions → Channel management.";
  }
  if (/^(unknown_method|method_deprecated)/.test(reason)) {
    return "This Slack has no way for an app to create a channel. Until it does, private incidents cannot be run with Sitrep here.";
  }
  if (reason.startsWith("name_taken")) {
    return "Every name that I tried for it is taken. Give it another title and try again.";
  }
  return `Slack's reason was “${reason}”. Whoever runs Sitrep can look it up.`;
}

/** To the declarer of a private incident that could not have a private channel. */
export function channelRefusedMessage({ id, title, reason }: { id: number; title: string; reason: string }): Message {
  const text = mrkdwn`*I could not open a private channel for incident #${id}: ${title}*\nSo I cancelled it: a private incident is never run in public. Nothing was announced, and nobody else was told.`;
  const remedy = mrkdwn`${mend(reason)}\nWhen that is mended, \`/incident #${id} reopen channel is possible now\` tries again.`;
  return message(mrkdwn`${text}\n${remedy}`, [section(text), section(remedy)]);
}
