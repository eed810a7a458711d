import { dueText } from "../../../../config/index.ts";
import { MEASURES, type Measured, type MeasureId, measure, outOfOrder } from "../durations.ts";
import { plain } from "../prose.ts";
import { ask } from "../questions.ts";
import { type Draft, ofKind, severityAt } from "../record.ts";
import { updatesOwed } from "../rhythm.ts";
import { silencesOf } from "../silences.ts";
import { bullets, count, lasting, listed, paragraphs, table, timeNear } from "../words.ts";

/** How fast, against the policy's targets, and how well others were kept informed. */
export function response(draft: Draft): string {
  return paragraphs([times(draft), updates(draft), silences(draft), skipped(draft), bullets(questions(draft))]);
}

/** What can be measured, each against the severity that was in force at its end. */
export function measuredOf(draft: Draft): Measured[] {
  const { incident, policy } = draft;
  const { times, isRetrospective } = incident.facts;
  return (Object.keys(MEASURES) as MeasureId[]).flatMap((id) => {
    const end = times[MEASURES[id].to];
    const severity = isRetrospective || end === undefined ? undefined : severityAt(draft, end);
    return measure(id, times, policy, severity) ?? [];
  });
}

function times(draft: Draft): string {
  const rows = measuredOf(draft)
    .filter(({ tookMs, target }) => tookMs > 0 || target !== undefined)
    .map(({ id, fromMs, toMs, tookMs, target }) => [
      MEASURES[id].label,
      `${timeNear(fromMs, draft.declaredAt)} to ${timeNear(toMs, draft.declaredAt)}`,
      lasting(tookMs),
      target ? `${target.text} (${plain(target.severity)})` : "none",
      target ? (target.lateByMs > 0 ? `missed by ${lasting(target.lateByMs)}` : "met") : "",
    ]);
  return rows.length > 0 ? table(["Measure", "From and to (UTC)", "Took", "Target", "Result"], rows) : "";
}

function updates(draft: Draft): string {
  const posted = ofKind(draft.entries, "update_posted");
  const owed = updatesOwed(draft);
  if (draft.incident.facts.isRetrospective || owed.length + posted.length === 0) return "";
  const severity = severityAt(draft, draft.declaredAt);
  const rhythm = severity
    ? ` The rhythm of ${plain(severity.label)} is one every ${dueText(severity.updateEvery)}.`
    : "";
  const late = owed.filter(({ lateByMs }) => lateByMs > 0);
  const verdict =
    posted.length === 0 || late.length > 0 ? "" : posted.length === 1 ? " It was on time." : " All were on time.";
  const opening = `${posted.length === 0 ? "No update was" : `${count(posted.length, "update")} ${posted.length === 1 ? "was" : "were"}`} posted.`;
  const lines = late.map(({ dueAt, postedAt, lateByMs }) => {
    const due = `due ${timeNear(dueAt, draft.declaredAt)}`;
    return postedAt === undefined
      ? `**${timeNear(dueAt, draft.declaredAt)}** an update was due; none had come when the incident was resolved ${lasting(lateByMs)} later`
      : `**${timeNear(postedAt, draft.declaredAt)}** posted ${lasting(lateByMs)} late (${due})`;
  });
  return paragraphs([`${opening}${rhythm}${verdict}`, bullets(lines)]);
}

function silences(draft: Draft): string {
  const spans = silencesOf(draft).map(
    ({ fromMs, toMs }) => `${lasting(toMs - fromMs)} without an entry after ${timeNear(fromMs, draft.declaredAt)}`,
  );
  return spans.length > 0 ? `The record is silent for ${listed(spans)}.` : "";
}

function skipped(draft: Draft): string {
  const steps = [...ofKind(draft.entries, "stage_changed"), ...ofKind(draft.entries, "resolved")].flatMap(
    ({ data }) => data.skipped,
  );
  const labels = new Map(draft.policy.stages.flatMap(({ exit }) => exit.map(({ id, label }) => [id, label])));
  const open = [...new Set(steps)].map((id) => `“${plain(labels.get(id) ?? id)}”`);
  return open.length > 0 ? `The response moved on before these were confirmed: ${listed(open)}.` : "";
}

function questions(draft: Draft): string[] {
  const { facts } = draft.incident;
  const unacknowledged = facts.times.acknowledged === undefined && !facts.isRetrospective;
  return [
    ...(unacknowledged
      ? [ask(draft, "commander", "Who took the incident on first, and when? Nobody acknowledged it.")]
      : []),
    ...outOfOrder(facts.times).map(({ from, to }) =>
      ask(draft, "commander", `Which time is wrong? “${to}” stands before “${from}”.`),
    ),
    ...(silencesOf(draft).length > 0 ? [ask(draft, "scribe", "What happened while the record is silent?")] : []),
  ];
}
