import { type approvalEntries, isOvertaken, type Overtaking } from "../approvals/index.ts";
import type { escalationEntries } from "../escalation/index.ts";
import type { incidentEntries } from "../incidents/index.ts";
import type { Actor, FoldTable } from "../ledger/index.ts";
import type { noticeEntries } from "../notices/index.ts";
import type { oncallEntries } from "../oncall/index.ts";
import type { postmortemEntries } from "../postmortems/index.ts";
import type { roleEntries } from "../roles/index.ts";
import type { timelineEntries } from "../timeline/index.ts";
import type { updateEntries } from "../updates/index.ts";
import type { RuleId, reminderEntries, Target } from "./entries.ts";
import { type Ending, type RemindersFacet, type SentReminder, SNOOZED } from "./facet.ts";
import { MANNERS } from "./manners.ts";
import { ruleOf } from "./rules.ts";

/** How many reminders that are over are remembered, for messages that show several. */
const REMEMBERED = 20;

type Sent = RemindersFacet["sent"];
interface Act {
  readonly at: number;
  readonly by: Actor;
}

/** The open reminders of which `isMeant` holds are over. */
function end(facet: RemindersFacet, isMeant: (reminder: SentReminder) => boolean, ending: Ending): RemindersFacet {
  const ended = Object.values(facet.sent).filter((reminder) => !reminder.ending && isMeant(reminder));
  if (ended.length === 0) return facet;
  const changed = ended.map((reminder) => [reminder.id, { ...reminder, ending }] as const);
  return { ...facet, sent: { ...facet.sent, ...Object.fromEntries(changed) } };
}

/** A person did something that answers reminders of these rules, and breaks the silence. */
const answers =
  <Data>(
    rules: readonly RuleId[] | "all",
    what: string,
    isAbout: (data: Data, r: SentReminder) => boolean = () => true,
  ) =>
  (facet: RemindersFacet, { at, by, data }: Act & { readonly data: Data }): RemindersFacet => {
    const isPerson = by.startsWith("person:");
    const isMeant = (reminder: SentReminder) =>
      (reminder.rule === "silent" && isPerson) ||
      ((rules === "all" || rules.includes(reminder.rule)) && isAbout(data, reminder));
    const settled = end(facet, isMeant, { how: "answered", at, by, what });
    return isPerson ? { ...settled, actedAt: Math.max(settled.actedAt ?? at, at) } : settled;
  };

/** Words in the channel: the timeline knows when; only an open reminder of silence needs an end, if it was wrong or is over. */
const breaksSilence =
  (what: string) =>
  (facet: RemindersFacet, { at, by }: Act): RemindersFacet => {
    if (!by.startsWith("person:")) return facet;
    const isBroken = ({ rule, startedAt, dueAt, sentAt }: SentReminder) =>
      rule === "silent" && at + (dueAt - startedAt) > sentAt;
    return end(facet, isBroken, { how: "answered", at, by, what });
  };

/** Slack has not taken it yet, and by now there is more to say. */
const isStillUnsaid = (older: SentReminder, topic: string): boolean =>
  older.topic === topic && older.places.length === 0;

/** What waits for a yes or no is overtaken by the same question only, and overtakes nothing else. */
const isGathered = (rule: RuleId): boolean => MANNERS[ruleOf(rule)?.manner ?? "reminder"].isGathered;

function isSameAudience(older: SentReminder, to: Target, rule: RuleId, topic: string): boolean {
  if (!isGathered(rule) || !isGathered(older.rule)) return older.topic === topic;
  return to.kind === "person"
    ? older.to.kind === "person" && older.to.userId === to.userId
    : older.to.kind === to.kind && older.topic === topic;
}

function progressed(
  facet: RemindersFacet,
  data: { topic: string; cycle: string; rung: string; turn: number },
): RemindersFacet["progress"] {
  const known = facet.progress[data.topic];
  const before = known?.cycle === data.cycle ? known : { cycle: data.cycle, turns: {}, snooze: undefined };
  const snooze = data.rung === SNOOZED ? undefined : before.snooze;
  return { ...facet.progress, [data.topic]: { ...before, turns: { ...before.turns, [data.rung]: data.turn }, snooze } };
}

