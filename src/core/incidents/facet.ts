import type { StageId } from "../../config/policy-stages.ts";
import { type Actor, type FoldTable, personId } from "../ledger/index.ts";
import type { WithOncall } from "../oncall/index.ts";
import type { timelineEntries } from "../timeline/index.ts";
import type { AssessedImpact } from "./assessment.ts";
import type { incidentEntries, Moment, Resolution } from "./entries.ts";

export interface IncidentFacts {
  readonly title: string;
  readonly severity: string;
  /** Since when the present severity holds. */
  readonly severityAt: number;
  readonly category: string | undefined;
  readonly services: readonly string[];
  readonly description: string | undefined;
  readonly impact: string | undefined;
  /** Every answer to how bad it is, oldest first. */
  readonly assessments: readonly (AssessedImpact & { readonly by: Actor; readonly at: number })[];
  readonly isPrivate: boolean;
  readonly isDrill: boolean;
  readonly isRetrospective: boolean;
  readonly declaredBy: Actor;
  readonly source:
    | {
        readonly channelId: string;
        readonly ts: string;
        readonly threadTs?: string | undefined;
        readonly permalink?: string | undefined;
      }
    | undefined;
  readonly stage: StageId;
  readonly stageAt: number;
  /** Where it was before it was last moved; undefined where that was taken back. */
  readonly cameFrom: { readonly stage: StageId; readonly since: number } | undefined;
  /** Being worked on: neither resolved nor cancelled. */
  readonly isOpen: boolean;
  /** No incident of its own after all: taken back, or merged into another. */
  readonly isCancelled: boolean;
  /** The incident in which it goes on. */
  readonly mergedInto: number | undefined;
  /** Whether it was open when it was merged. */
  readonly wasOpen: boolean;
  /** The incident of which it is a workstream. */
  readonly parentId: number | undefined;
  readonly isClosed: boolean;
  /** Exit criteria that people ticked, or unticked, by id. */
  readonly ticked: Readonly<Record<string, boolean>>;
  readonly acknowledgedBy: string | undefined;
  readonly times: Readonly<Partial<Record<Moment, number>>>;
  /** When it was last taken up again. */
  readonly reopenedAt: number | undefined;
  /** Times that a person put right; nothing derived moves them again. */
  readonly corrected: readonly Moment[];
  readonly resolution: Resolution | undefined;
  readonly channel: { readonly id: string; readonly name: string; readonly isArchived: boolean } | undefined;
  readonly channelRefused: string | undefined;
  readonly archive: { readonly warnedAt?: number; readonly objectedAt?: number; readonly dueAt?: number };
  /** Who was let in, and did not leave. */
  readonly invited: readonly string[];
}

export type WithFacts = WithOncall & { readonly facts: IncidentFacts };

export const initialFacts: IncidentFacts = {
  title: "",
  severity: "",
  severityAt: 0,
  category: undefined,
  services: [],
  description: undefined,
  impact: undefined,
  assessments: [],
  isPrivate: false,
  isDrill: false,
  isRetrospective: false,
  declaredBy: "sitrep",
  source: undefined,
  stage: "detection",
  stageAt: 0,
  cameFrom: undefined,
  isOpen: true,
  isCancelled: false,
  mergedInto: undefined,
  wasOpen: false,
  parentId: undefined,
  isClosed: false,
  ticked: {},
  acknowledgedBy: undefined,
  times: {},
  reopenedAt: undefined,
  corrected: [],
  resolution: undefined,
  channel: undefined,
  channelRefused: undefined,
  archive: {},
  invited: [],
};

/** Sets a derived time, unless a person put it right. */
function timed(facts: IncidentFacts, moment: Moment, at: number | undefined): IncidentFacts {
  if (facts.corrected.includes(moment)) return facts;
  return { ...facts, times: { ...facts.times, [moment]: at } };
}

const timedOnce = (facts: IncidentFacts, moment: Moment, at: number): IncidentFacts =>
  facts.times[moment] === undefined ? timed(facts, moment, at) : facts;

/** The stage at whose start a moment is reached. */
const REACHED: Partial<Record<StageId, Moment>> = { remediation: "identified", verification: "mitigated" };

/** As if it had not been moved: a moment that was reached by that was not. */
function movedBack(facts: IncidentFacts, stage: StageId, since: number): IncidentFacts {
  const moment = REACHED[facts.stage];
  const wasReached = moment !== undefined && facts.times[moment] === facts.stageAt;
  const back = { ...facts, stage, stageAt: since, cameFrom: undefined };
  return wasReached ? timed(back, moment, undefined) : back;
}

const UNDONE_BY_REOPENING = ["mitigated", "resolved", "closed"] as const;

const GUEST_REFUSALS: ReadonlySet<string> = new Set(["user_is_restricted", "user_is_ultra_restricted"]);

type Seen = typeof incidentEntries & Pick<typeof timelineEntries, "person_left">;

