import { checkMarkdown, sectionsOf } from "./canvas-markdown.ts";
import type { Feed } from "./feed.ts";
import { SlackError } from "./slack-error.ts";
import type { State } from "./state.ts";
import type { Canvas, CanvasSection } from "./types.ts";

export type CanvasChange =
  | { readonly operation: "insert_after" | "insert_before"; readonly sectionId: string; readonly markdown: string }
  | { readonly operation: "insert_at_start" | "insert_at_end"; readonly markdown: string }
  | { readonly operation: "replace"; readonly sectionId?: string; readonly markdown: string }
  | { readonly operation: "rename"; readonly markdown: string }
  | { readonly operation: "delete"; readonly sectionId: string };

/** Documents in Slack's Markdown; what the free plan lacks is refused as Slack refuses it. */
export class Canvases {
  readonly #state: State;
  readonly #feed: Feed;

  constructor(state: State, feed: Feed) {
    this.#state = state;
    this.#feed = feed;
  }

  /** A canvas of its own; on a free plan it must be that of a channel. */
  create(by: string, input: { title?: string; markdown?: string; channelId?: string }): Canvas {
    const { restrictions, plan } = this.#state;
    if (restrictions.has("canvas")) throw new SlackError("canvas_disabled_user_team");
    if (plan === "free" && !input.channelId) throw new SlackError("free_teams_cannot_create_standalone_canvases");
    if (plan === "free" && input.channelId) return this.createForChannel(by, { ...input, channelId: input.channelId });
    if (input.channelId) this.#state.openChannelFor(by, input.channelId);
    return this.#add(by, input);
  }

  /** The one canvas that belongs to a channel. */
  createForChannel(by: string, input: { title?: string; markdown?: string; channelId: string }): Canvas {
    const channel = this.#state.openChannelFor(by, input.channelId);
    const { restrictions } = this.#state;
    if (restrictions.has("canvas")) throw new SlackError("canvas_disabled_user_team");
    if (restrictions.has("channel_canvas")) throw new SlackError("team_tier_cannot_create_channel_canvases");
    if (channel.canvasId) throw new SlackError("channel_canvas_already_exists");
    const canvas = this.#add(by, input);
    channel.canvasId = canvas.id;
    this.#feed.changed({ kind: "channel", channelId: channel.id });
    return canvas;
  }

  edit(canvasId: string, change: CanvasChange): Canvas {
    const canvas = this.#get(canvasId);
    if (change.operation === "rename") canvas.title = change.markdown;
    else canvas.sections = this.#edited(canvas.sections, change);
    checkMarkdown(this.markdown(canvasId), "canvas_editing_failed");
    this.#feed.changed({ kind: "canvas", canvasId });
    return canvas;
  }

  delete(canvasId: string): void {
    const canvas = this.#get(canvasId);
    this.#state.canvases.delete(canvasId);
    for (const channel of this.#state.channels.values())
      if (channel.canvasId === canvas.id) channel.canvasId = undefined;
    this.#feed.changed({ kind: "canvas", canvasId });
  }

  find(canvasId: string): Canvas | undefined {
    return this.#state.canvases.get(canvasId);
  }

  all(): Canvas[] {
    return [...this.#state.canvases.values()];
  }

  /** The whole document. */
  markdown(canvasId: string): string {
    return this.#get(canvasId)
      .sections.map((section) => section.markdown)
      .join("\n\n");
  }

  #get(canvasId: string): Canvas {
    const canvas = this.#state.canvases.get(canvasId);
    if (!canvas) throw new SlackError("canvas_not_found");
    return canvas;
  }

  #add(by: string, input: { title?: string; markdown?: string; channelId?: string }): Canvas {
    const markdown = input.markdown ?? "";
    checkMarkdown(markdown, "canvas_creation_failed");
    const canvas: Canvas = {
      id: this.#state.id("F"),
      userId: by,
      created: this.#state.seconds(),
      title: input.title ?? "",
      channelId: input.channelId,
      sections: this.#sections(markdown),
    };
    this.#state.canvases.set(canvas.id, canvas);
    this.#feed.changed({ kind: "canvas", canvasId: canvas.id });
    return canvas;
  }

  #edited(sections: CanvasSection[], change: Exclude<CanvasChange, { operation: "rename" }>): CanvasSection[] {
    const fresh = "markdown" in change ? this.#sections(change.markdown) : [];
    if (change.operation === "insert_at_start") return [...fresh, ...sections];
    if (change.operation === "insert_at_end") return [...sections, ...fresh];
    if (change.operation === "replace" && change.sectionId === undefined) return fresh;
    const sectionId = "sectionId" in change ? change.sectionId : undefined;
    const at = sections.findIndex((section) => section.id === sectionId);
    if (at < 0) throw new SlackError("canvas_editing_failed", { detail: "section_not_found" });
    const from = change.operation === "insert_after" ? at + 1 : at;
    const removed = change.operation === "replace" || change.operation === "delete" ? 1 : 0;
    return sections.toSpliced(from, removed, ...fresh);
  }

  #sections(markdown: string): CanvasSection[] {
    return sectionsOf(markdown).map((text) => ({ id: `temp:C:${this.#state.id("s")}`, markdown: text }));
  }
}
