import type { StageId } from "../../../config/index.ts";
import type { incidentEntries } from "../../incidents/index.ts";
import { type Actor, type Entry, type FoldTable, personId } from "../../ledger/index.ts";
import type { timelineEntries } from "../../timeline/index.ts";
import type { updateEntries } from "../../updates/index.ts";
import type { escalationEntries } from "../entries.ts";
import type { WithEscalation } from "../facet.ts";
import type { triggerEntries } from "./entries.ts";

/** Words of a trigger in a message or note. */
export interface Sign {
  /** The key of that message or note. */
  readonly about: string;
  readonly at: number;
  readonly words: readonly string[];
  readonly isStated: boolean;
}

/** The question in the channel whether to escalate, with all that came up until it was answered. */
export interface AskedQuestion {
  readonly round: number;
  readonly reasons: readonly { readonly trigger: string; readonly evidence: string }[];
  readonly place: { readonly channelId: string; readonly ts: string } | undefined;
  readonly answer: { readonly isYes: boolean; readonly by: Actor; readonly at: number } | undefined;
}

export interface TriggersFacet {
  readonly signs: Readonly<Record<string, readonly Sign[]>>;
  /** Causes for which a trigger has fired. */
  readonly fired: readonly string[];
  readonly question: AskedQuestion | undefined;
  /** When the work last moved on: a change of status, a finding, an action, an update. */
  readonly progressAt: number | undefined;
  /** When each person last did or said something, and was last asked something by name. */
  readonly actedAt: Readonly<Record<string, number>>;
  readonly askedAt: Readonly<Record<string, { readonly at: number; readonly about: string }>>;
  /** The first request for an update that none has followed, and who made it. */
  readonly updateAsked: { readonly at: number; readonly by: string } | undefined;
  /** When title, description or impact were last put in words. */
  readonly statedAt: number | undefined;
  readonly categoryAt: number | undefined;
  readonly impactBefore: string | undefined;
  readonly impactAt: number | undefined;
  /** How many services were hit, since when. */
  readonly hit: readonly { readonly at: number; readonly count: number }[];
  /** Services that came to others. */
  readonly grown: readonly { readonly at: number; readonly key: string; readonly services: readonly string[] }[];
  /** It was over, as far as anybody knew. */
  readonly wasOver: boolean;
  readonly fellBack: { readonly at: number; readonly how: "reopened" | StageId } | undefined;
}

export type WithTriggers = WithEscalation & { readonly triggers: TriggersFacet };

export const initialTriggers: TriggersFacet = {
  signs: {},
  fired: [],
  question: undefined,
  progressAt: undefined,
  actedAt: {},
  askedAt: {},
  updateAsked: undefined,
  statedAt: undefined,
  categoryAt: undefined,
  impactBefore: undefined,
  impactAt: undefined,
  hit: [],
  grown: [],
  wasOver: false,
  fellBack: undefined,
};

type Seen = typeof timelineEntries &
  typeof incidentEntries &
  typeof updateEntries &
  Pick<typeof escalationEntries, "escalation_raised"> &
  typeof triggerEntries;
type Moved = Pick<Entry, "by" | "at">;

const PROGRESS_MARKS: ReadonlySet<string> = new Set(["finding", "root_cause", "action_taken", "fix_confirmed"]);
const FIXED_STAGES: readonly StageId[] = ["verification", "resolution", "postmortem"];

function acted(facet: TriggersFacet, { by, at }: Moved): TriggersFacet {
  const userId = personId(by);
  if (userId === undefined || (facet.actedAt[userId] ?? 0) >= at) return facet;
  return { ...facet, actedAt: { ...facet.actedAt, [userId]: at } };
}

const progressed = (facet: TriggersFacet, entry: Moved): TriggersFacet =>
  acted({ ...facet, progressAt: Math.max(facet.progressAt ?? 0, entry.at) }, entry);

const stated = (facet: TriggersFacet, entry: Moved): TriggersFacet => acted({ ...facet, statedAt: entry.at }, entry);

const hit = (facet: TriggersFacet, at: number, count: number): TriggersFacet => ({
  ...facet,
  hit: [...facet.hit, { at, count }],
});

