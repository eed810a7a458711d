import { type Actor, personId } from "../ledger/index.ts";

/** What can be taken back by a button. */
export const UNDO_KINDS = ["declared", "severity_changed", "update_posted", "merged_into"] as const;
export type UndoKind = (typeof UNDO_KINDS)[number];

/** An act that its author can still take back. */
export interface Undoable {
  readonly seq: number;
  readonly key: string;
  readonly kind: UndoKind;
  readonly by: string;
  /** When it was done, epoch milliseconds. */
  readonly at: number;
  /** What it was before. */
  readonly before: string | undefined;
  /** Of an update: the incident was moved since, which stays when the update is taken back. */
  readonly isMovedOn: boolean;
}

interface Act {
  readonly kind: string;
  readonly seq: number;
  readonly key: string;
  readonly by: Actor;
  readonly recordedAt: number;
  readonly about: string | undefined;
  readonly data: object;
}

/** After these nothing is as it was, whoever did them. */
const ENDINGS = ["resolved", "cancelled", "merged_into"];

/** What builds on an act, so that taking it back would take back more; by any hand, or only by another's. */
const BUILT_ON: Readonly<
  Record<UndoKind, { readonly byAnyone: readonly string[]; readonly byOthers: readonly string[] }>
> = {
  declared: {
    byAnyone: ["update_posted", "stage_changed", ...ENDINGS],
    byOthers: ["acknowledged", "role_taken", "severity_changed", "message_said"],
  },
  severity_changed: { byAnyone: ["severity_changed", ...ENDINGS], byOthers: [] },
  update_posted: { byAnyone: ["update_posted", "update_withdrawn", ...ENDINGS], byOthers: [] },
  merged_into: { byAnyone: ["unmerged"], byOthers: [] },
};

/** Whether an act is what an earlier one can no longer be taken back under. */
export function endedBy({ kind, by }: Undoable, act: Act): boolean {
  const { byAnyone, byOthers } = BUILT_ON[kind];
  return byAnyone.includes(act.kind) || (byOthers.includes(act.kind) && personId(act.by) !== by);
}

/** The act as something that can be taken back; nothing for one that cannot. */
export function begun({ kind, seq, key, by, recordedAt: at, data }: Act): Undoable[] {
  const undoKind = UNDO_KINDS.find((each) => each === kind);
  const userId = personId(by);
  if (!undoKind || userId === undefined || ("takesBack" in data && data.takesBack)) return [];
  const before = "before" in data && typeof data.before === "string" ? data.before : undefined;
  return [{ seq, key, kind: undoKind, by: userId, at, before, isMovedOn: false }];
}

/** The act as it stands after a later one that does not end it. */
export const after = (undoable: Undoable, { kind }: Act): Undoable =>
  kind === "stage_changed" && undoable.kind === "update_posted" ? { ...undoable, isMovedOn: true } : undoable;
