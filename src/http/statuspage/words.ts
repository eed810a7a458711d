import { TZDate } from "@date-fns/tz";
import { format } from "date-fns";
import type { PublicStatus } from "../../config/index.ts";
import type { ComponentState } from "../../core/statuspage/index.ts";

export const STATES: Readonly<Record<ComponentState, { readonly label: string; readonly headline: string }>> = {
  operational: { label: "Operational", headline: "All systems operational" },
  degraded_performance: { label: "Degraded", headline: "Some systems are degraded" },
  partial_outage: { label: "Partial outage", headline: "Some systems are partly down" },
  major_outage: { label: "Major outage", headline: "A major outage is going on" },
};

/** It is over, and nobody said so to customers. */
export const ENDED = "Ended";

export const STATUSES: Readonly<Record<PublicStatus, string>> = {
  investigating: "Investigating",
  identified: "Identified",
  monitoring: "Monitoring",
  resolved: "Resolved",
};

/** "21 Nov 2026, 14:05" in the zone of the page. */
export const timeText = (at: number, timeZone: string): string => format(new TZDate(at, timeZone), "d MMM yyyy, HH:mm");

/** "Saturday, 21 Nov 2026" in the zone of the page. */
export const dayText = (at: number, timeZone: string): string => format(new TZDate(at, timeZone), "EEEE, d MMM yyyy");

/** "99.98 %"; never rounded up to a full hundred. */
export const percentText = (share: number): string =>
  share >= 1 ? "100 %" : `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`;

/** "1 h 20 min", for a length of minutes. */
export function minutesText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
