import type { Workspace } from "../workspace/index.ts";

const MENTION = /(^|[\s(])@([\p{L}\p{N}._-]+)/gu;
const CHANNEL = /(^|[\s(])#([a-z0-9_-]+)/g;
const BROADCAST = /(^|[\s(])@(channel|here|everyone)\b/g;
const LINK = /(^|[\s(])(https?:\/\/[^\s<>|]+)/g;

/** Escapes the three characters that mean something in Slack's texts. */
export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Turns what a person types into what Slack stores: `@dana`, `#general` and links become references. */
export function typedMessage(workspace: Workspace, typed: string): string {
  const withBroadcasts = escaped(typed).replace(BROADCAST, "$1<!$2>");
  return linked(workspace, withBroadcasts, { named: false });
}

/** The text of a slash command as the app gets it; with `should_escape`, references carry a name as well. */
export function typedCommand(workspace: Workspace, typed: string, shouldEscape: boolean): string {
  return shouldEscape ? linked(workspace, escaped(typed), { named: true }) : escaped(typed);
}

function linked(workspace: Workspace, text: string, { named }: { named: boolean }): string {
  return text
    .replace(LINK, "$1<$2>")
    .replace(MENTION, (whole, before: string, name: string) => {
      const user = workspace.people.named(name) ?? workspace.people.named(name.replace(/[.,:;!?]+$/, ""));
      if (!user) return whole;
      return `${before}<@${user.id}${named ? `|${user.name}` : ""}>`;
    })
    .replace(CHANNEL, (whole, before: string, name: string) => {
      const channel = workspace.channels.named(name);
      if (!channel) return whole;
      return `${before}<#${channel.id}|${named && channel.kind === "private" ? "" : channel.name}>`;
    });
}
