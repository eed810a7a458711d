import type {
  ActionsBlock,
  ActionsBlockElement,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  ImageBlock,
  MarkdownBlock,
  SectionBlock,
} from "@slack/types";
import type { Text } from "../escape.ts";
import { LIMITS } from "../limits.ts";
import { cleanText, shorten } from "../text.ts";
import { marked, plain } from "./text-objects.ts";

export function header(text: string): HeaderBlock {
  return { type: "header", text: plain(text, LIMITS.header.text) };
}

export function section(
  text: Text,
  options: { accessory?: SectionBlock["accessory"]; blockId?: string } = {},
): SectionBlock {
  return {
    type: "section",
    text: marked(text, LIMITS.section.text),
    ...(options.accessory && { accessory: options.accessory }),
    ...(options.blockId && { block_id: options.blockId }),
  };
}

/** Up to ten short texts in two columns. */
export function fields(texts: readonly Text[]): SectionBlock {
  return {
    type: "section",
    fields: texts.slice(0, LIMITS.section.fields).map((text) => marked(text, LIMITS.section.field)),
  };
}

export function context(texts: readonly Text[]): ContextBlock {
  return {
    type: "context",
    elements: texts.slice(0, LIMITS.context.elements).map((text) => marked(text, LIMITS.context.text)),
  };
}

export function divider(): DividerBlock {
  return { type: "divider" };
}

export function actions(elements: readonly ActionsBlockElement[], blockId?: string): ActionsBlock {
  return {
    type: "actions",
    ...(blockId && { block_id: blockId }),
    elements: elements.slice(0, LIMITS.actions.elements),
  };
}

/** Standard Markdown of our own making; the text is not escaped. */
export function markdown(text: string): MarkdownBlock {
  return { type: "markdown", text: shorten(cleanText(text), LIMITS.markdown.text) };
}

export function image(url: string, altText: string): ImageBlock {
  return { type: "image", image_url: url, alt_text: shorten(cleanText(altText), LIMITS.image.altText) };
}
