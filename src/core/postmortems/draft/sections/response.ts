import { dueText } from "../../../../config/index.ts";
import { MEASURES, type Measured, type MeasureId, measure, outOfOrder } from "../durations.ts";
import { plain } from "../prose.ts";
import { ask } from "../questions.ts";
import { type Draft, ofKind, quotesOf, severityAt } from "../record.ts";
import { type Owed, updatesOwed } from "../rhythm.ts";
import { silencesOf } from "../silences.ts";
import { bullets, count, lasting, listed, paragraphs, table, timeNear } from "../words.ts";

/** How fast, against the policy's targets, and how well others were kept informed. */
export function response(draft: Draft): string {
  return paragraphs([
    times(draft),
    updates(draft),
    silences(draft),
    acted(draft),
    verification(draft),
    skipped(draft),
    bullets(questions(draft)),
  ]);
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
      target ? `${target.text} (${plain(target.severity)})` : "no target",
      target ? (target.lateByMs > 0 ? `missed by ${lasting(target.lateByMs)}` : "met") : "–",
    ]);
  return rows.length > 0 ? table(["Measure", "From and to (UTC)", "Took", "Target", "Result"], rows) : "";
}

function updates(draft: Draft): string {
  const posted = ofKind(draft.entries, "update_posted").length;
  const owed = updatesOwed(draft);
  if (draft.incident.facts.isRetrospective || owed.length + posted === 0) return "";
  const late = owed.filter(({ lateByMs }) => lateByMs > 0);
  const opening =
    posted === 0 ? "No update was posted." : `${count(posted, "update")} ${posted === 1 ? "was" : "were"} posted.`;
  return paragraphs([
    [opening, rhythm(draft), verdict(posted, late)].filter(Boolean).join(" "),
    bullets(late.map((update) => lateness(draft, update))),
  ]);
}

function rhythm(draft: Draft): string {
  const severities = [...new Set(draft.severities.map(({ at }) => severityAt(draft, at)))];
  const rhythms = severities.flatMap((severity) => {
    if (!severity || severity.updateEvery.kind === "never") return [];
    const { updateEvery: every } = severity;
    return `${every.kind === "after" ? "every " : "by "}${dueText(every)} at ${plain(severity.label)}`;
  });
  return rhythms.length > 0 ? `Updates are owed ${listed(rhythms)}.` : "";
}

function verdict(posted: number, late: readonly Owed[]): string {
  const missing = late.filter(({ postedAt }) => postedAt === undefined).length;
  const tardy = late.length - missing;
  const failings = [tardy > 0 ? `${tardy} came late` : "", missing > 0 ? `${missing} did not come` : ""].filter(
    Boolean,
  );
  if (failings.length > 0) return `${listed(failings)}:`;
  if (posted === 0) return "";
  return posted === 1 ? "It was on time." : "All were on time.";
}

function lateness({ declaredAt }: Draft, { dueAt, postedAt, lateByMs }: Owed): string {
  const due = timeNear(dueAt, declaredAt);
  return postedAt === undefined
    ? `**${due}** an update was due; none had come when the incident was resolved ${lasting(lateByMs)} later.`
    : `**${timeNear(postedAt, declaredAt)}** posted ${lasting(lateByMs)} late (due ${due}).`;
}

function acted(draft: Draft): string {
  const lines = [...quotesOf(draft, "action_taken"), ...quotesOf(draft, "fix_confirmed")];
  return lines.length > 0 ? `Marked as action taken or fix confirmed:\n\n${bullets(lines)}` : "";
}

function verification({ incident }: Draft): string {
  const { resolution } = incident.facts;
  if (!resolution) return "";
  const checks: [isMet: boolean, met: string, open: string][] = [
    [resolution.isRestored, "the service was restored", "the service was not confirmed as restored"],
    [resolution.areMetricsNormal, "the metrics were normal", "the metrics were not confirmed as normal"],
    [resolution.doUsersConfirm, "users confirmed it", "users had not confirmed it"],
  ];
  const met = listed(checks.filter(([isMet]) => isMet).map(([, text]) => text));
  const open = listed(checks.filter(([isMet]) => !isMet).map(([, , text]) => text));
  return `When it was resolved, ${[met, open].filter(Boolean).join(", but ")}.`;
}

function silences(draft: Draft): string {
  const spans = silencesOf(draft).map(
    ({ fromMs, toMs }) => `${lasting(toMs - fromMs)} after ${timeNear(fromMs, draft.declaredAt)}`,
  );
  return spans.length > 0 ? `The record has no entry for ${listed(spans)}.` : "";
}

function skipped(draft: Draft): string {
  const moves = ofKind(draft.entries, "stage_changed");
  // A move that was taken back skipped nothing.
  const stood = moves.filter((_, index) => !moves[index + 1]?.data.takesBack);
  const steps = [...stood, ...ofKind(draft.entries, "resolved")].flatMap(({ data }) => data.skipped);
  const labels = new Map(draft.policy.stages.flatMap(({ exit }) => exit.map(({ id, label }) => [id, label])));
  const open = [...new Set(steps)].map((id) => `“${plain(labels.get(id) ?? id)}”`);
  return open.length > 0 ? `The response moved on before these were confirmed: ${listed(open)}.` : "";
}

function questions(draft: Draft): string[] {
  const { facts } = draft.incident;
  const isMitigationKnown = facts.times.mitigated !== facts.times.resolved;
  const unacknowledged = facts.times.acknowledged === undefined && !facts.isRetrospective;
  return [
    ...(unacknowledged
      ? [ask(draft, "commander", "Who took the incident on first, and when? Nobody acknowledged it.")]
      : []),
    ...(isMitigationKnown
      ? []
      : [
          ask(draft, "tech_lead", "When was the service acceptable again? The record only knows when it was resolved."),
        ]),
    ...outOfOrder(facts.times).map(({ from, to }) =>
      ask(draft, "commander", `Which time is wrong? “${to}” stands before “${from}”.`),
    ),
    ...(silencesOf(draft).length > 0 ? [ask(draft, "scribe", "What happened while the record is silent?")] : []),
  ];
}
