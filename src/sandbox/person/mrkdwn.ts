import type { Workspace } from "../workspace/index.ts";
import { dateText } from "./date-text.ts";

const SPECIAL = /<([^<>\n]+)>/g;
const DATE = /^!date\^(\d+)\^([^^|]+)(?:\^[^|]*)?$/;

/** Slack's text as a person in `tz` reads it: names instead of ids, labels instead of links, dates in their own time. */
export function readable(text: string, workspace: Workspace, tz: string): string {
  return unescaped(text.replace(SPECIAL, (_whole, inside: string) => reference(inside, workspace, tz)));
}

const unescaped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

function reference(inside: string, workspace: Workspace, tz: string): string {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? undefined : inside.slice(bar + 1);
  const date = DATE.exec(target);
  if (date) return dateText(Number(date[1]), date[2] ?? "", workspace.clock.now(), tz);
  if (target.startsWith("@")) return userName(target.slice(1), workspace);
  if (target.startsWith("#")) return channelName(target.slice(1), workspace);
  if (target.startsWith("!subteam^")) return groupName(target.slice("!subteam^".length), workspace);
  if (target.startsWith("!")) return `@${target.slice(1)}`;
  return label ?? target;
}

export const userName = (id: string, workspace: Workspace): string => {
  const user = workspace.people.find(id);
  return `@${user ? user.displayName || user.name : id}`;
};

export const channelName = (id: string, workspace: Workspace): string =>
  `#${workspace.channels.find(id)?.name ?? "private channel"}`;

export const groupName = (id: string, workspace: Workspace): string =>
  `@${workspace.userGroups.find(id)?.handle ?? id}`;
