import { z } from "zod";
import type { NewEntry } from "../../core/ledger/index.ts";
import { isVisibleTo } from "../../core/product.ts";
import { type SendExport, zoneTimes } from "../../core/timeline/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedInput } from "../kit/deeds.ts";
import { deedMetadata, directChannel, mrkdwn, refusalCode, SlackCallError } from "../kit/index.ts";
import { timelineExport } from "./export-file.ts";

const Upload = z.object({ upload_url: z.string(), file_id: z.string() });
const Listed = z.object({ files: z.array(z.object({ name: z.string().nullish() })).default([]) });

const UPLOAD_TIMEOUT_MS = 20_000;

/** Sends the timeline as a file to the one who asked, if they may still see it. */
export async function sendExportFile(ctx: Context, input: DeedInput<SendExport["data"]>): Promise<readonly NewEntry[]> {
  const { incidentId, userId, format, askedAt } = input.data;
  const incident = await ctx.ledger.incident(incidentId);
  if (!isVisibleTo(incident, userId)) return [];
  const { tz } = await ctx.directory.person(userId);
  const channel = await directChannel(ctx, userId);
  const name = `incident-${incidentId}-timeline-${zoneTimes("UTC")(askedAt).replace(/\D/g, "")}.${format}`;
  if (input.isInDoubt && (await isSent(ctx, name))) return [];
  const content = await timelineExport(ctx, incidentId, format, tz);
  try {
    await upload(ctx, { channel, name, content, title: `Timeline of #${incidentId}` });
  } catch (error) {
    const code = refusalCode(error);
    if (code === undefined) throw error;
    const remedy = code === "missing_scope" ? " Whoever runs Sitrep can allow it with the scope files:write." : "";
    const text = mrkdwn`I could not send you the timeline of #${incidentId} as a file: Slack does not let me upload here (${code}).${remedy} \`/incident timeline #${incidentId} all\` shows it without a file.`;
    const post = { channel, text: text.value, metadata: deedMetadata(input.key) };
    await ctx.slack.call("chat.postMessage", post, { channel });
  }
  return [];
}

interface FileToSend {
  readonly channel: string;
  readonly name: string;
  readonly title: string;
  readonly content: string;
}

/** Slack's upload in three steps. https://docs.slack.dev/messaging/working-with-files#upload */
async function upload(ctx: Context, { channel, name, title, content }: FileToSend): Promise<void> {
  const bytes = new TextEncoder().encode(content);
  const place = Upload.parse(
    await ctx.slack.call("files.getUploadURLExternal", { filename: name, length: bytes.length }),
  );
  await putBytes(place.upload_url, bytes);
  await ctx.slack.call("files.completeUploadExternal", {
    files: [{ id: place.file_id, title }],
    channel_id: channel,
    initial_comment: `${title}, as you asked.`,
  });
}

async function putBytes(url: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const method = "files.upload";
  const answer = await fetch(url, {
    method: "POST",
    body: bytes,
    signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
  }).catch(() => undefined);
  // Bytes that nobody completed are no file yet, so nothing was done.
  if (!answer?.ok)
    throw new SlackCallError(method, { kind: "unreachable", reason: `upload ${answer?.status ?? "failed"}` });
}

/**
 * Files carry no key, but each request's file has a name of its own. Slack shows a file in the channel only a moment
 * after it took it, so the channel's history would not tell.
 */
async function isSent(ctx: Context, name: string): Promise<boolean> {
  try {
    const { files } = Listed.parse(await ctx.slack.call("files.list", { user: ctx.bot().userId, count: 100 }));
    return files.some((file) => file.name === name);
  } catch (error) {
    // Where Slack does not let us look, twice is better than never.
    if (refusalCode(error) === undefined) throw error;
    return false;
  }
}
