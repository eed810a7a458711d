import { severityOf, stageOf } from "../../core/incidents/index.ts";
import { actionsOf } from "../../core/postmortems/index.ts";
import type { Incident } from "../../core/product.ts";
import { roleLabel } from "../../core/roles/index.ts";
import type { IncidentRow } from "../../db/rows.ts";
import type { Diagnosis } from "../../doctor/index.ts";
import { waitingFor } from "../approvals/index.ts";
import type { Context } from "../kit/context.ts";
import { type OnCallModel, onCallModel, unableAmong } from "../oncall/index.ts";
import { type HomeIncident, type HomeModel, MOST, type OwnAction } from "./views/home.ts";

/** Of what is over, so many of the latest are looked through for action items. */
const FINISHED = 200;

/** The ledger alone writes the column. */
const incidentIn = ({ state }: IncidentRow): Incident => JSON.parse(state);

/** What a person sees at home: one query for what is open, one for what is left to do after the latest incidents. */
export async function homeModel(ctx: Context, userId: string, doing?: Diagnosis): Promise<HomeModel> {
  const [open, finished, approvals, world] = await Promise.all([
    ctx.store.listIncidents({ viewer: userId, isOpen: true }),
    ctx.store.listIncidents({ viewer: userId, isOpen: false, limit: FINISHED, holding: ownedBy(userId) }),
    waitingFor(ctx, userId),
    ctx.ledger.world(),
  ]);
  // Parsing is what costs: a state in which the person is no value is neither theirs nor holds anything for them. Keys
  // name everybody who ever said something.
  const isNamed = new RegExp(`${JSON.stringify(userId)}(?!:)`);
  const named = open.filter(({ state }) => isNamed.test(state)).map(incidentIn);
  const mine = named.filter((incident) => isMine(incident, userId));
  const mineIds = new Set(mine.map(({ id }) => id));
  const others = open.filter(({ id }) => !mineIds.has(id));
  const onCall = onCallModel(world, userId, world.now);
  return {
    mine: mine.map((incident) => tell(ctx, incident, userId)),
    others: others.slice(0, MOST.incidents).map((row) => tell(ctx, incidentIn(row), userId)),
    othersBeyond: Math.max(0, others.length - MOST.incidents),
    approvals: approvals.forMe,
    onCall: { now: onCall, unable: await unableAmong(ctx, onCall.rotations.flatMap(namedIn)) },
    doing,
    actions: [...named, ...finished.map(incidentIn)].flatMap((incident) => ownActions(incident, userId)),
  };
}

const namedIn = ({ primary, secondary }: OnCallModel["rotations"][number]): string[] =>
  [primary, secondary].flatMap((userId) => userId ?? []);

/** How the state of an incident names the owner of an action item. */
const ownedBy = (userId: string): string => `"ownerId":${JSON.stringify(userId)}`;

function isMine({ facts, timeline, roles }: Incident, userId: string): boolean {
  const holdsRole = Object.values(roles.holders).some((holder) => holder.userId === userId);
  return holdsRole || facts.invited.includes(userId) || timeline.members.includes(userId);
}

function tell(ctx: Context, { id, facts, roles }: Incident, userId: string): HomeIncident {
  const policy = ctx.policy();
  const severity = severityOf(policy, facts.severity);
  const held = Object.entries(roles.holders).filter(([, holder]) => holder.userId === userId);
  return {
    id,
    title: facts.title,
    severityLabel: severity?.label ?? facts.severity,
    emoji: severity?.emoji,
    stage: stageOf(policy, facts.stage).label,
    channelId: facts.channel?.id,
    isPrivate: facts.isPrivate,
    isDrill: facts.isDrill,
    roles: held.map(([role]) => roleLabel(policy, role)),
    declaredAt: facts.times.declared ?? 0,
  };
}

const ownActions = (incident: Incident, userId: string): OwnAction[] =>
  actionsOf(incident)
    .filter(({ ownerId, doneAt }) => ownerId === userId && doneAt === undefined)
    .map((action) => ({ incidentId: incident.id, action }));
