import type { Policy, PublicStatus, StageId } from "../../config/index.ts";
import { ConflictError, InvalidInputError } from "../../lib/errors.ts";
import { moveStage, type NewIncidentEntry, refuseMerged, stageMeant, stageOf } from "../incidents/index.ts";
import { type Decision, person, type World } from "../ledger/index.ts";
import { holderOf } from "../roles/index.ts";
import { withoutSecrets } from "../timeline/index.ts";
import type { NewUpdateEntry } from "./entries.ts";
import type { WithUpdates } from "./facet.ts";
import { usualNextUpdateAt } from "./rhythm.ts";

type PostDecision = Decision<WithUpdates, NewUpdateEntry | NewIncidentEntry>;

/** The public word for where the incident stands. */
export const publicStatusOf = ({ facts }: WithUpdates, policy: Policy): PublicStatus =>
  stageOf(policy, facts.stage).status;

/** The statuses that an update may announce: an open incident is resolved by resolving it, not by a word. */
export const statusesFor = (incident: WithUpdates, policy: Policy): readonly PublicStatus[] =>
  incident.facts.isOpen ? ["investigating", "identified", "monitoring"] : [publicStatusOf(incident, policy)];

interface PostUpdateInput {
  readonly userId: string;
  /** The present one when absent; another one moves the incident to its stage. */
  readonly status?: PublicStatus | undefined;
  readonly situation: string;
  readonly actionsTaken?: string | undefined;
  readonly nextSteps?: string | undefined;
  /** Epoch milliseconds; by the severity's rhythm when absent. */
  readonly nextUpdateAt?: number | undefined;
}

/** Tells those who wait for news where the incident stands; the reminders count from here. */
export const postUpdate =
  (input: PostUpdateInput): PostDecision =>
  (incident, world) => {
    mustTakeNews(incident);
    const text = withoutSecrets(input.situation, world.policy);
    if (text === "") throw new InvalidInputError("Say in a sentence what the situation is.", "situation");
    const present = publicStatusOf(incident, world.policy);
    const status = input.status ?? present;
    if (!statusesFor(incident, world.policy).includes(status)) {
      throw new InvalidInputError("An incident is resolved with `/incident resolve`, not by an update.", "status");
    }
    return [
      ...(status === present ? [] : moved(input.userId, status, incident, world)),
      {
        kind: "update_posted",
        by: person(input.userId),
        data: {
          status,
          ...(status !== present && { before: incident.facts.stage }),
          text,
          actionsTaken: optional(input.actionsTaken, world.policy),
          nextSteps: optional(input.nextSteps, world.policy),
          nextUpdateAt: promised(input.nextUpdateAt, incident, world),
          isNothingNew: false,
        },
      },
    ];
  };

interface NothingNewInput {
  readonly userId: string;
  /** How many updates there were when the person was asked; with more of them the question is answered. */
  readonly round?: number | undefined;
}

/** "Still investigating": the rhythm is kept although there is no news. */
export const postNothingNew =
  ({ userId, round }: NothingNewInput): PostDecision =>
  (incident, { policy, now }) => {
    mustTakeNews(incident);
    if (round !== undefined && incident.updates.count > round) {
      throw new ConflictError("An update was posted meanwhile, so nothing more is needed for now.");
    }
    if (!incident.facts.isOpen) throw new ConflictError(`Incident #${incident.id} is over, so no news is due.`);
    const status = publicStatusOf(incident, policy);
    const nextUpdateAt = usualNextUpdateAt(incident, policy, now);
    return [
      {
        kind: "update_posted",
        by: person(userId),
        data: { status, text: STILL[status], nextUpdateAt, isNothingNew: true },
      },
    ];
  };

const STILL: Record<PublicStatus, string> = {
  investigating: "Still investigating",
  identified: "Still working on the fix",
  monitoring: "Still monitoring",
  resolved: "Still resolved",
};

function mustTakeNews({ id, facts }: WithUpdates): void {
  refuseMerged(facts);
  if (facts.isCancelled) throw new ConflictError(`Incident #${id} was cancelled, so it has no updates.`);
}

function moved(userId: string, status: PublicStatus, incident: WithUpdates, world: World): readonly NewIncidentEntry[] {
  const to: StageId = stageMeant(world.policy, status);
  const known = (state: WithUpdates) => ({ commander_assigned: holderOf(state, "commander") !== undefined });
  return moveStage<WithUpdates>({ userId, to, known, isSkipping: true })(incident, world);
}

function promised(at: number | undefined, incident: WithUpdates, { policy, now }: World): number | undefined {
  if (!incident.facts.isOpen) return undefined;
  if (at === undefined) return usualNextUpdateAt(incident, policy, now);
  if (at <= now)
    throw new InvalidInputError("The next update must be in the future. Choose a later time.", "next_update");
  return at;
}

const optional = (text: string | undefined, policy: Policy): string | undefined =>
  withoutSecrets(text ?? "", policy) || undefined;
