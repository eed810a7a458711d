import { severityLabel } from "../../core/incidents/index.ts";
import { type Incident, viewersOf } from "../../core/product.ts";
import { mayName } from "../../core/related/index.ts";
import type { Context } from "../kit/context.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn, shorten, userMention } from "../kit/index.ts";

const GLANCE = 120;

/** Incidents that belong to this one, as its card shows them: only what everybody who reads the card may know. */
export async function relatedNow(ctx: Context, incident: Incident): Promise<readonly (readonly [string, Mrkdwn])[]> {
  const { facts, related, timeline } = incident;
  const merged = Object.values(timeline.takenIn).filter(({ isGivenBack }) => !isGivenBack);
  const parent = facts.parentId === undefined ? [] : [facts.parentId];
  const links = await Promise.all(Object.values(related.links).map((link) => linkLine(ctx, incident, link)));
  return [
    ...(await Promise.all(parent.map(async (id) => ["Workstream of", await titleOf(ctx, id)] as const))),
    ...row("Workstreams", workstreams(ctx, incident)),
    ...row(
      "Merged in",
      merged.map(({ incidentId, title }) => mrkdwn`#${incidentId} ${shorten(title, GLANCE)}`),
    ),
    ...row(
      "Linked",
      links.filter((line) => line !== undefined),
    ),
  ];
}

const row = (label: string, lines: readonly Mrkdwn[]): (readonly [string, Mrkdwn])[] =>
  lines.length === 0 ? [] : [[label, joinMrkdwn(lines, "\n")]];

const ENDINGS: Readonly<Record<string, string>> = {
  cancelled: "cancelled",
  merged: "merged into another",
  resolution: "resolved",
};

function workstreams(ctx: Context, { related }: Incident): Mrkdwn[] {
  const labels = new Map(ctx.policy().stages.map(({ id, label }) => [String(id), label.toLowerCase()]));
  return Object.values(related.workstreams).map(({ incidentId, title, isOpen, stage, leadId }) => {
    const lead = leadId ? mrkdwn`, ${userMention(leadId)}` : mrkdwn``;
    const standing = (isOpen ? labels.get(stage) : ENDINGS[stage]) ?? stage;
    return mrkdwn`#${incidentId} ${shorten(title, GLANCE)} (${standing}${lead})`;
  });
}

async function titleOf(ctx: Context, id: number): Promise<Mrkdwn> {
  const { facts } = await ctx.ledger.incident(id);
  return mrkdwn`#${id} ${shorten(facts.title, GLANCE)}`;
}

async function linkLine(
  ctx: Context,
  incident: Incident,
  { incidentId, text }: { readonly incidentId: number; readonly text: string | undefined },
): Promise<Mrkdwn | undefined> {
  const other = await ctx.ledger.incident(incidentId);
  if (!isReadByAll(incident, other)) return undefined;
  const why = text ? mrkdwn`: ${shorten(text, GLANCE)}` : mrkdwn``;
  const severity = severityLabel(ctx.policy(), other.facts.severity);
  return mrkdwn`#${incidentId} ${severity} ${shorten(other.facts.title, GLANCE)}${why}`;
}

/** Whether everybody who reads the one's card may know of the other. */
function isReadByAll(incident: Incident, other: Incident): boolean {
  if (!mayName(incident, other)) return false;
  if (!other.facts.isPrivate) return true;
  const viewers = viewersOf(other);
  return viewersOf(incident).every((userId) => viewers.includes(userId));
}
