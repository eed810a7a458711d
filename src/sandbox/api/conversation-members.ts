import { z } from "zod";
import { SlackError } from "../workspace/index.ts";
import { channelJson } from "../workspace/shapes.ts";
import { changing, seen } from "./conversations.ts";
import { method, readScope, writeScope } from "./method.ts";
import { pageOf } from "./pages.ts";
import { channel, flag, pages, required, several } from "./params.ts";

const forInvites = changing("write.invites");

const invite = method({
  tier: "tier3",
  params: z.object({ ...channel, users: several.default([]), force: flag.default(false) }),
  handle({ channel: channelId, users, force }, call) {
    const found = forInvites(call, channelId);
    const errors = call.workspace.members.invite(call.by, channelId, users, { force });
    const [first] = errors;
    if (first && (!force || errors.length === users.length)) throw new SlackError(first.error, { errors });
    return { channel: channelJson(call.workspace.state, found), ...(first ? { errors } : {}) };
  },
});

const kick = method({
  tier: "tier3",
  params: z.object({ ...channel, user: required }),
  handle({ channel: channelId, user }, call) {
    seen(call, channelId, writeScope);
    call.workspace.members.kick(call.by, channelId, user);
    return { errors: {} };
  },
});

const join = method({
  tier: "tier3",
  scopes: ["channels:join"],
  params: z.object(channel),
  handle({ channel: channelId }, { workspace, by }) {
    const { channel: joined, alreadyIn } = workspace.members.join(by, channelId);
    const warning = { warning: "already_in_channel", response_metadata: { warnings: ["already_in_channel"] } };
    return { channel: channelJson(workspace.state, joined), ...(alreadyIn ? warning : {}) };
  },
});

const leave = method({
  tier: "tier3",
  params: z.object(channel),
  handle({ channel: channelId }, call) {
    seen(call, channelId, writeScope);
    const { wasIn } = call.workspace.members.leave(call.by, channelId);
    return wasIn ? {} : { not_in_channel: true };
  },
});

const members = method({
  tier: "tier4",
  params: z.object({ ...channel, ...pages }),
  handle({ channel: channelId, ...wanted }, call) {
    const found = seen(call, channelId, readScope);
    const { items, nextCursor } = pageOf([...found.members], (userId) => userId, wanted);
    return { members: items, response_metadata: { next_cursor: nextCursor } };
  },
});

export const conversationMembers = {
  "conversations.invite": invite,
  "conversations.kick": kick,
  "conversations.join": join,
  "conversations.leave": leave,
  "conversations.members": members,
};
