import { isJson, textOf } from "../delivery/json.ts";
import type { Block, Workspace } from "../workspace/index.ts";
import { groupName, userName } from "./mrkdwn.ts";

const RINGING = /<(![a-z]+(?:\^[A-Z0-9]+)?|@[A-Z0-9]+)(?:\|[^<>]*)?>/g;

/** Whom a message rings: `@channel`, `@here`, `@dana`, `@oncall`; blocks count when there are any, else the text. */
export function pingsOf(text: string, blocks: readonly Block[] | undefined, workspace: Workspace): string[] {
  const found = new Set<string>();
  if (blocks && blocks.length > 0) visit(blocks, found, workspace);
  else mentions(text, found, workspace);
  return [...found].sort();
}

function visit(node: unknown, found: Set<string>, workspace: Workspace): void {
  if (Array.isArray(node)) {
    for (const item of node) visit(item, found, workspace);
    return;
  }
  if (!isJson(node)) return;
  if (node.type === "mrkdwn" || node.type === "markdown") mentions(textOf(node.text), found, workspace);
  if (node.type === "user") found.add(userName(textOf(node.user_id), workspace));
  if (node.type === "usergroup") found.add(groupName(textOf(node.usergroup_id), workspace));
  if (node.type === "broadcast") found.add(`@${textOf(node.range)}`);
  for (const child of Object.values(node)) visit(child, found, workspace);
}

function mentions(text: string, found: Set<string>, workspace: Workspace): void {
  for (const [, target = ""] of text.matchAll(RINGING)) {
    if (target.startsWith("@")) found.add(userName(target.slice(1), workspace));
    else if (target.startsWith("!subteam^")) found.add(groupName(target.slice("!subteam^".length), workspace));
    else if (["!channel", "!here", "!everyone"].includes(target)) found.add(`@${target.slice(1)}`);
  }
}
