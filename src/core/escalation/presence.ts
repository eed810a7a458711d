import type { approvalEntries } from "../approvals/index.ts";
import { type incidentEntries, takingPart } from "../incidents/index.ts";
import { type Entry, type FollowTable, type NewEntry, person, personId } from "../ledger/index.ts";
import type { roleEntries } from "../roles/index.ts";
import type { timelineEntries } from "../timeline/index.ts";
import type { updateEntries } from "../updates/index.ts";
import type { ShownBy } from "./entries.ts";
import { openEscalations, type Page, pagesOf, type WithEscalation } from "./facet.ts";

type Act = Pick<Entry, "key" | "by" | "at">;

/**
 * Whoever was paged and does something in the incident after that is there, so it acknowledges their page. What others do says
 * nothing of them, nor does a page that was passed on.
 */
function shown(incident: WithEscalation, { key, by, at }: Act, shownBy?: ShownBy): NewEntry[] {
  const userId = personId(by);
  if (userId === undefined) return [];
  const pages = openEscalations(incident).flatMap(({ id }) => answeredBy(pagesOf(incident, id), userId, at) ?? []);
  if (pages.length === 0) return [];
  const acknowledged = pages.map(
    ({ id, escalation }): NewEntry => ({
      kind: "page_acknowledged",
      by: person(userId),
      at,
      key: `acknowledged/${id}/${key}`,
      about: key,
      data: { page: id, escalation, ...(shownBy && { shownBy }) },
    }),
  );
  return [...acknowledged, ...takingPart(incident, userId).map((entry) => ({ ...entry, at }))];
}

/** The newest page of an escalation that this person was sent before, and that nobody passed on. */
const answeredBy = (pages: readonly Page[], userId: string, at: number): Page | undefined =>
  pages.findLast(
    ({ passed, calls }) =>
      passed === undefined && calls.some((call) => call.at < at && call.userIds.some((id) => id === userId)),
  );

type Followed = Act & { readonly isRedacted: boolean };

const by =
  (shownBy: ShownBy) =>
  (entry: Followed, incident: WithEscalation): NewEntry[] =>
    shown(incident, entry, shownBy);

/** What came over from another incident was said there. */
const here =
  (shownBy: ShownBy) =>
  (entry: Followed & { readonly data: { readonly from?: object | undefined } }, incident: WithEscalation): NewEntry[] =>
    entry.data.from || entry.isRedacted ? [] : shown(incident, entry, shownBy);

type Seen = typeof timelineEntries &
  typeof incidentEntries &
  typeof roleEntries &
  typeof updateEntries &
  Pick<typeof approvalEntries, "approval_decided">;

export const followPresence: FollowTable<WithEscalation, Seen> = {
  message_said: here("words"),
  // A note of an hour ago is written now.
  note_added: (entry, incident) => here("note")({ ...entry, at: entry.recordedAt }, incident),
  // A mark that was found after being away has no time, and one that asks for more people is no answer.
  reaction_added: (entry, incident) =>
    entry.data.isRead || entry.data.mark === "escalation_asked" ? [] : here("mark")(entry, incident),
  update_posted: by("update"),
  role_taken: by("role"),
  // Said outright, of the whole incident.
  acknowledged: (entry, incident) => shown(incident, entry),
  approval_decided: by("approval"),
  title_changed: by("work"),
  severity_changed: by("work"),
  category_changed: by("work"),
  services_changed: by("work"),
  description_changed: by("work"),
  impact_changed: by("work"),
  impact_assessed: by("work"),
  criterion_ticked: by("work"),
  stage_changed: by("work"),
};
