import { app } from "./app.ts";
import { canvases } from "./canvases.ts";
import { chat } from "./chat.ts";
import { conversationHistory } from "./conversation-history.ts";
import { conversationMembers } from "./conversation-members.ts";
import { conversations } from "./conversations.ts";
import { files } from "./files.ts";
import { marks } from "./marks.ts";
import type { Method } from "./method.ts";
import { userGroups } from "./user-groups.ts";
import { users } from "./users.ts";
import { views } from "./views.ts";

const families: Readonly<Record<string, Method>> = {
  ...app,
  ...chat,
  ...conversations,
  ...conversationMembers,
  ...conversationHistory,
  ...users,
  ...userGroups,
  ...marks,
  ...views,
  ...canvases,
  ...files,
};

/** Every method that this workspace's Web API knows. */
export const methods: ReadonlyMap<string, Method> = new Map(Object.entries(families));