function remembered(sent: Sent): Sent {
  const over = Object.values(sent).filter(({ ending }) => ending);
  if (over.length <= REMEMBERED) return sent;
  const forgotten = new Set(over.slice(0, over.length - REMEMBERED).map(({ id }) => id));
  return Object.fromEntries(Object.entries(sent).filter(([id]) => !forgotten.has(id)));
}

const WORK: readonly RuleId[] = [
  "update",
  "no_commander",
  "unclaimed_roles",
  "unset",
  "unacknowledged",
  "unpaged",
  "page",
  "silent",
  "monitoring",
  "customers_untold",
];

type Seen = typeof reminderEntries &
  Pick<typeof timelineEntries, "message_said" | "message_added" | "note_added" | "reaction_added"> &
  Pick<
    typeof incidentEntries,
    | "severity_changed"
    | "category_changed"
    | "impact_changed"
    | "impact_assessed"
    | "acknowledged"
    | "stage_changed"
    | "criterion_ticked"
    | "resolved"
    | "reopened"
    | "cancelled"
    | "merged_into"
    | "closed"
  > &
  Pick<typeof approvalEntries, "approval_decided" | "approval_withdrawn" | "approval_expired"> &
  Pick<
    typeof oncallEntries,
    | "cover_taken"
    | "cover_withdrawn"
    | "cover_expired"
    | "swap_accepted"
    | "swap_declined"
    | "swap_withdrawn"
    | "swap_expired"
    | "handoff_acknowledged"
  > &
  Pick<typeof escalationEntries, "paged" | "page_acknowledged" | "page_passed" | "escalation_ended"> &
  Pick<typeof noticeEntries, "notice_sent"> &
  Pick<typeof roleEntries, "role_taken" | "role_released"> &
  Pick<typeof updateEntries, "update_posted"> &
  Pick<
    typeof postmortemEntries,
    "postmortem_moved" | "action_added" | "action_changed" | "action_done" | "action_dropped"
  >;

const aboutSubject = ({ id }: { readonly id: string }, { subject }: SentReminder): boolean => subject === id;

/** Of what waits for approval, an entry ends only what it leaves nothing to decide of. */
const leavesNothing =
  (kind: Overtaking) =>
  (_: unknown, { rule, subject }: SentReminder): boolean =>
    rule !== "approval" || isOvertaken(kind, subject);

const isOfEscalation = ({ escalation }: { readonly escalation: string }, { subject = "" }: SentReminder): boolean =>
  subject.startsWith(`${escalation}-`);

