import { z } from "zod";
import type { Context } from "../kit/context.ts";
import { isRefused, refusalCode, type SlackAnswer } from "../kit/index.ts";

export interface CanvasText {
  readonly channelId: string;
  readonly title: string;
  readonly markdown: string;
}

export interface PostedCanvas {
  readonly fileId: string;
  readonly permalink?: string | undefined;
}

const Created = z.object({ canvas_id: z.string() });
const Channel = z.object({
  channel: z.object({
    properties: z.object({ canvas: z.object({ file_id: z.string() }).optional() }).nullish(),
  }),
});
const File = z.object({ file: z.object({ user: z.string().nullish(), permalink: z.string().nullish() }) });

const contentOf = (markdown: string) => ({ type: "markdown", markdown });

/** Makes the canvas of a channel, or takes up the one that we made; undefined where the plan has none for us. */
export async function createCanvas(ctx: Context, text: CanvasText): Promise<PostedCanvas | undefined> {
  const canvasId = await orRefused(() => created(ctx, text));
  if (canvasId === undefined) return undefined;
  // People answer through forms; a redraft would replace what they type here.
  await orRefused(() =>
    ctx.slack.call("canvases.access.set", {
      canvas_id: canvasId,
      access_level: "read",
      channel_ids: [text.channelId],
    }),
  );
  const about = await orRefused(() => ctx.slack.call("files.info", { file: canvasId }));
  return { fileId: canvasId, permalink: fileOf(about)?.permalink ?? undefined };
}

/** Puts the text in the place of all that a canvas said; false where Slack refuses, as for one that was deleted. */
export async function rewriteCanvas(ctx: Context, canvasId: string, markdown: string): Promise<boolean> {
  const changes = [{ operation: "replace", document_content: contentOf(markdown) }];
  const answer = await orRefused(() => ctx.slack.call("canvases.edit", { canvas_id: canvasId, changes }));
  return answer !== undefined;
}

async function created(ctx: Context, { channelId, title, markdown }: CanvasText): Promise<string | undefined> {
  const wanted = { channel_id: channelId, title, document_content: contentOf(markdown) };
  try {
    return Created.parse(await ctx.slack.call("conversations.canvases.create", wanted)).canvas_id;
  } catch (error) {
    if (refusalCode(error) !== "channel_canvas_already_exists") throw error;
  }
  const ours = await ourCanvas(ctx, channelId);
  if (ours !== undefined) return (await rewriteCanvas(ctx, ours, markdown)) ? ours : undefined;
  return Created.parse(await ctx.slack.call("canvases.create", wanted)).canvas_id;
}

/** The channel's canvas where an earlier attempt of ours made it; notes of people are theirs to keep. */
async function ourCanvas(ctx: Context, channelId: string): Promise<string | undefined> {
  const answer = Channel.safeParse(await ctx.slack.call("conversations.info", { channel: channelId }));
  const canvasId = answer.data?.channel.properties?.canvas?.file_id;
  if (canvasId === undefined) return undefined;
  const about = await orRefused(() => ctx.slack.call("files.info", { file: canvasId }));
  return fileOf(about)?.user === ctx.bot().userId ? canvasId : undefined;
}

const fileOf = (answer: SlackAnswer | undefined) => File.safeParse(answer).data?.file;

/** What Slack refuses is done without. */
async function orRefused<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (isRefused(error)) return undefined;
    throw error;
  }
}
