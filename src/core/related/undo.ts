import { ConflictError } from "../../lib/errors.ts";
import type { NewIncidentEntry } from "../incidents/index.ts";
import { type Decision, person, SITREP, type Timer, type World } from "../ledger/index.ts";
import type { NewUpdateEntry } from "../updates/index.ts";
import type { NewRelatedEntry } from "./entries.ts";
import type { WithRelated } from "./facet.ts";
import type { Undoable, UndoKind } from "./undoable.ts";

type TakingBack = NewIncidentEntry | NewUpdateEntry;

interface Row {
  /** What the button says. */
  readonly label: string;
  /** What takes it back. */
  readonly takeBack: (act: Undoable, incident: WithRelated) => readonly TakingBack[];
  /** What can be done instead, once it is too late. */
  readonly instead: (incident: WithRelated) => string;
}

/** A channel that was opened for nothing goes at once. */
const archiving = ({ channel }: WithRelated["facts"]): TakingBack[] =>
  channel && !channel.isArchived ? [{ kind: "archive_due", by: SITREP, data: {} }] : [];

/** The stage that an update had set goes with it, unless it was moved since. */
function movingBack({ by, before, isMovedOn }: Undoable, { facts }: WithRelated): TakingBack[] {
  const { cameFrom, stage } = facts;
  if (before === undefined || isMovedOn || !cameFrom) return [];
  const data = { before: stage, stage: cameFrom.stage, skipped: [], takesBack: { since: cameFrom.since } };
  return [{ kind: "stage_changed", by: person(by), data }];
}

/** Everything that can be taken back by a button: a further one is a further row, and one in UNDO_KINDS. */
export const UNDO: Readonly<Record<UndoKind, Row>> = {
  declared: {
    label: "Declared by mistake",
    takeBack: ({ by }, { facts }) => [
      { kind: "cancelled", by: person(by), data: { text: "Declared by mistake" } },
      ...archiving(facts),
    ],
    instead: () => "`/incident cancel` says why it was none.",
  },
  severity_changed: {
    label: "Wrong severity",
    takeBack: ({ by, before = "" }, { facts }) => [
      {
        kind: "severity_changed",
        by: person(by),
        data: { before: facts.severity, severity: before, text: "the change was a mistake", takesBack: true },
      },
    ],
    instead: () => "`/incident severity` sets the right one.",
  },
  update_posted: {
    label: "Take back",
    takeBack: (act, incident) => [
      { kind: "update_withdrawn", by: person(act.by), about: act.key, data: {} },
      ...movingBack(act, incident),
    ],
    instead: () => "`/incident update` posts what is right.",
  },
  merged_into: {
    label: "Undo the merge",
    takeBack: ({ by }, { facts }) =>
      facts.mergedInto === undefined
        ? []
        : [{ kind: "unmerged", by: person(by), data: { incidentId: facts.mergedInto } }],
    instead: ({ facts }) => `What is new goes on in #${facts.mergedInto}, or declare it anew: \`/incident declare\`.`,
  },
};

export interface TakeBackInput {
  readonly userId: string;
  /** The number of the act's entry. */
  readonly seq: number;
  readonly kind: UndoKind;
}

/** Takes back one's own mistake; ConflictError, with what can be done instead, when it is too late. */
export const takeBack =
  ({ userId, seq, kind }: TakeBackInput): Decision<WithRelated, TakingBack> =>
  (incident, { policy, now }) => {
    const { instead, takeBack: take } = UNDO[kind];
    const act = incident.related.undoable.find((undoable) => undoable.seq === seq);
    if (!act) {
      throw new ConflictError(
        `That can no longer be taken back: it was, or something was built on it. ${instead(incident)}`,
      );
    }
    if (act.by !== userId) throw new ConflictError(`Only who did it can take it back. ${instead(incident)}`);
    if (now >= act.at + policy.undoWithinMs) {
      throw new ConflictError(`The time to take that back is over. ${instead(incident)}`);
    }
    return take(act, incident);
  };

export const UNDO_OVER = "undo_over";

/** When each button goes. */
export const undoTimers = ({ related }: WithRelated, { policy }: World): Timer[] =>
  related.undoable.map(({ seq, at }) => ({ key: `undo/${seq}`, kind: UNDO_OVER, at: at + policy.undoWithinMs }));

export const endUndo =
  (): Decision<WithRelated, NewRelatedEntry> =>
  ({ related }, { policy, now }) => {
    const seqs = related.undoable.filter(({ at }) => at + policy.undoWithinMs <= now).map(({ seq }) => seq);
    return seqs.length === 0 ? [] : [{ kind: "undo_over", by: SITREP, data: { seqs } }];
  };
