import { z } from "zod";
import { SlackError } from "../workspace/index.ts";
import { method } from "./method.ts";
import { json, required, text } from "./params.ts";

const triggered = z.object({ trigger_id: required, view: json });

const open = method({
  tier: "tier4",
  params: triggered,
  handle: ({ trigger_id, view }, { workspace }) => ({
    view: workspace.views.asPayload(workspace.views.open(trigger_id, view)),
  }),
});

const push = method({
  tier: "tier4",
  params: triggered,
  handle: ({ trigger_id, view }, { workspace }) => ({
    view: workspace.views.asPayload(workspace.views.push(trigger_id, view)),
  }),
});

const update = method({
  tier: "tier4",
  params: z.object({ view_id: text.optional(), external_id: text.optional(), view: json, hash: text.optional() }),
  handle({ view_id, external_id, view, hash }, { workspace }) {
    if (!view_id === !external_id) {
      const messages = ["[ERROR] must provide either view_id or external_id"];
      throw new SlackError("invalid_arguments", { response_metadata: { messages } });
    }
    const target = view_id ? { viewId: view_id } : { externalId: external_id ?? "" };
    return { view: workspace.views.asPayload(workspace.views.update(target, view, hash || undefined)) };
  },
});

const publish = method({
  tier: "tier4",
  params: z.object({ user_id: required, view: json, hash: text.optional() }),
  handle: ({ user_id, view, hash }, { workspace }) => ({
    view: workspace.views.asPayload(workspace.views.publish(user_id, view, hash || undefined)),
  }),
});

export const views = { "views.open": open, "views.push": push, "views.update": update, "views.publish": publish };
