import { shippedPolicy } from "../../../src/config/index.ts";
import { approvals } from "../../../src/core/approvals/index.ts";
import { incidents } from "../../../src/core/incidents/index.ts";
import { type Entry, joinSlices, type NewEntry } from "../../../src/core/ledger/index.ts";
import {
  type DraftInput,
  draftPostmortem,
  postmortems,
  type WithPostmortem,
} from "../../../src/core/postmortems/index.ts";
import { roles } from "../../../src/core/roles/index.ts";
import { timeline } from "../../../src/core/timeline/index.ts";
import { updates } from "../../../src/core/updates/index.ts";

export const product = joinSlices<WithPostmortem>([timeline, incidents, roles, updates, approvals, postmortems]);
export const policy = shippedPolicy();

/** Thursday, 12 March 2026, at this time of day, UTC. */
export function at(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
  return Date.UTC(2026, 2, 12, hours, minutes, seconds);
}

export const NAMES: Record<string, string> = { U1: "Dana Reyes", U2: "Priya Nair", U3: "Sam Ortiz", U4: "Omar Haddad" };

const DANA = "person:U1" as const;
const PRIYA = "person:U2" as const;
const SAM = "person:U3" as const;
const OMAR = "person:U4" as const;

export const said = (time: string, by: NewEntry["by"], text: string, ts: string): NewEntry => ({
  kind: "message_said",
  by,
  at: at(time),
  key: `message/C1/${ts}`,
  data: { channelId: "C1", ts, text, permalink: `https://acme.test/archives/C1/p${ts}`, files: [] },
});

export const marked = (time: string, mark: string, ts: string, by: NewEntry["by"] = DANA): NewEntry => ({
  kind: "reaction_added",
  by,
  at: at(time),
  about: `message/C1/${ts}`,
  data: { emoji: mark, mark, eventTs: `${ts}.${time}` },
});

export const declared = (time: string, more: object = {}): NewEntry => ({
  kind: "declared",
  by: DANA,
  at: at(time),
  data: {
    title: "Checkout errors",
    severity: "sev2",
    category: "database",
    services: ["api", "checkout"],
    text: "Customers see a 500 when they pay.",
    isPrivate: false,
    isDrill: false,
    isRetrospective: false,
    startedAt: at("13:50"),
    via: "form",
    ...more,
  },
});

export const resolved = (time: string, more: object = {}): NewEntry => ({
  kind: "resolved",
  by: OMAR,
  at: at(time),
  data: {
    fix: "Rolled api back to 2.3.0",
    rootCause: "Release 2.3.1 opened a database connection per request",
    impact: "About 1,200 checkouts failed",
    isRestored: true,
    areMetricsNormal: true,
    doUsersConfirm: false,
    followUps: ["Alert on pool exhaustion"],
    skipped: [],
    ...more,
  },
});

export const update = (time: string, text: string, nextUpdateAt?: number): NewEntry => ({
  kind: "update_posted",
  by: SAM,
  at: at(time),
  data: { status: "investigating", text, nextUpdateAt, isNothingNew: false },
});

/** Ninety minutes: a raise, a handover, a late update, a wrong first guess and a rollback. */
export const CHECKOUT: readonly NewEntry[] = [
  declared("14:00"),
  { kind: "channel_opened", by: "sitrep", at: at("14:00"), data: { channelId: "C1", name: "inc-12-checkout-errors" } },
  { kind: "acknowledged", by: PRIYA, at: at("14:03"), data: {} },
  { kind: "role_taken", by: PRIYA, at: at("14:04"), data: { role: "commander", userId: "U2", how: "claimed" } },
  { kind: "role_taken", by: PRIYA, at: at("14:05"), data: { role: "tech_lead", userId: "U3", how: "assigned" } },
  said("14:06", SAM, "Could be the payment provider", "1.1"),
  {
    kind: "severity_changed",
    by: PRIYA,
    at: at("14:10"),
    data: { before: "sev2", severity: "sev1", text: "all checkouts fail" },
  },
  update("14:12", "Looking into failing checkouts"),
  said("14:15", SAM, "Pool is exhausted since the 13:48 deploy & `max=20` dashboard (https://grafana.test/d/1)", "1.2"),
  marked("14:16", "finding", "1.2"),
  update("14:40", "A deploy is suspected"),
  {
    kind: "role_taken",
    by: PRIYA,
    at: at("14:45"),
    data: { role: "commander", userId: "U4", before: "U2", how: "handed_over" },
  },
  said("14:50", SAM, "Rolling back @{U1} api to 2.3.0", "1.3"),
  marked("14:51", "action_taken", "1.3"),
  update("14:55", "Rolled back, watching"),
  {
    kind: "stage_changed",
    by: OMAR,
    at: at("15:00"),
    data: { before: "remediation", stage: "verification", skipped: [] },
  },
  said("15:05", SAM, "Quick rollback, well drilled", "1.4"),
  marked("15:06", "went_well", "1.4"),
  said("15:07", DANA, "We should have a canary", "1.5"),
  marked("15:08", "went_poorly", "1.5"),
  update("15:10", "Normal again"),
  resolved("15:20"),
];

/** Entries with number and hash, as the ledger gives them, and the incident that they fold into. */
export function story(news: readonly NewEntry[], id = 12): { incident: WithPostmortem; entries: Entry[] } {
  const entries = news.map(
    (entry, index): Entry => ({
      incidentId: id,
      seq: index + 1,
      kind: entry.kind,
      at: entry.at ?? 0,
      recordedAt: entry.at ?? 0,
      by: entry.by,
      key: entry.key ?? String(index + 1),
      about: entry.about,
      data: product.checked(entry),
      hash: "",
      isRedacted: false,
    }),
  );
  return { incident: entries.reduce((incident, entry) => product.fold(incident, entry), product.blank(id)), entries };
}

export const inputOf = (news: readonly NewEntry[], more: Partial<DraftInput> = {}): DraftInput => ({
  ...story(news),
  policy,
  names: (userId) => NAMES[userId] ?? userId,
  tell: (entry) => product.tell(entry),
  permalink: (channelId, ts) => `https://acme.test/archives/${channelId}${ts ? `/p${ts}` : ""}`,
  ...more,
});

export const draftOf = (news: readonly NewEntry[], more: Partial<DraftInput> = {}): string =>
  draftPostmortem(inputOf(news, more));

/** The body under a heading of the second level. */
export function sectionOf(markdown: string, title: string): string {
  const [, after = ""] = markdown.split(`\n## ${title}\n`);
  return (after.split("\n## ")[0] ?? "").trim();
}
