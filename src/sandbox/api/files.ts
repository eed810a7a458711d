import { z } from "zod";
import { checkMessageBlocks } from "../blocks/index.ts";
import { canvasJson, fileJson } from "../workspace/file-shapes.ts";
import { SlackError } from "../workspace/index.ts";
import type { SlackFile } from "../workspace/types.ts";
import { showable } from "./chat.ts";
import { type Call, method } from "./method.ts";
import { json, required, several, text, whole } from "./params.ts";

const writing = ["files:write"];
const reading = ["files:read"];

const getUploadUrl = method({
  tier: "tier4",
  scopes: writing,
  params: z.object({
    filename: required,
    length: whole,
    alt_text: text.optional(),
    alt_txt: text.optional(),
    snippet_type: text.optional(),
  }),
  handle({ filename, length, alt_text, alt_txt }, { workspace, by }) {
    if (length <= 0) throw new SlackError("invalid_arguments");
    const { file, ticket } = workspace.files.startUpload(by, { name: filename, length, altText: alt_text ?? alt_txt });
    return { upload_url: `${workspace.baseUrl}/upload/v1/${ticket}`, file_id: file.id };
  },
});

const completeUpload = method({
  tier: "tier4",
  scopes: writing,
  params: z.object({
    files: json.pipe(z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1)),
    channel_id: text.optional(),
    channels: several.optional(),
    initial_comment: text.default(""),
    blocks: json.optional(),
    thread_ts: text.optional(),
  }),
  handle({ files, channel_id, channels = [], initial_comment, blocks, thread_ts }, { workspace, by }) {
    const completed = workspace.files.completeUpload(by, files, {
      channelIds: channel_id ? [channel_id, ...channels] : channels,
      comment: initial_comment,
      blocks: blocks === undefined ? undefined : checkMessageBlocks(blocks, showable(workspace)),
      threadTs: thread_ts || undefined,
    });
    return { files: completed.map((file) => fileJson(workspace.state, file)) };
  },
});

/** Whether the bot may see a file: its own, or shared where it is. */
export function mayRead({ workspace, by }: Pick<Call, "workspace" | "by">, file: SlackFile): boolean {
  const isHeard = ({ channelId }: SlackFile["shares"][number]) => workspace.channels.find(channelId)?.members.has(by);
  return file.userId === by || file.shares.some(isHeard);
}

const info = method({
  tier: "tier4",
  scopes: reading,
  params: z.object({ file: required }),
  handle({ file: fileId }, call) {
    const { state, files, canvases } = call.workspace;
    const canvas = canvases.find(fileId);
    if (canvas) return { file: canvasJson(state, canvas) };
    const file = files.find(fileId);
    if (!file || !mayRead(call, file)) throw new SlackError("file_not_found");
    return { file: fileJson(state, file) };
  },
});

const list = method({
  tier: "tier3",
  scopes: reading,
  params: z.object({
    channel: text.optional(),
    user: text.optional(),
    count: whole.default(100),
    page: whole.default(1),
  }),
  handle({ channel, user, count, page }, call) {
    const matching = call.workspace.files
      .all()
      .filter((file) => mayRead(call, file) && (!user || file.userId === user))
      .filter((file) => !channel || file.shares.some((share) => share.channelId === channel));
    const files = matching.slice((page - 1) * count, page * count);
    const pages = Math.ceil(matching.length / count);
    return {
      files: files.map((file) => fileJson(call.workspace.state, file)),
      paging: { count, total: matching.length, page, pages },
    };
  },
});

const remove = method({
  tier: "tier3",
  scopes: writing,
  params: z.object({ file: required }),
  handle({ file }, { workspace, by }) {
    workspace.files.delete(by, file);
    return {};
  },
});

export const files = {
  "files.getUploadURLExternal": getUploadUrl,
  "files.completeUploadExternal": completeUpload,
  "files.info": info,
  "files.list": list,
  "files.delete": remove,
};
