import { type NewEntry, SITREP } from "../../core/ledger/index.ts";
import type { PostmortemDocument } from "../../core/postmortems/index.ts";
import type { Incident } from "../../core/product.ts";
import { postOnce, roomOf, type Where } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedInput } from "../kit/deeds.ts";
import {
  directChannel,
  type FileToSend,
  findFile,
  isRefused,
  type Message,
  type SentFile,
  sendFile,
} from "../kit/index.ts";
import { createCanvas, rewriteCanvas } from "./canvas.ts";
import { postmortemMarkdown } from "./draft.ts";
import { pieceMessage, piecesOf, threadHead } from "./views/pieces.ts";

type Posted = Omit<PostmortemDocument, "postedAt">;
type Doubt = Pick<DeedInput<unknown>, "key" | "isInDoubt" | "firstTriedAt">;

/** Beyond this the full record is a matter for the file. */
const LINES = { canvas: 1_000, messages: 200 } as const;

/** Makes the document show the present draft: a canvas is rewritten, a file is posted anew once there is a new version. */
export async function showDocument(ctx: Context, deed: Doubt, incident: Incident): Promise<readonly NewEntry[]> {
  const { document, draftedAt, publishedAt } = incident.postmortem;
  const room = roomOf(incident);
  const versionAt = Math.max(draftedAt ?? 0, publishedAt ?? 0);
  if (document?.as === "canvas" && (await rewriteCanvas(ctx, document.fileId, await forCanvas(ctx, incident))))
    return [];
  const isShown = document !== undefined && document.as !== "canvas" && versionAt <= document.postedAt;
  if (isShown || room === undefined) return [];
  const version = { ...deed, key: `${deed.key}/${versionAt}` };
  const posted =
    (await asCanvas(ctx, incident)) ??
    (await asFile(ctx, version, incident, { ...room, stampMs: versionAt })) ??
    (await asMessages(ctx, version, incident, room));
  return [{ kind: "postmortem_posted", by: SITREP, data: posted }];
}

/** Sends the whole document to one person, as a file or where Slack takes none as messages. */
export async function sendDocument(ctx: Context, deed: Doubt, incident: Incident, userId: string): Promise<void> {
  const room = { channel: await directChannel(ctx, userId) };
  const sent = await asFile(ctx, deed, incident, { ...room, stampMs: deed.firstTriedAt });
  if (sent === undefined) await asMessages(ctx, deed, incident, room);
}

const titleOf = ({ id, facts }: Incident): string => `Post-mortem of #${id}: ${facts.title}`;

const forCanvas = (ctx: Context, { id }: Incident): Promise<string> =>
  postmortemMarkdown(ctx, id, { appendixLines: LINES.canvas, isLive: true });

async function asCanvas(ctx: Context, incident: Incident): Promise<Posted | undefined> {
  const { channel } = incident.facts;
  if (!channel || channel.isArchived) return undefined;
  const markdown = await forCanvas(ctx, incident);
  const canvas = await createCanvas(ctx, { channelId: channel.id, title: titleOf(incident), markdown });
  return canvas && { as: "canvas", ...canvas };
}

async function asFile(
  ctx: Context,
  deed: Doubt,
  incident: Incident,
  { channel, threadTs, stampMs }: Where & { readonly stampMs: number },
): Promise<Posted | undefined> {
  // A file carries no key; its name tells one version from the next.
  const stamp = new Date(stampMs).toISOString().slice(0, 19).replaceAll(/\D/g, "");
  const place = { channel, threadTs, name: `incident-${incident.id}-postmortem-${stamp}.md` };
  try {
    const before = deed.isInDoubt ? await findFile(ctx, place.name) : undefined;
    return { as: "file", ...(before ?? (await sendNow(ctx, incident, place))) };
  } catch (error) {
    if (isRefused(error)) return undefined;
    throw error;
  }
}

async function sendNow(
  ctx: Context,
  incident: Incident,
  place: Pick<FileToSend, "channel" | "threadTs" | "name">,
): Promise<SentFile> {
  const content = await postmortemMarkdown(ctx, incident.id);
  const comment = `Post-mortem of #${incident.id}, drafted from the record.`;
  return sendFile(ctx, { ...place, title: titleOf(incident), comment, content });
}

async function asMessages(ctx: Context, deed: Doubt, incident: Incident, room: Where): Promise<Posted> {
  const head = await postOnce(
    ctx,
    { ...deed, key: `${deed.key}/0` },
    room,
    threadHead(incident.id, incident.facts.title),
  );
  await postPieces(ctx, deed, incident, { channel: head.channelId, threadTs: room.threadTs ?? head.ts });
  return { as: "messages", fileId: head.ts };
}

async function postPieces(ctx: Context, deed: Doubt, incident: Incident, where: Where): Promise<void> {
  const markdown = await postmortemMarkdown(ctx, incident.id, { appendixLines: LINES.messages });
  const pieces: Message[] = piecesOf(markdown).map(pieceMessage);
  for (const [index, piece] of pieces.entries()) {
    await postOnce(ctx, { ...deed, key: `${deed.key}/${index + 1}` }, where, piece);
  }
}
