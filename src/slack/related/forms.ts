import { severityLabel } from "../../core/incidents/index.ts";
import type { Incident } from "../../core/product.ts";
import { NotFoundError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";
import type { Choice } from "../kit/index.ts";
import { linkForm, mergeForm, splitForm } from "./views/forms.ts";

interface Asker {
  readonly userId: string;
  readonly triggerId: string;
}

const MOST_OFFERED = 100;

async function choicesFor(ctx: Context, viewer: string, isOpenOnly: boolean): Promise<readonly Choice[]> {
  const list = (isOpen: boolean) => ctx.store.listIncidents({ viewer, isOpen, limit: MOST_OFFERED });
  const rows = [...(await list(true)), ...(isOpenOnly ? [] : await list(false))].slice(0, MOST_OFFERED);
  const policy = ctx.policy();
  return rows.map(({ id, title, severity }) => ({
    value: String(id),
    text: `#${id} ${severityLabel(policy, severity)} ${title}`,
  }));
}

/** Which one goes into which, of the open ones. */
export async function openMergeForm(
  ctx: Context,
  { userId, triggerId }: Asker,
  known: {
    readonly loserId: number | undefined;
    readonly intoId: number | undefined;
    readonly why: string | undefined;
  },
): Promise<undefined> {
  const choices = await choicesFor(ctx, userId, true);
  if (choices.length < 2) {
    throw new NotFoundError(
      "There are no two open incidents that could be merged. `/incident list` shows what is open.",
    );
  }
  await ctx.interactive.open(triggerId, mergeForm(choices, known));
  return undefined;
}

export async function openLinkForm(
  ctx: Context,
  { userId, triggerId }: Asker,
  { id, facts }: Incident,
  why: string | undefined,
): Promise<undefined> {
  const choices = (await choicesFor(ctx, userId, false)).filter(({ value }) => value !== String(id));
  if (choices.length === 0) throw new NotFoundError("There is no other incident that this one could be linked to.");
  await ctx.interactive.open(triggerId, linkForm({ incidentId: id, title: facts.title, choices, why }));
  return undefined;
}

export async function openSplitForm(
  ctx: Context,
  { triggerId }: Asker,
  { id, facts }: Incident,
  leadId: string | undefined,
): Promise<undefined> {
  await ctx.interactive.open(triggerId, splitForm({ incidentId: id, title: facts.title, leadId }));
  return undefined;
}
