import type { Placeholder } from "../../config/index.ts";
import { andList } from "../../lib/lists.ts";
import { severityOf, stageOf } from "../incidents/index.ts";
import { holderOf } from "../roles/index.ts";
import { catalogued, serviceLabel } from "../services/index.ts";
import { type TimelineLine, withNames } from "../timeline/index.ts";
import { nextUpdateDueAt, publicStatusOf, statusLabel } from "../updates/index.ts";
import { impactInBusiness, timeItTakes } from "./assessed.ts";
import { durationText, momentText } from "./moments.ts";
import type { NoticeRecord } from "./record.ts";

type Filling = (record: NoticeRecord) => string | undefined;

/** All of it together fits into a field of a form. */
const MOST_MOMENTS = 10;
const MOST_FINDINGS = 4;
const LONGEST_LINE = 110;

/** The services of the incident that customers have a name for. */
export const publicServices = ({ incident, policy }: Pick<NoticeRecord, "incident" | "policy">) =>
  catalogued(policy.services, incident.facts.services).flatMap(({ id, statusPage }) =>
    statusPage ? [{ id, name: statusPage.name }] : [],
  );

const holder =
  (role: string): Filling =>
  ({ incident, nameOf }) => {
    const userId = holderOf(incident, role);
    return userId && nameOf(userId);
  };

const time =
  (moment: "started" | "declared" | "resolved"): Filling =>
  ({ incident, policy, now }) => {
    const at = incident.facts.times[moment];
    return at === undefined ? undefined : momentText(at, now, policy.businessHours.timeZone);
  };

const enumerated = (words: readonly string[]): string | undefined => andList(words) || undefined;

const bullets = (texts: readonly string[]): string | undefined =>
  texts.length === 0 ? undefined : texts.map((text) => `• ${text}`).join("\n");

const oneLine = (text: string): string => {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE - 1).trimEnd()}…` : line;
};

const lines = ({ policy, now, nameOf }: NoticeRecord, moments: readonly TimelineLine[]): string | undefined =>
  bullets(
    moments.map(({ at, text }) => {
      const said = withNames(text, nameOf);
      return `${momentText(at, now, policy.businessHours.timeZone)}  ${oneLine(said)}`;
    }),
  );

const marked = (record: NoticeRecord, mark: TimelineLine["marks"][number]): readonly TimelineLine[] =>
  record.moments.filter(({ marks }) => marks.includes(mark));

/** What each placeholder stands for, off the record; undefined for what the record lacks. */
export const filledWith: Readonly<Record<Placeholder, Filling>> = {
  number: ({ incident }) => String(incident.id),
  title: ({ incident }) => incident.facts.title,
  severity: ({ incident, policy }) => severityOf(policy, incident.facts.severity)?.label,
  severity_meaning: ({ incident, policy }) => severityOf(policy, incident.facts.severity)?.impact,
  status: ({ incident, policy }) => statusLabel(publicStatusOf(incident, policy)).toLowerCase(),
  stage: ({ incident, policy }) => stageOf(policy, incident.facts.stage).label.toLowerCase(),
  services: ({ incident, policy }) =>
    enumerated(incident.facts.services.map((service) => serviceLabel(policy.services, service))),
  public_services: (record) => enumerated(publicServices(record).map(({ name }) => name)),
  impact: ({ incident }) => incident.facts.impact,
  business_impact: ({ incident }) => impactInBusiness(incident),
  eta: ({ incident }) => timeItTakes(incident),
  started: time("started"),
  declared: time("declared"),
  resolved: time("resolved"),
  duration: ({ incident, now }) => {
    const { started, resolved } = incident.facts.times;
    return started === undefined ? undefined : durationText((resolved ?? now) - started);
  },
  commander: holder("commander"),
  tech_lead: holder("tech_lead"),
  communications_lead: holder("communications_lead"),
  channel: ({ incident }) => incident.facts.channel && `#${incident.facts.channel.name}`,
  situation: ({ incident }) => incident.updates.last?.situation,
  actions: (record) =>
    record.incident.updates.last?.actionsTaken ?? lines(record, marked(record, "action_taken").slice(-MOST_FINDINGS)),
  next_steps: ({ incident }) => incident.updates.last?.nextSteps,
  next_update: ({ incident, policy, now }) => {
    const at = nextUpdateDueAt(incident, policy);
    return at === undefined || at <= now ? undefined : momentText(at, now, policy.businessHours.timeZone);
  },
  fix: ({ incident }) => incident.facts.resolution?.fix,
  root_cause: ({ incident }) => incident.facts.resolution?.rootCause,
  follow_ups: ({ incident }) => enumerated(incident.facts.resolution?.followUps.map((text) => text.trim()) ?? []),
  timeline: (record) => lines(record, record.moments.slice(-MOST_MOMENTS)),
  findings: (record) => lines(record, marked(record, "finding").slice(-MOST_FINDINGS)),
  hypothesis: (record) => lines(record, marked(record, "root_cause").slice(-1)),
};
