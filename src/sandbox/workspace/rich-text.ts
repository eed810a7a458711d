import type { Block } from "./types.ts";

type Element = { readonly type: string } & Record<string, unknown>;

const special = /<([^<>]+)>/g;

/** What Slack's composer sends beside the text that a person typed. */
export function richText(text: string, blockId: string): Block {
  return {
    type: "rich_text",
    block_id: blockId,
    elements: [{ type: "rich_text_section", elements: elementsOf(text) }],
  };
}

function elementsOf(text: string): Element[] {
  const elements: Element[] = [];
  let from = 0;
  for (const match of text.matchAll(special)) {
    elements.push(...plain(text.slice(from, match.index)), specialElement(match[1] ?? ""));
    from = match.index + match[0].length;
  }
  return [...elements, ...plain(text.slice(from))];
}

const plain = (text: string): Element[] => (text === "" ? [] : [{ type: "text", text: unescaped(text) }]);

const unescaped = (text: string) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

function specialElement(inside: string): Element {
  const [target = "", label] = inside.split("|", 2);
  if (target.startsWith("@")) return { type: "user", user_id: target.slice(1) };
  if (target.startsWith("#")) return { type: "channel", channel_id: target.slice(1) };
  if (target.startsWith("!subteam^")) return { type: "usergroup", usergroup_id: target.slice("!subteam^".length) };
  if (target.startsWith("!")) return { type: "broadcast", range: target.slice(1) };
  return { type: "link", url: target, ...(label === undefined ? {} : { text: unescaped(label) }) };
}
