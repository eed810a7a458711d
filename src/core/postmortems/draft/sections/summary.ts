import { measure } from "../durations.ts";
import { plain, prose, proseLines } from "../prose.ts";
import { type Draft, nameOf, servicesOf, severityLabel } from "../record.ts";
import { tenuresOf } from "../roles.ts";
import { inTurn, lasting, listed, longMoment, paragraphs, sentence, timeNear } from "../words.ts";

/** What happened, in sentences that the record carries. */
export function summary(draft: Draft): string {
  const { description } = draft.incident.facts;
  const told = [declared(draft), severityChanges(draft), responded(draft), ended(draft)].filter(Boolean).join(" ");
  return paragraphs([told, description ? proseLines(description, draft.names) : "", causeAndFix(draft)]);
}

function declared(draft: Draft): string {
  const { incident, policy } = draft;
  const { facts } = incident;
  const first = draft.severities[0]?.id ?? facts.severity;
  const severity = policy.severities.find(({ id }) => id === first);
  const category = policy.categories.find(({ id }) => id === facts.category)?.label.toLowerCase();
  const kind = facts.isDrill ? "drill" : category ? `${category} incident` : "incident";
  const after = facts.isRetrospective ? ", after the fact," : "";
  const name = plain(nameOf(draft, facts.declaredBy));
  const services = facts.services.length > 0 ? `, affecting ${listed(servicesOf(draft).map(plain))}` : "";
  const rank = severity ? `${severity.label} (${severity.name})` : first;
  const opening = `On ${longMoment(draft.declaredAt)}, ${name} declared ${kind} #${incident.id}`;
  return `${opening}${after || ","} “${plain(facts.title)}”, as ${plain(rank)}${services}.`;
}

function severityChanges(draft: Draft): string {
  const { severities, policy, declaredAt } = draft;
  const rank = (id: string) => policy.severities.findIndex((severity) => severity.id === id);
  const steps = severities.slice(1).map(({ id, at }, index) => {
    const verb = rank(id) < rank(severities[index]?.id ?? id) ? "raised" : "lowered";
    return `${verb} to ${plain(severityLabel(draft, id))} at ${timeNear(at, declaredAt)}`;
  });
  return steps.length > 0 ? `It was ${listed(steps)}.` : "";
}

function responded(draft: Draft): string {
  const { incident, policy, names } = draft;
  const { acknowledgedBy, times } = incident.facts;
  const acknowledged = measure("acknowledge", times, policy, undefined);
  const first =
    acknowledged && acknowledgedBy
      ? `${plain(names(acknowledgedBy))} acknowledged it ${after(acknowledged.tookMs)}.`
      : "";
  const commanders = tenuresOf(draft).filter(({ role }) => role === "commander");
  const commanded = inTurn(commanders.map(({ userId }) => plain(names(userId))));
  return [first, commanded && `The response was commanded by ${commanded}.`].filter(Boolean).join(" ");
}

const after = (ms: number): string => (ms < 1_000 ? "at once" : `after ${lasting(ms)}`);

function ended({ incident, declaredAt, policy }: Draft): string {
  const { times } = incident.facts;
  if (times.resolved === undefined) return "";
  const mitigated = times.mitigated;
  const early =
    mitigated !== undefined && mitigated < times.resolved ? `mitigated at ${timeNear(mitigated, declaredAt)} and ` : "";
  const took = measure("resolve", times, policy, undefined);
  const length = took ? `, ${lasting(took.tookMs)} after it was detected` : "";
  return `It was ${early}resolved at ${timeNear(times.resolved, declaredAt)} UTC${length}.`;
}

function causeAndFix({ incident, names }: Draft): string {
  const { resolution } = incident.facts;
  if (!resolution) return "";
  const cause = resolution.rootCause ? [`**Cause:** ${sentence(prose(resolution.rootCause, names))}`] : [];
  return [...cause, `**Fix:** ${sentence(prose(resolution.fix, names))}`].join("  \n");
}
