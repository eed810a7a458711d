import { postmortemDueAt } from "../../due.ts";
import { impactMs } from "../durations.ts";
import { plain } from "../prose.ts";
import { type Draft, isStartKnown, nameOf, servicesOf, severityAt } from "../record.ts";
import { tenuresOf } from "../roles.ts";
import { inTurn, lasting, moment, table } from "../words.ts";

/** The facts at a glance; what is not known is not listed. */
export function metadata(draft: Draft): string {
  return table(
    ["Fact", "Value"],
    rows(draft).map(([fact, value]) => [fact, value.replaceAll("\n", " ")]),
  );
}

function rows(draft: Draft): [string, string][] {
  const { incident, policy, names } = draft;
  const { facts, postmortem } = incident;
  const { times } = facts;
  const category = policy.categories.find(({ id }) => id === facts.category)?.label ?? facts.category;
  const commanders = tenuresOf(draft).filter(({ role }) => role === "commander");
  const dueAt = postmortemDueAt(incident, policy);
  const hitMs = impactMs(times);
  const isPublished = postmortem.publishedAt !== undefined;
  const all: [string, string | undefined][] = [
    ["Incident", `#${incident.id} ${plain(facts.title)}`],
    ["Kind", facts.isDrill ? "Drill" : undefined],
    ["Severity", severities(draft)],
    ["Category", category && plain(category)],
    ["Services", facts.services.length > 0 ? plain(servicesOf(draft).join(", ")) : undefined],
    ["Started", isStartKnown(draft) ? at(times.started) : undefined],
    ["Detected", at(times.detected)],
    ["Declared", `${moment(draft.declaredAt)} by ${plain(nameOf(draft, facts.declaredBy))}`],
    ["Acknowledged", by(at(times.acknowledged), facts.acknowledgedBy && plain(names(facts.acknowledgedBy)))],
    ["Identified", at(times.identified)],
    ["Mitigated", at(times.mitigated)],
    ["Resolved", at(times.resolved)],
    [
      "Length of impact",
      hitMs === undefined ? undefined : `${isStartKnown(draft) ? "" : "at least "}${lasting(hitMs)}`,
    ],
    ["Commander", inTurn(commanders.map(({ userId }) => plain(names(userId)))) || undefined],
    ["Post-mortem published", at(postmortem.publishedAt)],
    ["Post-mortem due", isPublished ? undefined : at(dueAt)],
  ];
  return all.flatMap(([fact, value]): [string, string][] => (value ? [[fact, value]] : []));
}

const at = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : moment(ms));

const by = (when: string | undefined, who: string | undefined): string | undefined =>
  when && who ? `${when} by ${who}` : when;

function severities(draft: Draft): string {
  const { facts } = draft.incident;
  const last = severityAt(draft, facts.times.resolved ?? Number.POSITIVE_INFINITY);
  const now = last ? `${last.label} (${last.name})` : facts.severity;
  const first = draft.severities[0];
  const started = first && draft.policy.severities.find(({ id }) => id === first.id)?.label;
  return plain(started && last && started !== last.label ? `${now}, declared as ${started}` : now);
}
