import { z } from "zod";
import { headingLevel } from "../workspace/canvas-markdown.ts";
import type { CanvasChange } from "../workspace/canvases.ts";
import { SlackError } from "../workspace/index.ts";
import { method } from "./method.ts";
import { json, required, text } from "./params.ts";

const scopes = ["canvases:write"];

const Document = z.object({ type: z.literal("markdown"), markdown: z.string() });

/** The `document_content` argument. */
export const document = json.pipe(Document);

const Change = z.object({
  operation: z.enum([
    "insert_after",
    "insert_before",
    "insert_at_start",
    "insert_at_end",
    "replace",
    "delete",
    "rename",
  ]),
  section_id: z.string().optional(),
  document_content: Document.optional(),
  title_content: Document.optional(),
});

const create = method({
  tier: "tier2",
  scopes,
  params: z.object({ title: text.optional(), document_content: document.optional(), channel_id: text.optional() }),
  handle({ title, document_content, channel_id }, { workspace, by }) {
    const input = { title, markdown: document_content?.markdown, channelId: channel_id };
    return { canvas_id: workspace.canvases.create(by, input).id };
  },
});

const createForChannel = method({
  tier: "tier2",
  scopes,
  params: z.object({ channel_id: required, title: text.optional(), document_content: document.optional() }),
  handle({ channel_id: channelId, title, document_content }, { workspace, by }) {
    const input = { channelId, title, markdown: document_content?.markdown };
    return { canvas_id: workspace.canvases.createForChannel(by, input).id };
  },
});

const edit = method({
  tier: "tier3",
  scopes,
  params: z.object({ canvas_id: required, changes: json.pipe(z.array(Change).length(1)) }),
  handle({ canvas_id, changes }, { workspace }) {
    for (const change of changes) workspace.canvases.edit(canvas_id, wanted(change));
    return {};
  },
});

function wanted(change: z.output<typeof Change>): CanvasChange {
  const { operation, section_id: sectionId, document_content, title_content } = change;
  const markdown = (operation === "rename" ? title_content : document_content)?.markdown;
  if (operation === "delete") return { operation, sectionId: present(sectionId, "section_id") };
  const said = present(markdown, operation === "rename" ? "title_content" : "document_content");
  if (operation === "insert_after" || operation === "insert_before") {
    return { operation, sectionId: present(sectionId, "section_id"), markdown: said };
  }
  return operation === "replace" ? { operation, sectionId, markdown: said } : { operation, markdown: said };
}

function present(value: string | undefined, name: string): string {
  if (value !== undefined) return value;
  const messages = [`[ERROR] missing required field: ${name} [json-pointer:/changes/0]`];
  throw new SlackError("invalid_arguments", { response_metadata: { messages } });
}

const remove = method({
  tier: "tier3",
  scopes,
  params: z.object({ canvas_id: required }),
  handle({ canvas_id }, { workspace }) {
    workspace.canvases.delete(canvas_id);
    return {};
  },
});

const lookup = method({
  tier: "tier3",
  scopes: ["canvases:read"],
  params: z.object({
    canvas_id: required,
    criteria: json.pipe(
      z.object({
        section_types: z.array(z.enum(["any_header", "h1", "h2", "h3"])).optional(),
        contains_text: z.string().optional(),
      }),
    ),
  }),
  handle({ canvas_id, criteria: { section_types = [], contains_text = "" } }, { workspace }) {
    const canvas = workspace.canvases.find(canvas_id);
    if (!canvas) throw new SlackError("canvas_not_found");
    const isWanted = (markdown: string) => {
      const level = headingLevel(markdown);
      const named = level === undefined ? [] : ["any_header", `h${level}`];
      const ofType = section_types.length === 0 || section_types.some((type) => named.includes(type));
      return ofType && markdown.includes(contains_text);
    };
    return { sections: canvas.sections.filter(({ markdown }) => isWanted(markdown)).map(({ id }) => ({ id })) };
  },
});

export const canvases = {
  "canvases.create": create,
  "canvases.edit": edit,
  "canvases.delete": remove,
  "canvases.sections.lookup": lookup,
  "conversations.canvases.create": createForChannel,
};
