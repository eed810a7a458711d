import type { Policy } from "../../config/index.ts";
import { ConflictError, InvalidInputError, NotFoundError } from "../../lib/errors.ts";
import { ownOf } from "../../lib/own.ts";
import { type Decision, person, SITREP } from "../ledger/index.ts";
import { marksOn, withoutSecrets } from "../timeline/index.ts";
import type { NewPostmortemEntry } from "./entries.ts";
import type { ActionItem, WithPostmortem } from "./facet.ts";

type ActionDecision = Decision<WithPostmortem, NewPostmortemEntry>;

/** A longer one is a story, not an action. */
export const LONGEST_ACTION = 300;

export interface AddActionInput {
  readonly userId: string;
  readonly text: string;
  readonly ownerId: string | undefined;
  /** Epoch milliseconds. */
  readonly dueAt: number | undefined;
}

/** A new action item; owner and date may follow. */
export const addAction =
  ({ userId, text, ownerId, dueAt }: AddActionInput): ActionDecision =>
  ({ version }, { now, policy }) => {
    const data = { id: `a${version + 1}`, text: checkedText(text, policy), ownerId, dueAt: checkedDue(dueAt, now) };
    return [{ kind: "action_added", by: person(userId), data }];
  };

export interface ChangeActionInput extends AddActionInput {
  readonly id: string;
}

/** Puts text, owner and due date as the form shows them. */
export const changeAction =
  ({ userId, id, text, ownerId, dueAt }: ChangeActionInput): ActionDecision =>
  (incident, { now, policy }) => {
    const action = actionOf(incident, id);
    const wanted = checkedText(text, policy);
    const change = {
      ...(wanted !== action.text && { text: wanted }),
      ...(ownerId !== action.ownerId && { ownerId: ownerId ?? null }),
      ...(dueAt !== action.dueAt && { dueAt: checkedDue(dueAt, now) ?? null }),
    };
    if (Object.keys(change).length === 0) return [];
    return [{ kind: "action_changed", by: person(userId), data: { id, ...change } }];
  };

interface OneAction {
  readonly userId: string;
  readonly id: string;
}

export const finishAction =
  ({ userId, id }: OneAction): ActionDecision =>
  (incident) => {
    const { text, doneAt } = actionOf(incident, id);
    if (doneAt !== undefined) throw new ConflictError("That action item is done already.");
    return [{ kind: "action_done", by: person(userId), data: { id, text } }];
  };

export const reopenAction =
  ({ userId, id }: OneAction): ActionDecision =>
  (incident) => {
    const { text, doneAt } = actionOf(incident, id);
    if (doneAt === undefined) throw new ConflictError("That action item is open already.");
    return [{ kind: "action_reopened", by: person(userId), data: { id, text } }];
  };

export const dropAction =
  ({ userId, id }: OneAction): ActionDecision =>
  (incident) => [{ kind: "action_dropped", by: person(userId), data: { id, text: actionOf(incident, id).text } }];

export interface FollowUpInput {
  readonly messageKey: string;
  /** What the message says now; undefined when it is gone. */
  readonly text: string | undefined;
}

/** Makes the action item of a message agree with its marks: one while it is marked, none after, unless a person changed it. */
export const syncFollowUp =
  ({ messageKey, text }: FollowUpInput): ActionDecision =>
  (incident) => {
    const isMarked = marksOn(incident.timeline, messageKey).includes("follow_up");
    const action = Object.values(incident.postmortem.actions).find(({ from }) => from === messageKey);
    if (isMarked && !action && text) {
      const data = { id: `m${incident.version + 1}`, text: shortened(text), from: messageKey };
      return [{ kind: "action_added", by: SITREP, data }];
    }
    if (!isMarked && action && !action.isTouched) {
      return [{ kind: "action_dropped", by: SITREP, data: { id: action.id, text: action.text } }];
    }
    return [];
  };

export function actionOf({ postmortem }: WithPostmortem, id: string): ActionItem {
  const action = ownOf(postmortem.actions, id);
  if (!action) throw new NotFoundError("That action item is gone. `/incident action` lists those that there are.");
  return action;
}

function checkedText(text: string, policy: Policy): string {
  const cleaned = withoutSecrets(text.replace(/\s+/g, " "), policy);
  if (cleaned === "") throw new InvalidInputError("Say what is to be done.", "text");
  if (cleaned.length > LONGEST_ACTION) {
    throw new InvalidInputError(`Use at most ${LONGEST_ACTION} characters; this has ${cleaned.length}.`, "text");
  }
  return cleaned;
}

function checkedDue(dueAt: number | undefined, now: number): number | undefined {
  if (dueAt !== undefined && dueAt <= now)
    throw new InvalidInputError("That date is past. Choose one that is to come.", "due");
  return dueAt;
}

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST_ACTION
    ? `${[...line]
        .slice(0, LONGEST_ACTION - 1)
        .join("")
        .trimEnd()}…`
    : line;
};