export const foldTriggers: FoldTable<TriggersFacet, Seen> = {
  message_said: acted,
  // What it says now is looked at anew.
  message_edited: (facet, { about }) => ({
    ...facet,
    signs: Object.fromEntries(
      Object.entries(facet.signs).map(([trigger, signs]) => [trigger, signs.filter((sign) => sign.about !== about)]),
    ),
  }),
  note_added: (facet, entry) => progressed(facet, { by: entry.by, at: entry.recordedAt }),
  reaction_added: (facet, entry) => (PROGRESS_MARKS.has(entry.data.mark) ? progressed : acted)(facet, entry),
  declared: (facet, entry) => ({
    ...hit(facet, entry.at, entry.data.services.length),
    statedAt: entry.at,
    categoryAt: entry.at,
  }),
  title_changed: stated,
  description_changed: stated,
  category_changed: (facet, entry) => acted({ ...facet, categoryAt: entry.at }, entry),
  severity_changed: progressed,
  impact_changed: (facet, entry) =>
    stated(progressed({ ...facet, impactAt: entry.at, impactBefore: entry.data.before }, entry), entry),
  impact_assessed: (facet, entry) => progressed({ ...facet, impactAt: entry.at }, entry),
  services_changed: (facet, entry) => {
    const { before, services } = entry.data;
    const added = services.filter((id) => !before.includes(id));
    const counted = acted(hit(facet, entry.at, services.length), entry);
    // The first ones that are named are what it is about, not a growth.
    if (before.length === 0 || added.length === 0) return counted;
    return { ...counted, grown: [...counted.grown, { at: entry.at, key: entry.key, services: added }] };
  },
  acknowledged: progressed,
  criterion_ticked: progressed,
  stage_changed: (facet, entry) => {
    const { before, stage, takesBack } = entry.data;
    const moved = progressed(facet, entry);
    const isBack = !takesBack && FIXED_STAGES.includes(before) && !FIXED_STAGES.includes(stage);
    if (isBack) return { ...moved, fellBack: { at: entry.at, how: before } };
    return FIXED_STAGES.includes(stage) ? { ...moved, fellBack: undefined } : moved;
  },
  resolved: (facet, entry) => ({ ...progressed(facet, entry), wasOver: true, fellBack: undefined }),
  cancelled: (facet) => ({ ...facet, wasOver: false }),
  reopened: (facet, entry) => {
    const again = progressed({ ...facet, question: undefined }, entry);
    return facet.wasOver ? { ...again, wasOver: false, fellBack: { at: entry.at, how: "reopened" } } : again;
  },
  update_posted: (facet, entry) => ({ ...progressed(facet, entry), updateAsked: undefined }),
  update_requested: (facet, entry) => {
    const by = personId(entry.by);
    const next = acted(facet, entry);
    return by === undefined || next.updateAsked ? next : { ...next, updateAsked: { at: entry.at, by } };
  },
  owner_asked: (facet, { at, about, data: { userId } }) => {
    const known = facet.askedAt[userId];
    const isOpen = known !== undefined && (facet.actedAt[userId] ?? 0) < known.at;
    if (about === undefined || isOpen) return facet;
    return { ...facet, askedAt: { ...facet.askedAt, [userId]: { at, about } } };
  },
  sign_seen: (facet, { at, about, data: { trigger, words, isStated } }) => {
    if (about === undefined) return facet;
    const sign: Sign = { about, at, words, isStated };
    return { ...facet, signs: { ...facet.signs, [trigger]: [...(facet.signs[trigger] ?? []), sign] } };
  },
  trigger_fired: (facet, { data: { trigger, cause, evidence, act } }) => {
    const fired = { ...facet, fired: [...facet.fired, cause] };
    if (act === "page") return fired;
    const { question } = facet;
    const reason = { trigger, evidence };
    return {
      ...fired,
      question:
        question && !question.answer
          ? { ...question, reasons: [...question.reasons, reason] }
          : { round: (question?.round ?? 0) + 1, reasons: [reason], place: undefined, answer: undefined },
    };
  },
  // People were called all the same, so there is nothing left to ask.
  escalation_raised: (facet, { by, at }) =>
    facet.question && !facet.question.answer
      ? { ...facet, question: { ...facet.question, answer: { isYes: true, by, at } } }
      : facet,
  trigger_asked: (facet, { data: { round, channelId, ts } }) =>
    facet.question?.round === round ? { ...facet, question: { ...facet.question, place: { channelId, ts } } } : facet,
  trigger_answered: (facet, { by, at, data: { round, isYes } }) =>
    facet.question?.round === round ? { ...facet, question: { ...facet.question, answer: { isYes, by, at } } } : facet,
};
