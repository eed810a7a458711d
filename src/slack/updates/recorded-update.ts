import { severityLabel, severityOf } from "../../core/incidents/index.ts";
import { fromRow, personId } from "../../core/ledger/index.ts";
import type { Incident } from "../../core/product.ts";
import { actorName } from "../../core/timeline/index.ts";
import { updateEntries } from "../../core/updates/index.ts";
import type { Context } from "../kit/context.ts";
import type { UpdateModel } from "./views/update-message.ts";

/** An update as the record has it, ready to be shown; undefined when its words were dropped meanwhile. */
export async function recordedUpdate(ctx: Context, incident: Incident, key: string): Promise<UpdateModel | undefined> {
  const row = await ctx.store.entryByKey(incident.id, key);
  const entry = row && fromRow(row);
  if (!entry || entry.isRedacted) return undefined;
  const { text, ...said } = updateEntries.update_posted.parse(entry.data);
  const authorId = personId(entry.by);
  const author = authorId ? (await ctx.directory.person(authorId)).name : actorName(entry.by);
  return {
    incident: incidentHead(incident, ctx),
    status: said.status,
    situation: text,
    actionsTaken: said.actionsTaken,
    nextSteps: said.nextSteps,
    nextUpdateAt: said.nextUpdateAt,
    isNothingNew: said.isNothingNew,
    author,
  };
}

function incidentHead({ id, facts }: Incident, ctx: Context): UpdateModel["incident"] {
  const policy = ctx.policy();
  return {
    id,
    title: facts.title,
    severityLabel: severityLabel(policy, facts.severity),
    emoji: severityOf(policy, facts.severity)?.emoji ?? "rotating_light",
    isDrill: facts.isDrill,
    channelId: facts.channel?.id,
  };
}
