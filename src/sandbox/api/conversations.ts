import { z } from "zod";
import { SlackError } from "../workspace/index.ts";
import { channelJson } from "../workspace/shapes.ts";
import type { Channel, ChannelKind } from "../workspace/types.ts";
import { type Call, method, readScope, writeScope } from "./method.ts";
import { pageOf } from "./pages.ts";
import { channel, flag, pages, several, text } from "./params.ts";

/** The channel that a call means, when the bot may see it and the app has the scope for its kind. */
export function seen(call: Call, channelId: string, scope: (kind: ChannelKind) => string): Channel {
  const found = call.workspace.channels.see(call.by, channelId);
  call.need(scope(found.kind));
  return found;
}

/** Scopes that let the app change such a channel, with the narrower one that also does. */
export const changing = (narrow: string) => (call: Call, channelId: string) => {
  const found = call.workspace.channels.see(call.by, channelId);
  const family = found.kind === "public" ? "channels" : "groups";
  call.need(writeScope(found.kind), `${family}:${narrow}`);
  return found;
};

const shown = (call: Call, found: Channel) => ({ channel: channelJson(call.workspace.state, found) });

const create = method({
  tier: "tier2",
  params: z.object({ name: text.default(""), is_private: flag.default(false), team_id: text.optional() }),
  handle({ name, is_private }, call) {
    call.need(writeScope(is_private ? "private" : "public"));
    return shown(call, call.workspace.channels.create(call.by, name, { private: is_private }));
  },
});

const archive = method({
  tier: "tier2",
  params: z.object(channel),
  handle({ channel: channelId }, call) {
    seen(call, channelId, writeScope);
    call.workspace.channels.archive(call.by, channelId);
    return {};
  },
});

const unarchive = method({
  tier: "tier2",
  params: z.object(channel),
  handle({ channel: channelId }, call) {
    seen(call, channelId, writeScope);
    call.workspace.channels.unarchive(call.by, channelId);
    return {};
  },
});

const rename = method({
  tier: "tier2",
  params: z.object({ ...channel, name: text.default("") }),
  handle({ channel: channelId, name }, call) {
    seen(call, channelId, writeScope);
    return shown(call, call.workspace.channels.rename(call.by, channelId, name));
  },
});

const forTopic = changing("write.topic");

const setTopic = method({
  tier: "tier2",
  params: z.object({ ...channel, topic: text }),
  handle({ channel: channelId, topic }, call) {
    forTopic(call, channelId);
    return shown(call, call.workspace.channels.setTopic(call.by, channelId, topic));
  },
});

const setPurpose = method({
  tier: "tier2",
  params: z.object({ ...channel, purpose: text }),
  handle({ channel: channelId, purpose }, call) {
    forTopic(call, channelId);
    const { purpose: note } = call.workspace.channels.setPurpose(call.by, channelId, purpose);
    return { purpose: note.value };
  },
});

const kindsByType: Readonly<Record<string, ChannelKind>> = {
  public_channel: "public",
  private_channel: "private",
  im: "im",
  mpim: "mpim",
};

/** The channel kinds that a `types` argument names. */
export function kindsOf(types: readonly string[]): ChannelKind[] {
  return types.map((type) => {
    const kind = kindsByType[type];
    if (!kind) throw new SlackError("invalid_types");
    return kind;
  });
}

const list = method({
  tier: "tier2",
  params: z.object({
    ...pages,
    types: several.default(["public_channel"]),
    exclude_archived: flag.default(false),
    team_id: text.optional(),
  }),
  handle({ types, exclude_archived, ...wanted }, call) {
    const kinds = kindsOf(types);
    for (const kind of kinds) call.need(readScope(kind));
    const matching = call.workspace.channels
      .visibleTo(call.by)
      .filter((each) => kinds.includes(each.kind) && !(exclude_archived && each.archived));
    const { items, nextCursor } = pageOf(matching, (each) => each.id, wanted);
    const channels = items.map((each) => channelJson(call.workspace.state, each));
    return { channels, response_metadata: { next_cursor: nextCursor } };
  },
});

const info = method({
  tier: "tier3",
  params: z.object({ ...channel, include_num_members: flag.default(false), include_locale: flag.optional() }),
  handle({ channel: channelId, include_num_members }, call) {
    const found = seen(call, channelId, readScope);
    const { num_members, ...rest } = channelJson(call.workspace.state, found);
    return { channel: include_num_members ? { ...rest, num_members } : rest };
  },
});

const open = method({
  tier: "tier3",
  params: z.object({
    users: several.optional(),
    channel: text.optional(),
    return_im: flag.default(false),
    prevent_creation: flag.optional(),
  }),
  handle({ users = [], channel: channelId, return_im }, call) {
    if (users.length === 0 && !channelId) throw new SlackError("users_list_not_supplied");
    if (users.length > 8) throw new SlackError("too_many_users");
    call.need(users.length > 1 ? "mpim:write" : "im:write");
    const { workspace, by } = call;
    if (channelId)
      return { no_op: true, already_open: true, channel: { id: workspace.channels.see(by, channelId).id } };
    const { channel: opened, alreadyOpen } = workspace.channels.openDirect(by, users);
    const about = return_im ? channelJson(workspace.state, opened) : { id: opened.id };
    return { ...(alreadyOpen ? { no_op: true, already_open: true } : {}), channel: about };
  },
});

export const conversations = {
  "conversations.create": create,
  "conversations.archive": archive,
  "conversations.unarchive": unarchive,
  "conversations.rename": rename,
  "conversations.setTopic": setTopic,
  "conversations.setPurpose": setPurpose,
  "conversations.list": list,
  "conversations.info": info,
  "conversations.open": open,
};
