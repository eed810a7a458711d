import { incidentEntries, severityLabel, severityOf } from "../../core/incidents/index.ts";
import { type Entry, fromRow, personId } from "../../core/ledger/index.ts";
import type { Incident } from "../../core/product.ts";
import { actorName } from "../../core/timeline/index.ts";
import { publicStatusOf, updateEntries } from "../../core/updates/index.ts";
import type { Context } from "../kit/context.ts";
import type { UpdateModel } from "./views/update-message.ts";

/** An update, or how it ended, as the record has it, ready to be shown; undefined when its words were dropped meanwhile. */
export async function recordedUpdate(ctx: Context, incident: Incident, key: string): Promise<UpdateModel | undefined> {
  const row = await ctx.store.entryByKey(incident.id, key);
  const entry = row && fromRow(row);
  if (!entry || entry.isRedacted || incident.updates.withdrawn.includes(key)) return undefined;
  const authorId = personId(entry.by);
  const author = authorId ? (await ctx.directory.person(authorId)).name : actorName(entry.by);
  return {
    incident: incidentHead(incident, ctx),
    status: publicStatusOf(incident, ctx.policy()),
    ...said(entry),
    author,
  };
}

type Said = Omit<UpdateModel, "incident" | "author" | "status"> & Partial<Pick<UpdateModel, "status">>;

const NOTHING_MORE = {
  actionsTaken: undefined,
  nextSteps: undefined,
  nextUpdateAt: undefined,
  isNothingNew: false,
} as const;

function said({ kind, data }: Entry): Said {
  switch (kind) {
    case "resolved": {
      const { fix, impact } = incidentEntries.resolved.parse(data);
      return { ...NOTHING_MORE, turn: "resolved", situation: fix, impact };
    }
    case "reopened":
      return { ...NOTHING_MORE, turn: "reopened", situation: incidentEntries.reopened.parse(data).text };
    case "made_real":
      return { ...NOTHING_MORE, turn: "made_real", situation: incidentEntries.made_real.parse(data).text };
    case "cancelled":
      return { ...NOTHING_MORE, turn: "cancelled", situation: incidentEntries.cancelled.parse(data).text };
    default: {
      const { status, text, actionsTaken, nextSteps, nextUpdateAt, isNothingNew } =
        updateEntries.update_posted.parse(data);
      return { status, situation: text, actionsTaken, nextSteps, nextUpdateAt, isNothingNew };
    }
  }
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
