import type { Fact, Policy, StageId } from "../../config/index.ts";
import { marksOn } from "../timeline/index.ts";
import { withDerivedTimes } from "./derived-times.ts";
import type { WithFacts } from "./facet.ts";
import { severityOf } from "./severity.ts";

/** Answers that only slices above can give: who holds command, where the post-mortem stands. */
export type Answers = Readonly<Partial<Record<Fact, boolean>>>;

export interface Criterion {
  readonly id: string;
  readonly label: string;
  readonly stage: StageId;
  readonly isMet: boolean;
  /** The record says so, nobody had to tick it. */
  readonly isDerived: boolean;
}

type Stage = Policy["stages"][number];

const answersOf: Partial<Record<Fact, (incident: WithFacts, policy: Policy, now: number) => boolean>> = {
  severity_set: ({ facts }) => facts.severity !== "",
  category_set: ({ facts }) => facts.category !== undefined,
  acknowledged: ({ facts }) => facts.times.acknowledged !== undefined,
  cause_recorded: (incident) => incident.facts.resolution?.rootCause !== undefined || isMarked(incident, "root_cause"),
  action_recorded: (incident) => isMarked(incident, "action_taken"),
  mitigated: (incident) => withDerivedTimes(incident).facts.times.mitigated !== undefined,
  fix_confirmed: (incident) => isMarked(incident, "fix_confirmed"),
  metrics_normal: ({ facts }) => facts.resolution?.areMetricsNormal === true,
  watch_period_passed: hasWatchPeriodPassed,
  resolution_recorded: ({ facts }) => facts.resolution !== undefined,
};

/** The exit criteria of a stage, each with its answer: ticked by a person, or read from the record. */
export function criteriaOf(
  stage: Stage,
  incident: WithFacts,
  known: Answers,
  world: { readonly policy: Policy; readonly now: number },
): Criterion[] {
  return stage.exit.map(({ id, label, derived }) => {
    const answer = derived && (known[derived] ?? answersOf[derived]?.(incident, world.policy, world.now));
    const isDerived = answer === true;
    return { id, label, stage: stage.id, isDerived, isMet: isDerived || incident.facts.ticked[id] === true };
  });
}

/** What is still open in the stages from the present one up to, and without, `to`; nothing when moving back. */
export function openCriteria(
  to: StageId,
  incident: WithFacts,
  known: Answers,
  world: { readonly policy: Policy; readonly now: number },
): Criterion[] {
  const { stages } = world.policy;
  const [from, until] = [indexOf(stages, incident.facts.stage), indexOf(stages, to)];
  return stages
    .slice(from, Math.max(from, until))
    .flatMap((stage) => criteriaOf(stage, incident, known, world))
    .filter((criterion) => !criterion.isMet);
}

const indexOf = (stages: readonly Stage[], id: StageId): number => stages.findIndex((stage) => stage.id === id);

/** The stage of the policy with this id; the schema sees to it that all are there. */
export const stageOf = (policy: Policy, id: StageId): Stage => {
  const stage = policy.stages.find((candidate) => candidate.id === id);
  if (!stage) throw new Error(`the policy has no stage ${id}`);
  return stage;
};

function hasWatchPeriodPassed(incident: WithFacts, policy: Policy, now: number): boolean {
  const { facts } = withDerivedTimes(incident);
  const { mitigated, resolved } = facts.times;
  const watchPeriodMs = severityOf(policy, facts.severity)?.watchPeriodMs ?? 0;
  return mitigated !== undefined && (resolved ?? now) - mitigated >= watchPeriodMs;
}

const isMarked = ({ timeline }: WithFacts, mark: ReturnType<typeof marksOn>[number]): boolean =>
  Object.keys(timeline.reactions).some((key) => marksOn(timeline, key).includes(mark));
