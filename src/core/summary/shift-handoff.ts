import type { Policy } from "../../config/index.ts";
import { severityLabel, stageOf } from "../incidents/index.ts";
import { mention } from "../ledger/index.ts";
import { openActionsOf, postmortemNeed } from "../postmortems/index.ts";
import { holderOf } from "../roles/index.ts";
import { mayHear } from "../updates/index.ts";
import type { WithSummary } from "./facet.ts";

/** Who hands over to whom, and since when the leaver was on call (epoch milliseconds). */
export interface ShiftChange {
  readonly rotation: string;
  readonly leaver: string;
  readonly arriver: string;
  readonly since: number;
}

const DAY_MS = 86_400_000;
/** What is owed within that time is to be watched. */
const SOON_MS = 7 * DAY_MS;
/** What is over for longer is no longer a known issue. */
const KNOWN_FOR_MS = 30 * DAY_MS;
const MOST_LINES = 8;
const LONGEST_WORDS = 160;

/** What the next one on call should know, as plain text with people as mentions. Pure. */
export function shiftHandoff(
  incidents: readonly WithSummary[],
  { rotation, leaver, arriver, since }: ShiftChange,
  { policy, now }: { readonly policy: Policy; readonly now: number },
): string {
  const concerned = incidents.filter(
    (incident) => isConcerned(incident, rotation, policy) && mayHear(incident, leaver),
  );
  const shared = concerned.filter((incident) => mayHear(incident, arriver));
  const hidden = concerned.filter((incident) => !shared.includes(incident) && isNews(incident, since)).length;
  const open = shared.filter(({ facts }) => facts.isOpen);
  const statusOf = ({ facts }: WithSummary) => stageOf(policy, facts.stage).status;
  const inStatus = (status: string) => open.filter((incident) => statusOf(incident) === status);
  const over = shared.filter(({ facts }) => !facts.isOpen && !facts.isCancelled);
  const line = (incident: WithSummary) => openLine(incident, policy, now);
  const parts = [
    part("Active incidents", [...inStatus("identified").map(line), ...hiddenLine(hidden, leaver)]),
    part("Ongoing investigations", inStatus("investigating").map(line)),
    part(
      "Recent incidents",
      over.filter((incident) => isNews(incident, since)).map((incident) => overLine(incident, policy)),
    ),
    part(
      "Known issues",
      over.flatMap((incident) => issueLine(incident, policy, now)),
    ),
    part("Things to watch", [
      ...inStatus("monitoring").map(line),
      ...shared.flatMap((incident) => dueLines(incident, policy, now)),
    ]),
  ].filter((text) => text !== undefined);
  return parts.length > 0
    ? parts.join("\n\n")
    : "Nothing is open, nothing happened in this shift, and nothing is due soon.";
}

/** A rotation that services name is concerned with those services; one that none names, with everything. */
function isConcerned({ facts }: WithSummary, rotation: string, { services }: Policy): boolean {
  if (facts.isDrill) return false;
  const own = services.filter((service) => service.rotation === rotation).map(({ id }) => id);
  const known = facts.services.filter((service) => services.some(({ id }) => id === service));
  return own.length === 0 || known.length === 0 || known.some((service) => own.includes(service));
}

/** It is going on, or ended in this shift. */
const isNews = ({ facts }: WithSummary, since: number): boolean =>
  facts.isOpen || (!facts.isCancelled && (facts.times.resolved ?? 0) >= since);

function part(title: string, lines: readonly string[]): string | undefined {
  if (lines.length === 0) return undefined;
  const shown = lines.slice(0, MOST_LINES).map((line) => `• ${line}`);
  const rest = lines.length > MOST_LINES ? [`• and ${lines.length - MOST_LINES} more: /incident list`] : [];
  return [title, ...shown, ...rest].join("\n");
}

const hiddenLine = (count: number, leaver: string): string[] =>
  count === 0 ? [] : [`${count === 1 ? "1 private incident" : `${count} private incidents`}: ask ${mention(leaver)}`];

const named = ({ id, facts }: WithSummary, policy: Policy): string =>
  `#${id} ${facts.title} (${severityLabel(policy, facts.severity)})`;

function openLine(incident: WithSummary, policy: Policy, now: number): string {
  const { facts, updates } = incident;
  const commander = holderOf(incident, "commander");
  const led = commander ? `, led by ${mention(commander)}` : ", nobody leads it";
  const lasted = lengthOf(now - (facts.times.started ?? facts.times.declared ?? now));
  const said = updates.last ? ` Last update: ${brief(updates.last.situation)}` : "";
  return `${named(incident, policy)}: in ${stageOf(policy, facts.stage).label}, open for ${lasted}${led}.${said}`;
}

function overLine(incident: WithSummary, policy: Policy): string {
  const { times, resolution } = incident.facts;
  const lasted = lengthOf((times.resolved ?? 0) - (times.started ?? times.declared ?? 0));
  return `${named(incident, policy)}: resolved after ${lasted}. ${brief(resolution?.fix ?? "")}`.trim();
}

/** Over, and yet it may come back: the cause is not known, or what was to be done about it is not done. */
function issueLine(incident: WithSummary, policy: Policy, now: number): string[] {
  const { facts, postmortem } = incident;
  if ((facts.times.resolved ?? 0) < now - KNOWN_FOR_MS) return [];
  const left = openActionsOf(incident).length;
  const isUnknown = facts.resolution?.rootCause === undefined && postmortem.state !== "published";
  const why = [
    ...(isUnknown && postmortemNeed(incident, policy) === "required" ? ["the cause is not written down yet"] : []),
    ...(left > 0 ? [`${left} action item${left === 1 ? "" : "s"} still open`] : []),
  ];
  return why.length > 0 ? [`${named(incident, policy)}: ${why.join(", ")}.`] : [];
}

const dueLines = (incident: WithSummary, policy: Policy, now: number): string[] =>
  openActionsOf(incident).flatMap(({ text, ownerId, dueAt }) => {
    if (dueAt === undefined || dueAt > now + SOON_MS) return [];
    const day = new Intl.DateTimeFormat("en-GB", {
      timeZone: policy.businessHours.timeZone,
      weekday: "short",
      day: "numeric",
      month: "short",
    }).format(dueAt);
    const owner = ownerId ? mention(ownerId) : "nobody's yet";
    return [`Action item of #${incident.id}, due ${day}: ${brief(text)} (${owner})`];
  });

function brief(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST_WORDS ? `${line.slice(0, LONGEST_WORDS - 1).trimEnd()}…` : line;
}

/** A length of time in its two largest units. */
function lengthOf(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  return hours > 0 ? `${hours} h${rest > 0 ? ` ${rest} min` : ""}` : `${rest} min`;
}
