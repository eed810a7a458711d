import { z } from "zod";
import type { Context } from "../kit/context.ts";
import { SlackCallError } from "../kit/index.ts";

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
const Listed = z.object({ id: z.string(), name: z.string().nullish(), permalink: z.string().optional() });
const Completed = z.object({ files: z.array(z.object({ id: z.string(), permalink: z.string().optional() })).min(1) });
const History = z.object({ messages: z.array(z.object({ files: z.array(Listed).nullish() })).default([]) });

const UPLOAD_TIMEOUT_MS = 20_000;

/** Sends text as a file in three steps. https://docs.slack.dev/messaging/working-with-files#upload */
export async function sendFile(ctx: Context, file: FileToSend): Promise<SentFile> {
  const bytes = new TextEncoder().encode(file.content);
  const asked = { filename: file.name, length: bytes.length };
  const place = Place.parse(await ctx.slack.call("files.getUploadURLExternal", asked));
  await putBytes(place.upload_url, bytes);
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

/** The file of this name among the latest messages of a channel or thread. */
export async function findFile(
  ctx: Context,
  { channel, threadTs, name }: Pick<FileToSend, "channel" | "threadTs" | "name">,
): Promise<SentFile | undefined> {
  const method = threadTs ? "conversations.replies" : "conversations.history";
  const asked = { channel, limit: 100, ...(threadTs && { ts: threadTs }) };
  const { messages } = History.parse(await ctx.slack.call(method, asked, { channel }));
  const found = messages.flatMap(({ files }) => files ?? []).find((file) => file.name === name);
  return found && { fileId: found.id, permalink: found.permalink };
}

async function putBytes(url: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const signal = AbortSignal.timeout(UPLOAD_TIMEOUT_MS);
  const answer = await fetch(url, { method: "POST", body: bytes, signal }).catch(() => undefined);
  if (answer?.ok) return;
  // Bytes that nobody completed are no file yet, so nothing was done.
  throw new SlackCallError("files.upload", { kind: "unreachable", reason: `upload ${answer?.status ?? "failed"}` });
}
