import { z } from "zod";
import { SlackError } from "../workspace/index.ts";
import { botJson, channelJson, userJson } from "../workspace/shapes.ts";
import { kindsOf } from "./conversations.ts";
import { method, readScope } from "./method.ts";
import { pageOf } from "./pages.ts";
import { flag, pages, required, several, text } from "./params.ts";

const scopes = ["users:read"];

const info = method({
  tier: "tier4",
  scopes,
  params: z.object({ user: required, include_locale: flag.optional() }),
  handle: ({ user }, { workspace }) => ({ user: userJson(workspace.state, workspace.people.get(user)) }),
});

const list = method({
  tier: "tier2",
  scopes,
  params: z.object({ ...pages, include_locale: flag.optional(), team_id: text.optional() }),
  handle(wanted, { workspace }) {
    const { items, nextCursor } = pageOf(workspace.people.all(), (user) => user.id, wanted, { usual: 1000 });
    return {
      members: items.map((user) => userJson(workspace.state, user)),
      cache_ts: workspace.state.seconds(),
      response_metadata: { next_cursor: nextCursor },
    };
  },
});

const conversations = method({
  tier: "tier3",
  params: z.object({
    ...pages,
    user: text.optional(),
    types: several.default(["public_channel"]),
    exclude_archived: flag.default(false),
    team_id: text.optional(),
  }),
  handle({ user, types, exclude_archived, ...wanted }, call) {
    const { workspace, by } = call;
    const kinds = kindsOf(types);
    for (const kind of kinds) call.need(readScope(kind));
    const whose = user ? workspace.people.get(user).id : by;
    const theirs = workspace.channels
      .visibleTo(by)
      .filter((each) => each.members.has(whose) && kinds.includes(each.kind) && !(exclude_archived && each.archived));
    const { items, nextCursor } = pageOf(theirs, (each) => each.id, wanted);
    const channels = items.map((each) => channelJson(workspace.state, each));
    return { channels, response_metadata: { next_cursor: nextCursor } };
  },
});

const lookupByEmail = method({
  tier: "tier3",
  scopes: ["users:read.email"],
  params: z.object({ email: required }),
  handle({ email }, { workspace }) {
    const wanted = email.toLowerCase();
    const user = workspace.people
      .all()
      .find((each) => !each.isBot && !each.deleted && each.email.toLowerCase() === wanted);
    if (!user) throw new SlackError("users_not_found");
    return { user: userJson(workspace.state, user) };
  },
});

const profile = method({
  tier: "tier4",
  scopes: ["users.profile:read"],
  params: z.object({ user: text.optional(), include_labels: flag.optional() }),
  handle: ({ user }, { workspace, by }) => ({
    profile: userJson(workspace.state, workspace.people.get(user ?? by)).profile,
  }),
});

const botsInfo = method({
  tier: "tier3",
  scopes,
  params: z.object({ bot: text.optional(), team_id: text.optional() }),
  handle({ bot }, { workspace }) {
    if (bot !== undefined && bot !== workspace.app.botId) throw new SlackError("bot_not_found");
    return { bot: botJson(workspace.state) };
  },
});

export const users = {
  "users.info": info,
  "users.list": list,
  "users.conversations": conversations,
  "users.lookupByEmail": lookupByEmail,
  "users.profile.get": profile,
  "bots.info": botsInfo,
};
