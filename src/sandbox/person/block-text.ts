import { initialValue, optionsOf } from "../delivery/elements.ts";
import { isJson, type Json, listOf, textOf } from "../delivery/json.ts";
import type { Block, ViewState, Workspace } from "../workspace/index.ts";
import { dateText } from "./date-text.ts";
import { channelName, groupName, readable, userName } from "./mrkdwn.ts";

/** Whose eyes read, and what they have entered so far. */
export interface Reader {
  readonly workspace: Workspace;
  readonly tz: string;
  readonly entered?: ViewState;
}

/** Blocks as lines of text: what a person sees, without colours. */
export function blocksText(blocks: readonly Block[], reader: Reader): string {
  return blocks
    .map((block) => blockText(block, reader))
    .filter((text) => text !== "")
    .join("\n");
}

function blockText(block: Json, reader: Reader): string {
  switch (block.type) {
    case "header":
      return `# ${textObject(block.text, reader)}`;
    case "section":
      return lines([
        textObject(block.text, reader),
        ...fields(block, reader),
        elementText(block.accessory, block, reader),
      ]);
    case "context":
      return listOf(block.elements)
        .map((element) => (element.type === "image" ? `[${textOf(element.alt_text)}]` : textObject(element, reader)))
        .join(" · ");
    case "actions":
    case "context_actions":
      return listOf(block.elements)
        .map((element) => elementText(element, block, reader))
        .join(" ");
    case "input":
      return inputText(block, reader);
    case "divider":
      return "---";
    case "image":
      return `[${textObject(block.title, reader) || textOf(block.alt_text)}]`;
    case "markdown":
      return readable(textOf(block.text), reader.workspace, reader.tz);
    case "rich_text":
      return richText(block, reader);
    case "table":
      return tableText(block, reader);
    default:
      return otherText(block, reader);
  }
}

const lines = (texts: readonly string[]): string => texts.filter((text) => text !== "").join("\n");

/** Text of a text object: plain text as it is, mrkdwn with its references resolved. */
export function textObject(value: unknown, reader: Reader): string {
  if (typeof value === "string") return value;
  if (!isJson(value)) return "";
  const text = textOf(value.text);
  return value.type === "mrkdwn" ? readable(text, reader.workspace, reader.tz) : text;
}

const fields = (block: Json, reader: Reader): string[] =>
  listOf(block.fields).map((field) => textObject(field, reader));

function inputText(block: Json, reader: Reader): string {
  const optional = block.optional === true ? " (optional)" : "";
  const hint = isJson(block.hint) ? `\n  ${textObject(block.hint, reader)}` : "";
  return `${textObject(block.label, reader)}${optional}: ${elementText(block.element, block, reader)}${hint}`;
}

function elementText(value: unknown, block: Json, reader: Reader): string {
  if (!isJson(value)) return "";
  const type = textOf(value.type);
  if (type === "button") return `[${textObject(value.text, reader)}]`;
  if (type === "image") return `[${textOf(value.alt_text)}]`;
  if (type === "overflow") return `[… ${optionLabels(optionsOf(value), reader)}]`;
  if (typeof value.action_id !== "string") return "";
  const entered = reader.entered?.[textOf(block.block_id)]?.[value.action_id];
  const shown = valueText(isJson(entered) ? entered : initialValue(type, value), reader);
  return shown || `(${textObject(value.placeholder, reader) || optionLabels(optionsOf(value), reader) || "empty"})`;
}

const optionLabels = (options: readonly Json[], reader: Reader): string =>
  options.map((option) => textObject(option.text, reader)).join(" | ");

/** What an element holds, as the person reads it in the form. */
export function valueText(value: Json, reader: Reader): string {
  const { workspace } = reader;
  const parts = Object.entries(value).flatMap(([name, held]): string[] => {
    if (name === "type" || held === null || held === undefined) return [];
    const items = Array.isArray(held) ? held : [held];
    return items.map((item) => {
      if (isJson(item)) return item.type === "rich_text" ? richText(item, reader) : textObject(item.text, reader);
      const text = String(item);
      if (name.startsWith("selected_user")) return userName(text, workspace);
      if (name.startsWith("selected_c")) return channelName(text, workspace);
      if (name === "selected_date_time") return dateText(Number(item), "{date_num} {time}", 0, reader.tz);
      return text;
    });
  });
  return parts.join(", ");
}

function tableText(block: Json, reader: Reader): string {
  const rows = Array.isArray(block.rows) ? block.rows : [];
  return rows
    .map((row) =>
      listOf(row)
        .map((cell) => (cell.type === "rich_text" ? richText(cell, reader) : textObject(cell, reader)))
        .join(" | "),
    )
    .join("\n");
}

function richText(node: Json, reader: Reader): string {
  return listOf(node.elements)
    .map((element) => {
      if (element.type !== "rich_text_list") return inlineText(element, reader);
      const items = listOf(element.elements);
      return items
        .map((item, index) => `${element.style === "ordered" ? `${index + 1}.` : "•"} ${inlineText(item, reader)}`)
        .join("\n");
    })
    .join("\n");
}

function inlineText(node: Json, reader: Reader): string {
  const { workspace, tz } = reader;
  switch (node.type) {
    case "text":
      return textOf(node.text);
    case "user":
      return userName(textOf(node.user_id), workspace);
    case "channel":
      return channelName(textOf(node.channel_id), workspace);
    case "usergroup":
      return groupName(textOf(node.usergroup_id), workspace);
    case "broadcast":
      return `@${textOf(node.range)}`;
    case "emoji":
      return `:${textOf(node.name)}:`;
    case "link":
      return textOf(node.text) || textOf(node.url);
    case "date":
      return dateText(Number(node.timestamp), textOf(node.format), workspace.clock.now(), tz);
    default:
      return listOf(node.elements)
        .map((element) => inlineText(element, reader))
        .join("");
  }
}

/** Blocks without a form of their own here (cards, charts, …): every text that they hold, top to bottom. */
function otherText(block: Json, reader: Reader): string {
  const texts: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) visit(item);
    if (!isJson(node)) return;
    if (typeof node.text === "string" && (node.type === "mrkdwn" || node.type === "plain_text")) {
      texts.push(textObject(node, reader));
      return;
    }
    for (const [name, child] of Object.entries(node)) {
      if (typeof child === "string" && ["title", "subtitle", "body", "label"].includes(name)) texts.push(child);
      else visit(child);
    }
  };
  visit(block);
  return texts.join("\n");
}
