import { z } from "zod";
import { SlackError } from "../workspace/index.ts";
import { method } from "./method.ts";
import { text } from "./params.ts";

export const app = {
  "api.test": method({
    tier: "tier4",
    token: "none",
    params: z.looseObject({ error: text.optional() }),
    handle({ error, token: _, ...args }) {
      if (error) throw new SlackError(error, { args });
      return { args };
    },
  }),
  "auth.test": method({
    tier: "unlimited",
    params: z.object({}),
    handle: (_, { workspace: { team, app: installed, people, baseUrl } }) => ({
      url: `${baseUrl}/`,
      team: team.name,
      user: people.get(installed.botUserId).name,
      team_id: team.id,
      user_id: installed.botUserId,
      bot_id: installed.botId,
      is_enterprise_install: false,
    }),
  }),
  "apps.connections.open": method({
    tier: "tier1",
    token: "app",
    params: z.object({}),
    handle(_, call) {
      if (!call.workspace.app.manifest.socketMode) throw new SlackError("not_allowed_token_type");
      return { url: call.openSocket() };
    },
  }),
  "team.info": method({
    tier: "tier3",
    scopes: ["team:read"],
    params: z.object({ team: text.optional() }),
    handle({ team }, { workspace }) {
      if (team && team !== workspace.team.id) throw new SlackError("team_not_found");
      const { id, name, domain } = workspace.team;
      return { team: { id, name, domain, email_domain: "", url: `${workspace.baseUrl}/` } };
    },
  }),
};
