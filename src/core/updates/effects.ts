import type { incidentEntries } from "../incidents/index.ts";
import { type Effect, type EffectTable, PRIORITY } from "../ledger/index.ts";
import { stakeholderChannels } from "./audience.ts";
import type { updateEntries } from "./entries.ts";
import type { WithUpdates } from "./facet.ts";

/** Names the update in the record; deeds read its words there, so that what was redacted is not sent. */
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
  /** Shows the question that gathers the requests of one round: open, or answered. */
  | Effect<"ask_for_update", { readonly round: number }>;

type Seen = typeof updateEntries & Pick<typeof incidentEntries, "resolved" | "cancelled">;

export const updateEffects: EffectTable<WithUpdates, Seen> = {
  update_posted: ({ incidentId, key: updateKey }, incident, { policy }): readonly UpdateEffect[] => {
    const of = { priority: PRIORITY.update, data: { updateKey } };
    const name = `${incidentId}/update/${updateKey}`;
    const thread: UpdateEffect[] = incident.facts.isPrivate
      ? []
      : [{ key: `${name}/thread`, kind: "thread_update", lane: `${incidentId}/thread`, ...of }];
    const shared = stakeholderChannels(incident, policy).map(
      (channel): UpdateEffect => ({
        key: `${name}/share/${channel}`,
        kind: "share_update",
        lane: `share/${channel}`,
        priority: PRIORITY.update,
        data: { updateKey, channel },
      }),
    );
    const round = incident.updates.count - 1;
    return [
      { key: `${name}/post`, kind: "post_update", lane: `${incidentId}/channel`, ...of },
      ...thread,
      { key: `${name}/address`, kind: "address_update", lane: `${incidentId}/address`, ...of },
      ...shared,
      ...openQuestion(incident, round),
    ];
  },
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
  resolved: (_, incident) => openQuestion(incident, incident.updates.count),
  cancelled: (_, incident) => openQuestion(incident, incident.updates.count),
};

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
