import { ConflictError } from "../../lib/errors.ts";
import { type Actor, type Decision, person, type World } from "../ledger/index.ts";
import { withoutSecrets } from "../timeline/index.ts";
import { type ClimbEntry, climb, pageNamed } from "./climb.ts";
import type { Cause, EndsOn } from "./entries.ts";
import { begun, begunFirst, type Escalation, type Page, type WithEscalation } from "./facet.ts";
import { isSpent, ladderCall } from "./pages.ts";
import { type Called, isLadderSet } from "./who.ts";

export type EscalationDecision = Decision<WithEscalation, ClimbEntry>;

export interface RaiseInput {
  readonly by: Actor;
  readonly how: Cause;
  /** Why now, for whoever is paged. */
  readonly reason: string;
  readonly needs?: string | undefined;
  /** The rule that fired, and what it saw. */
  readonly trigger?: string | undefined;
  readonly evidence?: string | undefined;
  /** Who is called by name beside the ladder, and what they are called: "Database on call". */
  readonly to?: (Called & { readonly label: string }) | undefined;
  /** The incident from which it comes over, and the page after which its ladder is taken up. */
  readonly from?: { readonly incidentId: number; readonly after: Page | undefined } | undefined;
  /** The escalation of people called by name whose time is over. */
  readonly unanswered?: string | undefined;
  /** From when the first step counts (epoch milliseconds); now unless told. */
  readonly at?: number | undefined;
}

/**
 * Who ends a call without having been called. Whoever was asked for by name is waited for in any case, and what a person asked
 * for stays asked for when it turns out less grave.
 */
const ENDS_ON: Readonly<Record<Cause, readonly EndsOn[]>> = {
  declared: ["acknowledged", "commander", "severity"],
  no_commander: ["commander", "severity"],
  trigger: ["commander", "severity"],
  hand: ["acknowledged", "commander"],
  person: [],
};

/** A trigger that only wants an answer has it when somebody acknowledges the incident. */
const WANTS_ANSWER = "response_time";

/**
 * Calls for more people. What a rule wants while a call is open already becomes one reason more of it; a person who asks
 * again has the next rung called at once. Once everybody was called in vain, it begins again with the first.
 */
export function raiseEscalation(input: RaiseInput, incident: WithEscalation, world: World): ClimbEntry[] {
  const { by, how, reason, needs, trigger, evidence, to, from, at = world.now } = input;
  const { severity } = incident.facts;
  const endsOn: EndsOn[] = [...(trigger === WANTS_ANSWER ? (["acknowledged"] as const) : []), ...ENDS_ON[how]];
  const id = `e${incident.escalation.count + 1}`;
  const open = to ? undefined : ladderCall(incident);
  // Everybody was called in vain: whoever wants somebody now has them called again.
  const round = open && isSpent(incident, open) ? open.round + 1 : undefined;
  const data = {
    id,
    how,
    reason,
    endsOn,
    severity,
    ...(needs && { needs }),
    ...(trigger && { trigger }),
    ...(evidence && { evidence }),
    ...(open && { joins: open.id }),
    ...(round !== undefined && { round }),
    ...(input.unanswered !== undefined && { from: input.unanswered }),
    ...(from && { mergedFrom: from.incidentId }),
  };
  const raised: ClimbEntry = { kind: "escalation_raised", by, key: `raised/${id}`, data };
  const why = { at, by, how, reason, needs, trigger, evidence };
  if (open) {
    const asked = { ...open, reasons: [...open.reasons, why], ...(round !== undefined && begun(round, at)) };
    const isUrged = how === "hand" || round !== undefined;
    return [raised, ...(isUrged ? climb({ incident, world, escalation: asked, by, at }) : [])];
  }
  const escalation: Escalation = {
    ...{ id, at, how, endsOn, severity, reasons: [why] },
    ...begunFirst(at),
  };
  const step = { incident, world, escalation, by, at };
  return [raised, ...(to ? pageNamed(step, to, to.label) : climb(step, from?.after))];
}

/** What holds for everybody who wants somebody paged; a ConflictError says why not. */
export function mustBePageable({ id, facts }: WithEscalation): void {
  if (!facts.isOpen) throw new ConflictError(`Incident #${id} is over, so nobody is paged for it.`);
  if (facts.isRetrospective) {
    throw new ConflictError(`Incident #${id} was declared after the fact, so nobody is paged for it.`);
  }
  if (facts.isDrill) {
    throw new ConflictError("This is a drill, and drills page nobody outside their channel. Ask here instead.");
  }
}

interface ByHand {
  readonly userId: string;
  readonly why: string;
  readonly needs?: string | undefined;
}

/** "/incident escalate": somebody wants the next level. With nobody on the ladder the record says so and nobody is called. */
export const escalate =
  ({ userId, why, needs }: ByHand): EscalationDecision =>
  (incident, world) => {
    mustBePageable(incident);
    const reason = withoutSecrets(why, world.policy) || "Help is needed";
    return raiseEscalation({ by: person(userId), how: "hand", reason, ...withNeeds(needs, world) }, incident, world);
  };

/** "/incident page @dana": somebody is called by name. */
export const pagePeople =
  ({ userId, why, needs, to }: ByHand & { readonly to: Called & { readonly label: string } }): EscalationDecision =>
  (incident, world) => {
    mustBePageable(incident);
    const reason = withoutSecrets(why, world.policy) || "Help is needed";
    return raiseEscalation(
      { by: person(userId), how: "person", reason, ...withNeeds(needs, world), to },
      incident,
      world,
    );
  };

const withNeeds = (needs: string | undefined, { policy }: World) => ({
  needs: withoutSecrets(needs ?? "", policy) || undefined,
});

/** Whether people may be called for this incident without one asking; for a workstream they were called for the whole. */
export const mayCall = ({ id, facts }: WithEscalation): boolean =>
  id > 0 && facts.isOpen && !facts.isRetrospective && !facts.isDrill && facts.parentId === undefined;

/** Whether rules may call people for this incident, and anybody could be reached by it. */
export const isRaisable = (incident: WithEscalation, { policy }: World): boolean =>
  mayCall(incident) && isLadderSet(policy);