export const foldFacts: FoldTable<IncidentFacts, Seen> = {
  declared: (facts, { by, at, data }) => ({
    ...facts,
    title: data.title,
    severity: data.severity,
    severityAt: at,
    category: data.category,
    services: data.services,
    description: data.text,
    isPrivate: data.isPrivate,
    isDrill: data.isDrill,
    isRetrospective: data.isRetrospective,
    declaredBy: by,
    source: data.source,
    parentId: data.parentId,
    stageAt: at,
    times: { started: data.startedAt ?? at, ...(!data.isRetrospective && { detected: at }), declared: at },
    invited: [personId(by) ?? []].flat(),
  }),
  title_changed: (facts, { data }) => ({ ...facts, title: data.title }),
  severity_changed: (facts, { at, data }) => ({ ...facts, severity: data.severity, severityAt: at }),
  category_changed: (facts, { data }) => ({ ...facts, category: data.category }),
  services_changed: (facts, { data }) => ({ ...facts, services: data.services }),
  description_changed: (facts, { data }) => ({ ...facts, description: data.text || undefined }),
  impact_changed: (facts, { data }) => ({ ...facts, impact: data.text || undefined }),
  impact_assessed: (facts, { by, at, data }) => ({
    ...facts,
    assessments: [...facts.assessments, { ...data, by, at }],
  }),
  time_corrected: (facts, { data }) => ({
    ...facts,
    times: { ...facts.times, [data.moment]: data.time },
    corrected: [...new Set([...facts.corrected, data.moment])],
  }),
  acknowledged: (facts, { by, at }) =>
    timedOnce({ ...facts, acknowledgedBy: facts.acknowledgedBy ?? personId(by) }, "acknowledged", at),
  criterion_ticked: (facts, { data }) => ({ ...facts, ticked: { ...facts.ticked, [data.criterion]: data.isMet } }),
  stage_changed: (facts, { at, data }) => {
    if (data.takesBack) return movedBack(facts, data.stage, data.takesBack.since);
    const cameFrom = { stage: facts.stage, since: facts.stageAt };
    const moved = { ...facts, stage: data.stage, stageAt: at, cameFrom };
    const moment = REACHED[data.stage];
    return moment ? timedOnce(moved, moment, at) : moved;
  },
  resolved: (facts, { at, data }) => {
    const { skipped: _skipped, ...resolution } = data;
    const over = {
      ...facts,
      stage: "resolution" as const,
      stageAt: at,
      isOpen: false,
      resolution,
      impact: data.impact || facts.impact,
    };
    return timed(timedOnce(over, "mitigated", at), "resolved", at);
  },
  reopened: (facts, { at }) => {
    const again: IncidentFacts = {
      ...facts,
      stage: facts.isCancelled ? facts.stage : "investigation",
      stageAt: at,
      isOpen: true,
      isCancelled: false,
      isClosed: false,
      ticked: {},
      resolution: undefined,
      archive: {},
      reopenedAt: at,
    };
    return UNDONE_BY_REOPENING.reduce((undone, moment) => timed(undone, moment, undefined), again);
  },
  cancelled: (facts, { at }) => ({ ...facts, isOpen: false, isCancelled: true, stageAt: at }),
  merged_into: (facts, { at, data }) => ({
    ...facts,
    isOpen: false,
    isCancelled: true,
    mergedInto: data.incidentId,
    wasOpen: facts.isOpen,
    stageAt: at,
    archive: {},
  }),
  unmerged: (facts, { at }) => ({
    ...facts,
    isOpen: facts.wasOpen,
    isCancelled: false,
    mergedInto: undefined,
    stageAt: at,
    reopenedAt: facts.wasOpen ? at : facts.reopenedAt,
    archive: {},
  }),
  // What was practised until now is due anew from here.
  made_real: (facts, { at }) => ({ ...facts, isDrill: false, severityAt: at }),
  closed: (facts, { at }) => timed({ ...facts, isClosed: true }, "closed", at),
  channel_opened: (facts, { data }) => ({
    ...facts,
    channel: { id: data.channelId, name: data.name, isArchived: false },
    channelRefused: undefined,
  }),
  channel_refused: (facts, { data }) => ({ ...facts, channelRefused: data.reason }),
  people_invited: (facts, { data }) => {
    // Whoever was let in for a page, before Slack said that it lets no guest in, is not in.
    const refused = data.failed.filter(({ why }) => GUEST_REFUSALS.has(why)).map(({ userId }) => userId);
    const invited = facts.invited.filter((id) => id === personId(facts.declaredBy) || !refused.includes(id));
    return { ...facts, invited: [...new Set([...invited, ...data.userIds])] };
  },
  person_left: (facts, { data }) => ({ ...facts, invited: facts.invited.filter((id) => id !== data.userId) }),
  archive_warned: (facts, { at }) => ({ ...facts, archive: { ...facts.archive, warnedAt: at } }),
  archive_objected: (facts, { at }) => ({ ...facts, archive: { objectedAt: at } }),
  archive_due: (facts, { at }) => ({ ...facts, archive: { ...facts.archive, dueAt: at } }),
  channel_archived: (facts) => ({ ...facts, channel: facts.channel && { ...facts.channel, isArchived: true } }),
  channel_unarchived: (facts, { at }) => ({
    ...facts,
    channel: facts.channel && { ...facts.channel, isArchived: false },
    archive: { objectedAt: at },
  }),
};
