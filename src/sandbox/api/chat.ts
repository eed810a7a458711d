import { z } from "zod";
import { messageContent } from "../blocks/index.ts";
import { SlackError, type Workspace } from "../workspace/index.ts";
import { messageJson } from "../workspace/shapes.ts";
import type { Channel } from "../workspace/types.ts";
import { type Call, method } from "./method.ts";
import { channel, flag, json, required, text } from "./params.ts";

const said = {
  text: text.optional(),
  blocks: json.optional(),
  attachments: json.optional(),
  metadata: json.optional(),
};

/** Whether a file is far enough processed to be shown in a block. */
export const showable = (workspace: Workspace) => ({
  isShowable: (fileId: string) => workspace.files.find(fileId)?.ready ?? false,
});

/** Where to post: a channel's id or name, or a person's id for their direct message. */
function destination(call: Call, wanted: string): Channel {
  const { workspace, by } = call;
  if (/^[UW][A-Z0-9]+$/.test(wanted)) {
    if (!workspace.people.find(wanted)) throw new SlackError("channel_not_found");
    return workspace.channels.openDirect(by, [wanted]).channel;
  }
  const named = workspace.channels.find(wanted) ?? workspace.channels.named(wanted);
  return workspace.channels.see(by, named?.id ?? wanted);
}

/** The channel, when the bot may say something there. */
function speakable(call: Call, wanted: string): Channel {
  const { workspace, by } = call;
  const found = destination(call, wanted);
  if (found.archived) throw new SlackError("is_archived");
  if (found.kind === "im") {
    const other = [...found.members].find((member) => member !== by);
    if (other && workspace.people.get(other).deleted) throw new SlackError("user_disabled");
    if (!workspace.app.manifest.messagesTab) throw new SlackError("messages_tab_disabled");
  }
  const mayUninvited = found.kind === "public" && workspace.app.manifest.botScopes.has("chat:write.public");
  if (!found.members.has(by) && !mayUninvited) throw new SlackError("not_in_channel");
  return found;
}

const postMessage = method({
  tier: "post",
  scopes: ["chat:write"],
  params: z.object({
    ...channel,
    ...said,
    thread_ts: required.optional(),
    reply_broadcast: flag.optional(),
    unfurl_links: flag.optional(),
    unfurl_media: flag.optional(),
    mrkdwn: flag.optional(),
    username: text.optional(),
    icon_emoji: text.optional(),
    icon_url: text.optional(),
  }),
  handle(params, call) {
    const { workspace, by } = call;
    if (params.username ?? params.icon_emoji ?? params.icon_url) call.need("chat:write.customize");
    const where = speakable(call, params.channel);
    const message = workspace.messages.append({
      ...messageContent(params, showable(workspace)),
      channelId: where.id,
      userId: by,
      threadTs: params.thread_ts,
      replyBroadcast: params.reply_broadcast,
      username: params.username,
      iconEmoji: params.icon_emoji,
      iconUrl: params.icon_url,
    });
    return { channel: where.id, ts: message.ts, message: messageJson(workspace.state, message) };
  },
});

const update = method({
  tier: "tier3",
  scopes: ["chat:write"],
  params: z.object({ ...channel, ...said, ts: required }),
  handle(params, { workspace, by }) {
    const { ts } = params;
    workspace.channels.see(by, params.channel);
    const given = messageContent(params, showable(workspace));
    const kept = { text: params.text === undefined ? undefined : given.text, metadata: given.metadata };
    const content = { ...kept, blocks: given.blocks, attachments: given.attachments };
    const message = workspace.messages.edit(by, params.channel, ts, content);
    return { channel: params.channel, ts, text: message.text, message: messageJson(workspace.state, message) };
  },
});

const remove = method({
  tier: "tier3",
  scopes: ["chat:write"],
  params: z.object({ ...channel, ts: required }),
  handle({ channel: channelId, ts }, { workspace, by }) {
    workspace.messages.delete(by, channelId, ts);
    return { channel: channelId, ts };
  },
});

const postEphemeral = method({
  tier: "tier4",
  scopes: ["chat:write"],
  params: z.object({ ...channel, ...said, user: required, thread_ts: required.optional() }),
  handle(params, call) {
    const { workspace, by } = call;
    const where = speakable(call, params.channel);
    if (!workspace.people.find(params.user)) throw new SlackError("user_not_found");
    if (!where.members.has(params.user)) throw new SlackError("user_not_in_channel");
    const content = messageContent(params, showable(workspace));
    const shown = { ...content, channelId: where.id, to: params.user, from: by, threadTs: params.thread_ts };
    return { message_ts: workspace.ephemerals.show(shown).ts };
  },
});

const getPermalink = method({
  tier: "unlimited",
  params: z.object({ ...channel, message_ts: required }),
  handle({ channel: channelId, message_ts }, { workspace, by }) {
    workspace.channels.see(by, channelId);
    return { channel: channelId, permalink: workspace.permalink(channelId, message_ts) };
  },
});

export const chat = {
  "chat.postMessage": postMessage,
  "chat.update": update,
  "chat.delete": remove,
  "chat.postEphemeral": postEphemeral,
  "chat.getPermalink": getPermalink,
};
