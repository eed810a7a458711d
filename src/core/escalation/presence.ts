import type { approvalEntries } from "../approvals/index.ts";
import { type incidentEntries, takingPart } from "../incidents/index.ts";
import { type Entry, type FollowTable, type NewEntry, person, personId, SITREP, type World } from "../ledger/index.ts";
import type { roleEntries } from "../roles/index.ts";
import type { timelineEntries } from "../timeline/index.ts";
import type { updateEntries } from "../updates/index.ts";
import type { EndsOn, ShownBy } from "./entries.ts";
import type { Page, WithEscalation } from "./facet.ts";
import { isInHands, ladderOwedSince, tookUp } from "./owed.ts";
import { calledBy, openEscalations, pagesOf } from "./pages.ts";

type Act = Pick<Entry, "key" | "by" | "at">;

/** What an act says of whoever did it. */
interface Meaning {
  /** What it looks like; absent when they said outright that they see it. */
  readonly shownBy?: ShownBy;
  /** It takes the incident up, whoever did it, and these calls need nobody else. */
  readonly ends?: readonly EndsOn[];
  /** It is work, so it takes the incident up where nobody is being called who should. */
  readonly isWork?: boolean;
}

/**
 * Whoever was called and does anything is there. What others do takes the incident up when it says so: an acknowledgement, a role
 * taken or worked in. All other work does only while nobody is called: who reports it does not come instead of who can mend it.
 */
function shown(incident: WithEscalation, world: World, act: Act, meaning: Meaning): NewEntry[] {
  const userId = personId(act.by);
  if (userId === undefined) return [];
  const pages = openEscalations(incident).flatMap(({ id }) => answeredBy(pagesOf(incident, id), userId, act.at) ?? []);
  const ends = meaning.ends ?? endsByRole(incident, userId, act.at);
  const isTaken = pages.length > 0 || ends.length > 0 || (meaning.isWork === true && !isAwaited(incident, world));
  if (!isTaken) return [];
  // Whoever was called has answered for that call alone.
  const needless = pages.length > 0 || ends.length > 0 ? ends : (["acknowledged"] as const);
  return [
    ...pages.map((page) => acknowledged(page, userId, act, meaning)),
    ...ended(incident, userId, act, pages, needless),
    ...takingPart(incident, userId).map((entry) => ({
      ...entry,
      at: act.at,
      ...(meaning.shownBy && { about: act.key }),
    })),
  ];
}

const acknowledged = ({ id, escalation }: Page, userId: string, { key, at }: Act, { shownBy }: Meaning): NewEntry => ({
  kind: "page_acknowledged",
  by: person(userId),
  at,
  // One act is often several entries.
  key: `acknowledged/${id}/${userId}/by_act`,
  about: key,
  data: { page: id, escalation, ...(shownBy && { shownBy }) },
});

/** Calls that are needless now; nobody ends by their own coming what they themselves asked for. */
function ended(
  incident: WithEscalation,
  userId: string,
  { at }: Act,
  answered: readonly Page[],
  ends: readonly EndsOn[],
): NewEntry[] {
  const by = person(userId);
  return openEscalations(incident).flatMap(({ id, endsOn, reasons }): NewEntry[] => {
    const why = ends.findLast((each) => endsOn.includes(each));
    const isOpen = !answered.some(({ escalation }) => escalation === id) && !reasons.some((reason) => reason.by === by);
    return why && isOpen ? [{ kind: "escalation_ended", by, at, key: `ended/${id}`, data: { id, why } }] : [];
  });
}

/** The newest page of an escalation that this person was sent before, and that nobody passed on. */
const answeredBy = (pages: readonly Page[], userId: string, at: number): Page | undefined =>
  pages.findLast(
    ({ passed, calls }) =>
      passed === undefined && calls.some((call) => call.at < at && call.userIds.some((id) => id === userId)),
  );

/** Somebody who was called may still come, or is about to be called. */
const isAwaited = (incident: WithEscalation, world: World): boolean =>
  ladderOwedSince(incident, world) !== undefined ||
  openEscalations(incident).some(({ id }) => pagesOf(incident, id).some(isWaiting));

const isWaiting = (page: Page): boolean =>
  page.passed === undefined &&
  (page.awaited.length > 0 || calledBy(page).some((userId) => !page.unreachable.includes(userId)));

/** What it ends when somebody takes a role; one that others gave them they take by the first thing that they do. */
function endsByRole(incident: WithEscalation, userId: string, at: number): readonly EndsOn[] {
  const taken = tookUp(incident).filter((each) => each.userId === userId && each.at === at);
  if (taken.length === 0) return [];
  return taken.some(({ role }) => role === "commander") ? ["acknowledged", "commander"] : ["acknowledged"];
}

type Followed = Act & { readonly isRedacted: boolean };

const by =
  (shownBy: ShownBy, meaning: Meaning = {}) =>
  (entry: Act, incident: WithEscalation, world: World): NewEntry[] =>
    shown(incident, world, entry, { shownBy, ...meaning });

const work = (shownBy: ShownBy) => by(shownBy, { isWork: true });

/** What came over from another incident was said there. */
const here =
  (shownBy: ShownBy) =>
  (
    entry: Followed & { readonly data: { readonly from?: object | undefined } },
    incident: WithEscalation,
    world: World,
  ): NewEntry[] =>
    entry.data.from || entry.isRedacted ? [] : shown(incident, world, entry, { shownBy });

/** Whoever is in it already is not paged when it turns out graver. */
function spared(incident: WithEscalation, world: World): NewEntry[] {
  const since = ladderOwedSince(incident, world);
  if (since === undefined || !isInHands(incident)) return [];
  const data = { severity: incident.facts.severity };
  return [{ kind: "ladder_spared", by: SITREP, key: `spared/${since}`, data }];
}

type Seen = typeof timelineEntries &
  typeof incidentEntries &
  typeof roleEntries &
  typeof updateEntries &
  Pick<typeof approvalEntries, "approval_requested" | "approval_decided">;

/** Which entries show that somebody is there, and what more each of them says. */
export const followPresence: FollowTable<WithEscalation, Seen> = {
  message_said: here("words"),
  // A note of an hour ago is written now.
  note_added: (entry, incident, world) => here("note")({ ...entry, at: entry.recordedAt }, incident, world),
  // A mark that was found after being away has no time, and one that asks for more people is no answer.
  reaction_added: (entry, incident, world) =>
    entry.data.isRead || entry.data.mark === "escalation_asked" ? [] : here("mark")(entry, incident, world),
  update_posted: work("update"),
  // Who gives a role to another has taken nothing themselves.
  role_taken: (entry, incident, world) => {
    const isTheirs = entry.data.userId === personId(entry.by);
    const isCommand = entry.data.role === "commander";
    return by("role", isTheirs ? {} : { ends: [], isWork: isCommand })(entry, incident, world);
  },
  // Said outright, of the whole incident.
  acknowledged: (entry, incident, world) => shown(incident, world, entry, { ends: ["acknowledged"] }),
  approval_requested: work("approval"),
  approval_decided: by("approval"),
  title_changed: by("work"),
  severity_changed: (entry, incident, world) => {
    const sparing = spared(incident, world);
    return [...sparing, ...(sparing.length > 0 ? by : work)("work")(entry, incident, world)];
  },
  made_real: (_, incident, world) => spared(incident, world),
  category_changed: by("work"),
  services_changed: by("work"),
  description_changed: by("work"),
  impact_changed: by("work"),
  impact_assessed: by("work"),
  criterion_ticked: work("work"),
  stage_changed: work("work"),
};

/** An entry of a higher slice that shows the same. */
export const followWork = work;
