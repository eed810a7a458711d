import type { Block } from "../workspace/types.ts";
import { isJson } from "./check.ts";

const silent = new Set([
  "image",
  "plain_text",
  "mrkdwn",
  "rich_text_section",
  "rich_text_list",
  "rich_text_quote",
  "rich_text_preformatted",
  "card",
]);

/** Blocks with the ids that Slack makes up where the app gave none. */
export function actionIdsFilled(blocks: readonly Block[], freshId: () => string): Block[] {
  const named = (element: unknown): unknown =>
    isJson(element) && typeof element.type === "string" && !silent.has(element.type)
      ? { ...element, action_id: element.action_id ?? freshId() }
      : element;
  return blocks.map((block) => ({
    ...block,
    block_id: block.block_id ?? freshId(),
    ...(Array.isArray(block.elements) ? { elements: block.elements.map(named) } : {}),
    ...(block.accessory === undefined ? {} : { accessory: named(block.accessory) }),
    ...(block.element === undefined ? {} : { element: named(block.element) }),
  }));
}
