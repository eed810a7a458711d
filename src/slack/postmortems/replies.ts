import { actionsOf, openQuestions, postmortemDueAt } from "../../core/postmortems/index.ts";
import type { Incident } from "../../core/product.ts";
import type { Context } from "../kit/context.ts";
import type { Reply } from "../kit/index.ts";
import { postmortemMarkdown } from "./draft.ts";
import { actionList } from "./views/action-list.ts";
import { statusMessage } from "./views/status.ts";

/** Where the post-mortem stands; the incident has one. */
export async function statusReply(ctx: Context, incident: Incident): Promise<Reply> {
  const { state, document } = incident.postmortem;
  return statusMessage({
    incidentId: incident.id,
    title: incident.facts.title,
    state: state ?? "draft",
    dueAt: postmortemDueAt(incident, ctx.policy()),
    document,
    questions: openQuestions(await postmortemMarkdown(ctx, incident.id)),
  });
}

export const actionsReply = (incident: Incident, news?: string): Reply =>
  actionList({ incidentId: incident.id, title: incident.facts.title, actions: actionsOf(incident), news });
