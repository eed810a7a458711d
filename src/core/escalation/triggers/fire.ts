import { ConflictError } from "../../../lib/errors.ts";
import { proposeSeverity } from "../../approvals/index.ts";
import {
  type Actor,
  type Decision,
  type NewEntry,
  person,
  SITREP,
  type Timer,
  type World,
} from "../../ledger/index.ts";
import { onCall } from "../../oncall/index.ts";
import { holderOf } from "../../roles/index.ts";
import { isSpent, ladderCall, wasPaged } from "../pages.ts";
import { mustBePageable, raiseEscalation } from "../raise.ts";
import type { WithTriggers } from "./facet.ts";
import { type Found, found } from "./table.ts";
import { sentence } from "./wording.ts";

export const TRIGGER = "trigger";

const timerKey = ({ cause }: Found): string => `trigger/${cause}`;

/** When each trigger fires if nothing changes until then. */
export const triggerTimers = (incident: WithTriggers, world: World): Timer[] =>
  found(incident, world).map((sighting) => ({ key: timerKey(sighting), kind: TRIGGER, at: sighting.at }));

/** A trigger's time has come: it fires if what it saw still holds. */
export const fireTrigger =
  (timer: Timer): Decision<WithTriggers> =>
  (incident, world) => {
    const sighting = found(incident, world).find((each) => timerKey(each) === timer.key && each.at <= world.now);
    return sighting ? fired(incident, world, sighting) : [];
  };

/** A call for people that is open gets one more reason, whatever the trigger would have done alone. */
function fired(incident: WithTriggers, world: World, { trigger, cause, evidence, does }: Found): NewEntry[] {
  const act = does === "page" || isUnderWay(incident) ? "page" : "ask";
  const data = { trigger, cause, evidence, act };
  const entry: NewEntry = { kind: "trigger_fired", by: SITREP, key: `trigger_fired/${cause}`, data };
  // A mere word in a message is not enough to call it the gravest.
  const graver = isStated(cause) ? proposed(incident, world, trigger, evidence) : [];
  if (act === "ask") return [entry, ...graver];
  return [entry, ...raised(incident, world, { trigger, evidence, by: SITREP }), ...graver];
}

const isStated = (cause: string): boolean => cause.includes("/stated/");

/** Data that may be lost or exposed makes it the gravest there is; the bot only proposes that (RANK-2, AUTH-2). */
const GRAVEST: readonly string[] = ["dataLoss", "exposure"];

function proposed(incident: WithTriggers, world: World, trigger: string, evidence: string): readonly NewEntry[] {
  const [gravest] = world.policy.severities;
  if (!gravest || !GRAVEST.includes(trigger)) return [];
  return proposeSeverity({ severity: gravest.id, why: sentence(evidence) })(incident, world);
}

/** The ladder is being called; one that was called in vain is not begun again for a mere question. */
function isUnderWay(incident: WithTriggers): boolean {
  const call = ladderCall(incident);
  return call !== undefined && !isSpent(incident, call);
}

interface Raised {
  readonly trigger: string;
  readonly evidence: string;
  readonly by: Actor;
}

/** Whom the policy names for a trigger is called at once, beside the ladder. */
function raised(incident: WithTriggers, world: World, { trigger, evidence, by }: Raised): NewEntry[] {
  const named = trigger === "dataLoss" ? calledForDataLoss(incident, world) : undefined;
  const input = { by, how: "trigger" as const, reason: sentence(evidence), trigger: spaced(trigger) };
  return raiseEscalation({ ...input, to: named }, incident, world);
}

/** "openLong" → "open_long" */
const spaced = (trigger: string): string => trigger.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function calledForDataLoss(incident: WithTriggers, world: World) {
  const { to } = world.policy.escalation.triggers.dataLoss;
  const onDuty = to.rotations.flatMap((rotation) => onCall(world, rotation, world.now).primary ?? []);
  // Whoever was paged for it once knows.
  const userIds = [...new Set([...to.people, ...onDuty])].filter((userId) => !wasPaged(incident, userId));
  return userIds.length === 0
    ? undefined
    : { userIds, userGroups: [], rotations: to.rotations, label: "Data and security leads" };
}

/** Who is to answer the question whether to escalate. */
export const askedOf = (incident: WithTriggers): string | undefined => holderOf(incident, "commander");

interface AnswerInput {
  readonly userId: string;
  readonly round: number;
  readonly isYes: boolean;
}

/** Somebody says whether what came up calls for more people. */
export const answerTriggers =
  ({ userId, round, isYes }: AnswerInput): Decision<WithTriggers> =>
  (incident, world) => {
    const { question } = incident.triggers;
    if (!question || question.round !== round || question.answer) {
      throw new ConflictError("This was answered already. `/incident escalate` calls for more people at any time.");
    }
    if (isYes) mustBePageable(incident);
    const by = person(userId);
    const answered: NewEntry = {
      kind: "trigger_answered",
      by,
      key: `trigger_answered/${round}`,
      data: { round, isYes },
    };
    if (!isYes) return [answered];
    const gravest = gravestOf(question.reasons);
    const evidence = question.reasons.map((reason) => reason.evidence).join("; ");
    return [answered, ...raised(incident, world, { trigger: gravest, evidence, by })];
  };

/** Data that may be lost calls its own people. */
const gravestOf = (reasons: readonly { readonly trigger: string }[]): string =>
  reasons.find(({ trigger }) => trigger === "dataLoss")?.trigger ?? reasons[0]?.trigger ?? "";
