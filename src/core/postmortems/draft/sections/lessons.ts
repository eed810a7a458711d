import { actionsOf } from "../../due.ts";
import { MEASURES } from "../durations.ts";
import { plain, prose } from "../prose.ts";
import { ask } from "../questions.ts";
import { type Draft, ofKind, quotesOf } from "../record.ts";
import { updatesOwed } from "../rhythm.ts";
import { neverHeld } from "../roles.ts";
import { silencesOf } from "../silences.ts";
import { bullets, count, day, lasting, listed, timeNear } from "../words.ts";
import { measuredOf } from "./response.ts";

/** What people marked so, and targets that were met. */
export function wentWell(draft: Draft): string {
  const met = measuredOf(draft)
    .filter(({ target }) => target?.lateByMs === 0)
    .map(
      ({ id, tookMs, target }) => `${MEASURES[id].label}: ${lasting(tookMs)}, within the target of ${target?.text}.`,
    );
  const owed = updatesOwed(draft);
  const punctual =
    owed.length > 1 && owed.every(({ lateByMs }) => lateByMs === 0) ? [`All ${owed.length} updates were on time.`] : [];
  const lines = [...quotesOf(draft, "went_well"), ...met, ...punctual];
  return bullets(lines.length > 0 ? lines : [ask(draft, "commander", "What went well, and should be done so again?")]);
}

/** What people marked so, and targets that were missed. */
export function wentPoorly(draft: Draft): string {
  const missed = measuredOf(draft)
    .filter(({ target }) => (target?.lateByMs ?? 0) > 0)
    .map(
      ({ id, tookMs, target }) =>
        `${MEASURES[id].label}: ${lasting(tookMs)}, ${lasting(target?.lateByMs ?? 0)} over the target of ${target?.text}.`,
    );
  const owed = updatesOwed(draft);
  const late = owed.filter(({ postedAt, lateByMs }) => postedAt !== undefined && lateByMs > 0);
  const missing = owed.filter(({ postedAt }) => postedAt === undefined).length;
  const absent =
    missing > 0 ? [`${count(missing, "update")} that ${missing === 1 ? "was" : "were"} due did not come.`] : [];
  const longest = Math.max(...late.map(({ lateByMs }) => lateByMs));
  const tardy =
    late.length > 0
      ? [`${count(late.length, "update")} came late, by ${late.length > 1 ? "up to " : ""}${lasting(longest)}.`]
      : [];
  const silent = silencesOf(draft).map(
    ({ fromMs, toMs }) => `${lasting(toMs - fromMs)} without an entry after ${timeNear(fromMs, draft.declaredAt)}.`,
  );
  const vacant = draft.incident.facts.isRetrospective ? [] : neverHeld(draft);
  const unfilled = vacant.length > 0 ? [`Nobody held: ${listed(vacant.map(plain))}.`] : [];
  const reopened = ofKind(draft.entries, "reopened").map(
    ({ at, data }) => `It had to be reopened at ${timeNear(at, draft.declaredAt)}: ${prose(data.text, draft.names)}`,
  );
  const lines = [
    ...quotesOf(draft, "went_poorly"),
    ...missed,
    ...tardy,
    ...absent,
    ...silent,
    ...unfilled,
    ...reopened,
  ];
  return bullets(
    lines.length > 0 ? lines : [ask(draft, "commander", "What went poorly, or took longer than it had to?")],
  );
}

/** The record never knows this. */
export const lucky = (draft: Draft): string =>
  bullets([ask(draft, "commander", "What could have made this worse, and did not by chance?")]);

/** A checklist of what must be done. */
export function actionItems(draft: Draft): string {
  const items = actionsOf(draft.incident).map(({ text, ownerId, dueAt, doneAt }) => {
    const owner = ownerId ? plain(draft.names(ownerId)) : undefined;
    const due = dueAt === undefined ? undefined : `due ${day(dueAt)}`;
    const known = [owner, doneAt === undefined ? due : `done ${day(doneAt)}`].filter((part) => part !== undefined);
    const open = doneAt === undefined ? [owner ? [] : "owner", due ? [] : "date"].flat() : [];
    const asked =
      open.length > 0
        ? [`❓ needs ${open.map((part) => (part === "owner" ? "an owner" : "a due date")).join(" and ")}`]
        : [];
    return `[${doneAt === undefined ? " " : "x"}] ${[prose(text, draft.names), ...known, ...asked].join(" · ")}`;
  });
  return bullets(
    items.length > 0 ? items : [ask(draft, "commander", "What must be done so that this does not happen again?")],
  );
}

export const lessons = (draft: Draft): string =>
  bullets([ask(draft, "commander", "What do we know now that we did not know before?")]);

export function prevention(draft: Draft): string {
  const hasActions = actionsOf(draft.incident).length > 0;
  return bullets([
    hasActions
      ? ask(
          draft,
          "tech_lead",
          "Which of the action items would have prevented this, and which would have made it shorter?",
        )
      : ask(draft, "tech_lead", "What would have prevented this, and what would have made it shorter?"),
  ]);
}
