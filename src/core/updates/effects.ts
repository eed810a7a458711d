import type { Policy } from "../../config/index.ts";
import { announcementLane, channelLane, type incidentEntries } from "../incidents/index.ts";
import { type Effect, type EffectTable, type Entry, PRIORITY } from "../ledger/index.ts";
import { stakeholderChannels, verbosityOf } from "./audience.ts";
import type { updateEntries, Verbosity } from "./entries.ts";
import type { WithUpdates } from "./facet.ts";

/** Names the news in the record: an update, or how it ended. Deeds read its words there, so that what was redacted is not sent. */
interface OfUpdate {
  readonly updateKey: string;
}

export type UpdateEffect =
  | Effect<"post_update", OfUpdate>
  | Effect<"thread_update", OfUpdate>
  /** Finds out who subscribed to the incident, its severity or its services. */
  | Effect<"address_update", OfUpdate>
  | Effect<"send_update", OfUpdate & { readonly userId: string }>
  | Effect<"share_update", OfUpdate & { readonly channel: string }>
  /** Live: says of an update, wherever it stands, whether it was taken back or still can be. */
  | Effect<"show_update", OfUpdate>
  /** One line to the channel: another severity, another stage. */
  | Effect<"tell_change", { readonly entryKey: string }>
  /** Shows the question that gathers the requests of one round: open, or answered. */
  | Effect<"ask_for_update", { readonly round: number }>;

type Turn = "severity_changed" | "stage_changed" | "resolved" | "cancelled" | "reopened" | "made_real";

type Seen = typeof updateEntries & Pick<typeof incidentEntries, Turn>;

export const updateEffects: EffectTable<WithUpdates, Seen> = {
  update_posted: (entry, incident, { policy }): readonly UpdateEffect[] => [
    ...spread(entry, incident, policy),
    ...openQuestion(incident, incident.updates.count - 1),
  ],
  update_withdrawn: ({ incidentId, about }) => (about === undefined ? [] : [showUpdate(incidentId, about)]),
  // It was on its way when it was taken back.
  update_delivered: ({ incidentId, about }, { updates }) =>
    about !== undefined && updates.withdrawn.includes(about) ? [showUpdate(incidentId, about)] : [],
  update_addressed: ({ incidentId, about: updateKey, data }): readonly UpdateEffect[] =>
    updateKey === undefined
      ? []
      : data.userIds.map((userId) => ({
          key: `${incidentId}/update/${updateKey}/dm/${userId}`,
          kind: "send_update",
          lane: `dm/${userId}`,
          priority: PRIORITY.update,
          data: { updateKey, userId },
        })),
  update_requested: ({ incidentId }, { updates }) => [question(incidentId, updates.count)],
  // The answer may have come while the question was on its way.
  question_posted: ({ incidentId, data }, { updates }) =>
    updates.count > data.round ? [question(incidentId, data.round)] : [],
  severity_changed: (entry, incident, { policy }) => tellChange(entry, incident, policy, ["full", "compact"]),
  // An update that moves the stage says so itself.
  stage_changed: (entry, incident, { policy }) =>
    !entry.data.takesBack && incident.updates.last?.at === entry.at && incident.updates.last.by === entry.by
      ? []
      : tellChange(entry, incident, policy, ["full"]),
  resolved: (entry, incident, { policy }) => [
    ...spread(entry, incident, policy),
    ...openQuestion(incident, incident.updates.count),
  ],
  cancelled: (entry, incident, { policy }) => [
    ...spread(entry, incident, policy),
    ...openQuestion(incident, incident.updates.count),
  ],
  reopened: (entry, incident, { policy }) => spread(entry, incident, policy),
  made_real: (entry, incident, { policy }) => spread(entry, incident, policy),
};

/** One pending row stands for any number of changes. */
export const showUpdate = (incidentId: number, updateKey: string): UpdateEffect => ({
  key: `${incidentId}/update/${updateKey}/show`,
  kind: "show_update",
  lane: `${incidentId}/show_update`,
  priority: PRIORITY.update,
  data: { updateKey },
  isLive: true,
});

/** To everybody who waits for news; of what was over before it was declared only the channel hears. */
function spread({ incidentId, key }: Entry, incident: WithUpdates, policy: Policy): UpdateEffect[] {
  const of = { priority: PRIORITY.update, data: { updateKey: key } };
  const name = `${incidentId}/update/${key}`;
  const inChannel: UpdateEffect = { key: `${name}/post`, kind: "post_update", lane: channelLane(incident), ...of };
  if (incident.facts.isRetrospective) return [inChannel];
  const thread: UpdateEffect[] = incident.facts.isPrivate
    ? []
    : [{ key: `${name}/thread`, kind: "thread_update", lane: announcementLane(incidentId), ...of }];
  const shared = stakeholderChannels(incident, policy).map(
    (channel): UpdateEffect => ({
      key: `${name}/share/${channel}`,
      kind: "share_update",
      lane: `share/${channel}`,
      priority: PRIORITY.update,
      data: { updateKey: key, channel },
    }),
  );
  return [
    inChannel,
    ...thread,
    { key: `${name}/address`, kind: "address_update", lane: `${incidentId}/address`, ...of },
    ...shared,
  ];
}

function tellChange(
  { incidentId, key }: Entry,
  incident: WithUpdates,
  policy: Policy,
  at: readonly Verbosity[],
): UpdateEffect[] {
  const isWanted = at.includes(verbosityOf(incident, policy)) && incident.facts.isOpen;
  if (!isWanted || incident.facts.isRetrospective) return [];
  return [
    {
      key: `${incidentId}/change/${key}`,
      kind: "tell_change",
      lane: channelLane(incident),
      priority: PRIORITY.update,
      data: { entryKey: key },
    },
  ];
}

const openQuestion = ({ id, updates }: WithUpdates, round: number): UpdateEffect[] =>
  updates.question?.round === round ? [question(id, round)] : [];

const question = (incidentId: number, round: number): UpdateEffect => ({
  key: `${incidentId}/ask/${round}`,
  kind: "ask_for_update",
  lane: `${incidentId}/ask`,
  priority: PRIORITY.update,
  data: { round },
  isLive: true,
});
