import type { Component, ComponentState, PublicIncident, PublicPage } from "../../core/statuspage/index.ts";

/** How bad it is as a whole, in the words of Statuspage's public API. */
const INDICATORS: Readonly<Record<ComponentState, "none" | "minor" | "major" | "critical">> = {
  operational: "none",
  degraded_performance: "minor",
  partial_outage: "major",
  major_outage: "critical",
};

const DESCRIPTIONS: Readonly<Record<ComponentState, string>> = {
  operational: "All Systems Operational",
  degraded_performance: "Partially Degraded Service",
  partial_outage: "Partial System Outage",
  major_outage: "Major Service Outage",
};

const iso = (at: number): string => new Date(at).toISOString();

type Document = Readonly<Record<string, unknown>>;

/** The documents of Statuspage's public API, so that what reads those reads this. https://www.atlassianstatus.com/api */
export const DOCUMENTS: Readonly<Record<string, (page: PublicPage, url: string) => Document>> = {
  "summary.json": (page, url) => ({
    ...about(page, url),
    status: status(page),
    components: page.components.map((component, index) => componentOf(page, component, index)),
    incidents: page.current.map((incident) => incidentOf(page, incident, url)),
    scheduled_maintenances: [],
  }),
  "status.json": (page, url) => ({ ...about(page, url), status: status(page) }),
  "components.json": (page, url) => ({
    ...about(page, url),
    components: page.components.map((component, index) => componentOf(page, component, index)),
  }),
  "incidents.json": (page, url) => ({
    ...about(page, url),
    incidents: [...page.current, ...page.past].map((incident) => incidentOf(page, incident, url)),
  }),
  "incidents/unresolved.json": (page, url) => ({
    ...about(page, url),
    incidents: page.current.map((incident) => incidentOf(page, incident, url)),
  }),
};

const about = ({ settings, at }: PublicPage, url: string) => ({
  page: { id: "sitrep", name: settings.title, url: `${url}status`, time_zone: settings.timeZone, updated_at: iso(at) },
});

const status = ({ state }: PublicPage) => ({ indicator: INDICATORS[state], description: DESCRIPTIONS[state] });

const componentOf = ({ at }: PublicPage, component: Component, index: number) => ({
  id: component.id,
  name: component.name,
  status: component.state,
  description: component.description ?? null,
  position: index + 1,
  showcase: true,
  group: false,
  group_id: null,
  only_show_if_degraded: false,
  updated_at: iso(at),
});

function incidentOf(page: PublicPage, incident: PublicIncident, url: string) {
  const { id, headline, startedAt, endedAt, updates, components, harm } = incident;
  const last = updates.at(-1)?.at ?? startedAt;
  const hit = page.components.filter(({ key }) => components.includes(key));
  return {
    id,
    name: headline,
    // Their readers know one word for what is over.
    status: endedAt === undefined ? incident.status : "resolved",
    impact: INDICATORS[harm],
    shortlink: `${url}status/incidents/${id}`,
    created_at: iso(updates[0]?.at ?? startedAt),
    started_at: iso(startedAt),
    updated_at: iso(Math.max(last, endedAt ?? 0)),
    monitoring_at: isoOf(updates.find(({ status }) => status === "monitoring")?.at),
    resolved_at: isoOf(endedAt),
    components: hit.map((component) => componentOf(page, component, page.components.indexOf(component))),
    incident_updates: [...updates].reverse().map((update) => ({
      id: update.id,
      incident_id: id,
      status: update.status,
      body: update.text,
      created_at: iso(update.at),
      display_at: iso(update.at),
      updated_at: iso(update.at),
    })),
  };
}

const isoOf = (at: number | undefined): string | null => (at === undefined ? null : iso(at));
