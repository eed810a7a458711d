import { z } from "zod";
import type { Context } from "./context.ts";
import { isRefused, SlackCallError } from "./speaking/failures.ts";

export interface FileToSend {
  readonly channel: string;
  readonly threadTs?: string | undefined;
  /** Tells this file from every other, so that one in doubt can be found. */
  readonly name: string;
  readonly title: string;
  readonly comment: string;
  readonly content: string;
}

export interface SentFile {
  readonly fileId: string;
  readonly permalink?: string | undefined;
}

const Place = z.object({ upload_url: z.string(), file_id: z.string() });
const Completed = z.object({ files: z.array(z.object({ id: z.string(), permalink: z.string().optional() })).min(1) });
const Info = z.object({ file: z.object({ id: z.string(), permalink: z.string().optional() }) });

const UPLOAD_TIMEOUT_MS = 20_000;

/** Sends text as a file in three steps. https://docs.slack.dev/messaging/working-with-files#upload */
export async function sendFile(ctx: Context, file: FileToSend): Promise<SentFile> {
  const bytes = new TextEncoder().encode(file.content);
  const asked = { filename: file.name, length: bytes.length };
  const place = Place.parse(await ctx.slack.call("files.getUploadURLExternal", asked));
  await putBytes(place.upload_url, bytes);
  await ctx.store.keep(keepsakeOf(file.name), place.file_id);
  const answer = await ctx.slack.call(
    "files.completeUploadExternal",
    {
      files: [{ id: place.file_id, title: file.title }],
      channel_id: file.channel,
      initial_comment: file.comment,
      ...(file.threadTs && { thread_ts: file.threadTs }),
    },
    { channel: file.channel },
  );
  const [sent] = Completed.parse(answer).files;
  return { fileId: sent?.id ?? place.file_id, permalink: sent?.permalink };
}

/** The file of this name, where an earlier attempt completed it: shown a moment later, but known at once. */
export async function findFile(ctx: Context, name: string): Promise<SentFile | undefined> {
  const fileId = await ctx.store.keepsake(keepsakeOf(name));
  if (fileId === undefined) return undefined;
  try {
    const { file } = Info.parse(await ctx.slack.call("files.info", { file: fileId }));
    return { fileId: file.id, permalink: file.permalink };
  } catch (error) {
    if (isRefused(error)) return undefined;
    throw error;
  }
}

const keepsakeOf = (name: string): string => `upload/${name}`;

async function putBytes(url: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const signal = AbortSignal.timeout(UPLOAD_TIMEOUT_MS);
  const answer = await fetch(url, { method: "POST", body: bytes, signal }).catch(() => undefined);
  if (answer?.ok) return;
  // Bytes that nobody completed are no file yet, so nothing was done.
  throw new SlackCallError("files.upload", { kind: "unreachable", reason: `upload ${answer?.status ?? "failed"}` });
}
