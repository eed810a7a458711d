import { z } from "zod";
import { SlackError, type Workspace } from "../workspace/index.ts";
import { groupJson } from "../workspace/shapes.ts";
import { method } from "./method.ts";
import { flag, required, text } from "./params.ts";

const scopes = ["usergroups:read"];

function refuseOnFreePlan(workspace: Workspace): void {
  if (workspace.plan === "free") throw new SlackError("plan_upgrade_required");
}

const list = method({
  tier: "tier2",
  scopes,
  params: z.object({
    include_count: flag.optional(),
    include_disabled: flag.default(false),
    include_users: flag.default(false),
    team_id: text.optional(),
  }),
  handle({ include_disabled, include_users }, { workspace }) {
    refuseOnFreePlan(workspace);
    const groups = workspace.userGroups.all().filter((group) => include_disabled || !group.deleted);
    return { usergroups: groups.map((group) => groupJson(workspace.state, group, include_users)) };
  },
});

const listUsers = method({
  tier: "tier2",
  scopes,
  params: z.object({ usergroup: required, include_disabled: flag.optional(), team_id: text.optional() }),
  handle({ usergroup }, { workspace }) {
    refuseOnFreePlan(workspace);
    const group = workspace.userGroups.find(usergroup);
    if (!group) throw new SlackError("no_such_subteam");
    return { users: group.users };
  },
});

export const userGroups = { "usergroups.list": list, "usergroups.users.list": listUsers };
