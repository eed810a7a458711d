import type { Policy } from "../../config/index.ts";
import type { ComponentState, PublicIncident } from "./public-incident.ts";
import { type Day, daysOf, harmIn, lastDays, type Spell, spellsOf, uptime, worse } from "./uptime.ts";

export interface Component {
  /** The key of its service is not shown; this names it outside. */
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly group: string | undefined;
  readonly state: ComponentState;
  /** Oldest first. */
  readonly days: readonly Day[];
  /** Of all days shown, from 0 to 1. */
  readonly uptime: number;
}

/** Everything that the public may see, at one moment. */
export interface PublicPage {
  readonly at: number;
  readonly settings: Policy["statusPage"];
  readonly state: ComponentState;
  readonly components: readonly Component[];
  /** Newest first. */
  readonly current: readonly PublicIncident[];
  readonly past: readonly PublicIncident[];
}

const DAY_MS = 86_400_000;

/** How far back incidents matter to the page, in epoch milliseconds; a day more, for zones and long days. */
export const lookBackTo = ({ statusPage }: Policy, now: number): number =>
  now - (Math.max(statusPage.uptimeDays, statusPage.pastDays) + 1) * DAY_MS;

/** The page as it is now; `idOf` names a component outside by the key of its service. */
export function publicPage(
  incidents: readonly PublicIncident[],
  policy: Policy,
  now: number,
  idOf: (key: string) => string,
): PublicPage {
  const settings = policy.statusPage;
  const newestFirst = [...incidents].sort((a, b) => b.startedAt - a.startedAt);
  const current = newestFirst.filter(({ endedAt }) => endedAt === undefined);
  const harmNow = ({ status, harm }: PublicIncident) => harmIn(status, harm);
  const span = lastDays(now, settings.uptimeDays, settings.timeZone);
  const components = policy.services.flatMap(({ id: key, statusPage: shown }): Component[] => {
    if (!shown) return [];
    const spells = spellsOn(key, incidents, now);
    return [
      {
        id: idOf(key),
        key,
        name: shown.name,
        description: shown.description,
        group: shown.group,
        state: worst(current.filter((incident) => incident.components.includes(key)).map(harmNow)),
        days: daysOf(spells, span),
        uptime: uptime(spells, span[0]?.from ?? now, now),
      },
    ];
  });
  return {
    at: now,
    settings,
    // What names no component still is something that customers feel.
    state: worst(current.map(harmNow)),
    components,
    current,
    past: newestFirst.filter(({ endedAt }) => endedAt !== undefined && endedAt > now - settings.pastDays * DAY_MS),
  };
}

const spellsOn = (key: string, incidents: readonly PublicIncident[], now: number): Spell[] =>
  incidents.filter(({ components }) => components.includes(key)).flatMap((incident) => spellsOf(incident, now));

const worst = (states: readonly ComponentState[]): ComponentState =>
  states.reduce<ComponentState>(worse, "operational");
