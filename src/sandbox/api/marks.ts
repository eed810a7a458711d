import { z } from "zod";
import { SlackError } from "../workspace/index.ts";
import { messageJson, reactionJson } from "../workspace/shapes.ts";
import type { Bookmark } from "../workspace/types.ts";
import { method } from "./method.ts";
import { channel, flag, required, text } from "./params.ts";

const onMessage = { ...channel, timestamp: required };
const emoji = { name: text.transform((name) => name.replaceAll(/^:|:$/g, "")) };

const reactions = {
  "reactions.add": method({
    tier: "tier3",
    scopes: ["reactions:write"],
    params: z.object({ ...onMessage, ...emoji }),
    handle(params, { workspace, by }) {
      workspace.reactions.add(by, params.channel, params.timestamp, params.name);
      return {};
    },
  }),
  "reactions.remove": method({
    tier: "tier2",
    scopes: ["reactions:write"],
    params: z.object({ ...onMessage, ...emoji }),
    handle(params, { workspace, by }) {
      workspace.reactions.remove(by, params.channel, params.timestamp, params.name);
      return {};
    },
  }),
  "reactions.get": method({
    tier: "tier3",
    scopes: ["reactions:read"],
    params: z.object({ ...onMessage, full: flag.optional() }),
    handle(params, { workspace, by }) {
      workspace.channels.see(by, params.channel);
      const message = workspace.state.message(params.channel, params.timestamp);
      const shown = { ...messageJson(workspace.state, message, false), reactions: message.reactions.map(reactionJson) };
      return { type: "message", channel: params.channel, message: shown };
    },
  }),
};

const pins = {
  "pins.add": method({
    tier: "tier2",
    scopes: ["pins:write"],
    params: z.object(onMessage),
    handle(params, { workspace, by }) {
      workspace.pins.add(by, params.channel, params.timestamp);
      return {};
    },
  }),
  "pins.remove": method({
    tier: "tier2",
    scopes: ["pins:write"],
    params: z.object(onMessage),
    handle(params, { workspace, by }) {
      workspace.pins.remove(by, params.channel, params.timestamp);
      return {};
    },
  }),
  "pins.list": method({
    tier: "tier2",
    scopes: ["pins:read"],
    params: z.object(channel),
    handle(params, { workspace, by }) {
      const found = workspace.channels.see(by, params.channel);
      if (!found.members.has(by)) throw new SlackError("not_in_channel");
      const items = found.pins.flatMap((pin) => {
        const message = workspace.messages.find(found.id, pin.ts);
        if (!message) return [];
        const shown = messageJson(workspace.state, message, false);
        return [{ type: "message", channel: found.id, created: pin.created, created_by: pin.by, message: shown }];
      });
      return { items };
    },
  }),
};

const inChannel = { channel_id: required };
const link = { title: text, link: text, emoji: text };

const bookmarkJson = (appId: string, bookmark: Bookmark) => ({
  id: bookmark.id,
  channel_id: bookmark.channelId,
  title: bookmark.title,
  link: bookmark.link,
  emoji: bookmark.emoji,
  icon_url: null,
  type: "link",
  entity_id: null,
  date_created: bookmark.created,
  date_updated: bookmark.updated,
  rank: "i",
  last_updated_by_user_id: null,
  last_updated_by_team_id: null,
  shortcut_id: null,
  app_id: appId,
});

const bookmarks = {
  "bookmarks.add": method({
    tier: "tier2",
    scopes: ["bookmarks:write"],
    params: z.object({
      ...inChannel,
      title: link.title,
      type: text,
      link: link.link.optional(),
      emoji: link.emoji.optional(),
    }),
    handle({ channel_id: channelId, type, ...input }, { workspace, by }) {
      if (type !== "link") throw new SlackError("invalid_bookmark_type");
      workspace.state.openChannelFor(by, channelId);
      const bookmark = workspace.bookmarks.add(channelId, { ...input, link: input.link ?? "" });
      return { bookmark: bookmarkJson(workspace.app.id, bookmark) };
    },
  }),
  "bookmarks.edit": method({
    tier: "tier2",
    scopes: ["bookmarks:write"],
    params: z.object({ ...inChannel, ...z.object(link).partial().shape, bookmark_id: required }),
    handle({ channel_id: channelId, bookmark_id, ...patch }, { workspace, by }) {
      workspace.state.openChannelFor(by, channelId);
      const bookmark = workspace.bookmarks.edit(channelId, bookmark_id, patch);
      return { bookmark: bookmarkJson(workspace.app.id, bookmark) };
    },
  }),
  "bookmarks.remove": method({
    tier: "tier2",
    scopes: ["bookmarks:write"],
    params: z.object({ ...inChannel, bookmark_id: required }),
    handle({ channel_id: channelId, bookmark_id }, { workspace, by }) {
      workspace.state.openChannelFor(by, channelId);
      workspace.bookmarks.remove(channelId, bookmark_id);
      return {};
    },
  }),
  "bookmarks.list": method({
    tier: "tier3",
    scopes: ["bookmarks:read"],
    params: z.object(inChannel),
    handle({ channel_id: channelId }, { workspace, by }) {
      const found = workspace.channels.see(by, channelId);
      return { bookmarks: found.bookmarks.map((bookmark) => bookmarkJson(workspace.app.id, bookmark)) };
    },
  }),
};

export const marks = { ...reactions, ...pins, ...bookmarks };