export const foldReminders: FoldTable<RemindersFacet, Seen> = {
  reminder_sent: (facet, { at, data }) => {
    const { id, rule, topic, subject, rung, to, dueAt, startedAt = dueAt, heldBy } = data;
    const fresh: SentReminder = {
      id,
      rule,
      topic,
      subject,
      rung,
      to,
      startedAt,
      dueAt,
      heldBy,
      sentAt: at,
      deliveredAt: undefined,
      places: [],
      ending: undefined,
    };
    // What falls due in the same moment goes out in one message, so neither overtakes the other.
    const isOvertaken = (older: SentReminder) =>
      older.sentAt < at && (isSameAudience(older, to, rule, topic) || isStillUnsaid(older, topic));
    const settled = end(facet, isOvertaken, { how: "overtaken", at });
    return { ...settled, progress: progressed(facet, data), sent: remembered({ ...settled.sent, [id]: fresh }) };
  },
  reminder_skipped: (facet, { data }) => ({ ...facet, progress: progressed(facet, data) }),
  reminder_delivered: (facet, { at, data: { id, userId, channelId, ts, items } }) => {
    const reminder = facet.sent[id];
    if (!reminder) return facet;
    const places = [...reminder.places, { userId, channelId, ts, items }];
    const deliveredAt = reminder.deliveredAt ?? at;
    return { ...facet, sent: { ...facet.sent, [id]: { ...reminder, deliveredAt, places } } };
  },
  reminder_snoozed: (facet, { at, by, data }) => {
    const { id, topic, until, userId } = data;
    const settled = end(facet, (reminder) => reminder.id === id, { how: "snoozed", at, by, until });
    const known = facet.progress[topic];
    return known
      ? { ...settled, progress: { ...facet.progress, [topic]: { ...known, snooze: { until, userId } } } }
      : settled;
  },
  reminders_switched: (facet, { at, by, data: { rule, isOn } }) => {
    const switched: RemindersFacet = rule
      ? { ...facet, offRules: [...facet.offRules.filter((id) => id !== rule), ...(isOn ? [] : [rule])] }
      : { ...facet, isOff: !isOn, offRules: [] };
    if (isOn) return switched;
    const isMeant = (reminder: SentReminder) => (rule ? reminder.rule === rule : isGathered(reminder.rule));
    return end(switched, isMeant, { how: "switched_off", at, by });
  },
  zone_learnt: (facet, { data }) => ({ ...facet, zones: { ...facet.zones, [data.userId]: data.tz } }),

  message_said: breaksSilence("wrote in the channel"),
  message_added: breaksSilence("added a message"),
  note_added: (facet, { by, recordedAt }) => breaksSilence("added a note")(facet, { by, at: recordedAt }),
  reaction_added: breaksSilence("marked a message"),
  update_posted: answers(["update"], "posted an update"),
  severity_changed: answers(
    ["update", "no_commander", "unclaimed_roles", "unacknowledged", "unpaged", "approval"],
    "changed the severity",
    leavesNothing("severity_changed"),
  ),
  category_changed: answers(["unset"], "set the category"),
  impact_changed: answers([], "wrote down the impact"),
  impact_assessed: answers([], "assessed the impact"),
  acknowledged: answers(["unacknowledged", "unpaged"], "acknowledged"),
  stage_changed: answers(["monitoring"], "moved the incident on"),
  criterion_ticked: answers([], "ticked a criterion"),
  paged: answers(["unpaged"], "called somebody"),
  page_acknowledged: answers<{ escalation: string }>(["page"], "acknowledged", isOfEscalation),
  page_passed: answers<{ page: string }>(
    ["page"],
    "passed it on",
    ({ page }, { subject = "" }) => subject === page || subject.startsWith(`${page}/`),
  ),
  escalation_ended: answers<{ id: string }>(["page"], "ended the call", ({ id }, ask) =>
    isOfEscalation({ escalation: id }, ask),
  ),
  notice_sent: answers<{ audience: string; status?: string | undefined }>(
    ["customers_untold"],
    "told customers",
    ({ audience, status }) => audience === "customers" && status !== undefined,
  ),
  role_taken: answers<{ role: string }>(
    ["no_commander", "unclaimed_roles"],
    "took a role",
    ({ role }, { rule }) => (rule === "no_commander") === (role === "commander"),
  ),
  role_released: (facet, { at, data }) => ({ ...facet, vacatedAt: { ...facet.vacatedAt, [data.role]: at } }),
  resolved: answers([...WORK, "approval"], "resolved the incident", leavesNothing("resolved")),
  cancelled: answers("all", "cancelled the incident"),
  merged_into: answers("all", "merged the incident into another"),
  closed: answers(["approval"], "closed the incident", leavesNothing("closed")),
  approval_decided: answers(["approval"], "decided", aboutSubject),
  approval_withdrawn: answers(["approval"], "withdrew it", aboutSubject),
  approval_expired: answers(["approval"], "let it expire", aboutSubject),
  reopened: answers(["postmortem", "approval"], "reopened the incident", leavesNothing("reopened")),
  postmortem_moved: answers<{ state: string }>(
    ["postmortem"],
    "published the post-mortem",
    ({ state }) => state === "published",
  ),
  action_added: answers([], "added an action item"),
  action_changed: (facet, entry) => {
    if (entry.data.dueAt === undefined) return facet;
    const settled = answers(["action_item"], "gave it a new date", aboutSubject)(facet, entry);
    return { ...settled, retimedAt: { ...settled.retimedAt, [entry.data.id]: entry.at } };
  },
  action_done: answers(["action_item"], "finished it", aboutSubject),
  action_dropped: answers(["action_item"], "dropped it", aboutSubject),
  cover_taken: answers(["cover"], "covers it", aboutSubject),
  cover_withdrawn: answers(["cover"], "took the question back", aboutSubject),
  cover_expired: answers(["cover"], "let it expire", aboutSubject),
  swap_accepted: answers(["swap"], "accepted", aboutSubject),
  swap_declined: answers(["swap"], "declined", aboutSubject),
  swap_withdrawn: answers(["swap"], "took the offer back", aboutSubject),
  swap_expired: answers(["swap"], "let it expire", aboutSubject),
  handoff_acknowledged: answers(["handoff"], "acknowledged it", aboutSubject),
};
