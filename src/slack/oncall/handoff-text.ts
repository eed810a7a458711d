import { HOUSE } from "../../core/ledger/index.ts";
import { type Handoff, rotaOf, rotationLabel } from "../../core/oncall/index.ts";
import type { Incident } from "../../core/product.ts";
import { shiftHandoff } from "../../core/summary/index.ts";
import type { IncidentRow } from "../../db/rows.ts";
import type { Context } from "../kit/context.ts";
import { namedWords } from "../kit/index.ts";
import type { HandoffModel } from "./views/handoff-messages.ts";

/** Of what is over, so many of the latest are looked through for what is still to be known. */
const FINISHED = 200;

/** Stands where words stood that were removed on request. */
const REMOVED = "(text removed)";

/** The ledger alone writes the column. */
const incidentIn = ({ state }: IncidentRow): Incident => JSON.parse(state);

/** What the record says for the next one, as things are now, of what both may see. */
async function composed(ctx: Context, handoff: Handoff): Promise<string> {
  const viewer = handoff.leaver;
  const [open, finished] = await Promise.all([
    ctx.store.listIncidents({ viewer, isOpen: true }),
    ctx.store.listIncidents({ viewer, isOpen: false, limit: FINISHED }),
  ]);
  const incidents = [...open, ...finished].map(incidentIn).filter(({ id }) => id !== HOUSE);
  const text = shiftHandoff(incidents, handoff, { policy: ctx.policy(), now: ctx.clock.now() });
  return namedWords(ctx, text);
}

/** A handoff as it reads now: what was delivered, else the leaver's words, else the draft. */
export async function handoffModel(ctx: Context, handoff: Handoff): Promise<HandoffModel> {
  const { delivered } = handoff;
  const text = delivered ? (delivered.text ?? REMOVED) : (handoff.text ?? (await composed(ctx, handoff)));
  return { handoff, rotation: await rotationName(ctx, handoff.rotation), text };
}

/** How people call a rotation. */
export async function rotationName(ctx: Context, id: string): Promise<string> {
  const house = await ctx.ledger.house();
  return rotationLabel(rotaOf(house, { policy: ctx.policy() }), id);
}
