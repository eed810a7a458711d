import { addAction, redraft } from "../../core/postmortems/index.ts";
import type { Incident } from "../../core/product.ts";
import type { Context } from "../kit/context.ts";
import type { Reply } from "../kit/index.ts";
import type { Verb, VerbInput } from "../kit/verbs.ts";
import { dateIn } from "./action-fields.ts";
import { readActionWords } from "./action-words.ts";
import { actionsReply, statusReply } from "./replies.ts";
import { actionForm } from "./views/action-form.ts";

type Asked = VerbInput & { readonly incident: Incident };

/** `/incident postmortem` and `/incident action …`. */
export const postmortemVerbs = (ctx: Context): readonly Verb[] => [
  {
    name: "postmortem",
    synonyms: ["pm", "post-mortem"],
    usage: "postmortem",
    help: "The post-mortem: where it stands, its sections, review and publication.",
    act: ({ incident }) => (incident?.postmortem.state === undefined ? "respond" : "look"),
    needs: "incident",
    offers: "over",
    run: (asked) => showPostmortem(ctx, asked),
  },
  {
    name: "action",
    synonyms: ["actions"],
    usage: "action [what is to be done @owner by friday]",
    help: "Action items: add one, or see them all.",
    act: ({ words }) => (words === "" ? "look" : "contribute"),
    needs: "incident",
    offers: "all",
    run: (asked) => (asked.words === "" ? Promise.resolve(actionsReply(asked.incident)) : add(ctx, asked)),
  },
];

/** Asking for it drafts it, where the policy did not. */
async function showPostmortem(ctx: Context, { incident, userId, requestKey }: Asked): Promise<Reply> {
  if (incident.postmortem.state !== undefined) return statusReply(ctx, incident);
  const drafted = await ctx.ledger.record(incident.id, redraft({ userId }), { once: requestKey });
  return statusReply(ctx, drafted.incident);
}

async function add(
  ctx: Context,
  { incident, userId, words, triggerId, requestKey }: Asked,
): Promise<Reply | undefined> {
  const { text, ownerId, dueAt } = await readActionWords(ctx, userId, words);
  if (text === "") {
    const { tz } = await ctx.directory.person(userId);
    const due = dueAt === undefined ? undefined : dateIn(dueAt, tz);
    await ctx.interactive.open(triggerId, actionForm({ incidentId: incident.id, ownerId, due }));
    return undefined;
  }
  const added = addAction({ userId, text, ownerId, dueAt });
  const { incident: after } = await ctx.ledger.record(incident.id, added, { once: requestKey });
  return actionsReply(after, `Added: ${text}`);
}
