import { type Effect, type EffectTable, PRIORITY, personId } from "../ledger/index.ts";
import type { Held, oncallEntries } from "./entries.ts";
import type { WithOncall } from "./facet.ts";
import type { RotaWorld } from "./rota/on-call.ts";
import { shiftsBetween } from "./rota/shifts.ts";

export type CoverNews = "cover_taken" | "cover_expired" | "cover_hopeless";
export type SwapNews = "swap_accepted" | "swap_declined" | "swap_expired";

export type ChangeNews = "put_on_call" | "relieved" | "put_off_call" | "back_on_call";

/** What a person is told about their shifts, with what it is about. */
export type ShiftNews =
  | { readonly what: CoverNews; readonly id: string }
  | { readonly what: SwapNews; readonly id: string }
  | {
      readonly what: ChangeNews;
      readonly by: string | undefined;
      readonly held: Held;
    };

export type OncallEffect =
  | Effect<"tell_shift_news", { readonly userId: string; readonly news: ShiftNews }>
  /** Shows the leaver the draft as it stands, and what became of it. */
  | Effect<"show_handoff_draft", { readonly id: string }>
  | Effect<"deliver_handoff", { readonly id: string }>
  /** Says where the rotation reads, or to its secondary, that nobody acknowledged it. */
  | Effect<"tell_neglected", { readonly id: string }>
  /** Shows the arriver that it is acknowledged. */
  | Effect<"settle_handoff", { readonly id: string }>
  /** Finds out who was paged too often in a week. */
  | Effect<"weigh_load", { readonly from: number; readonly to: number; readonly dueKey: string }>
  | Effect<"tell_load", { readonly userId: string; readonly weighedKey: string }>;

const news = (key: string, userId: string, told: ShiftNews): OncallEffect => ({
  key: `oncall/${key}/${told.what}/${userId}`,
  kind: "tell_shift_news",
  lane: `dm/${userId}/oncall`,
  priority: PRIORITY.update,
  data: { userId, news: told },
});

function draft({ oncall }: WithOncall, id: string): OncallEffect[] {
  const handoff = oncall.handoffs[id];
  if (!handoff) return [];
  return [
    {
      key: `handoff/${id}/draft`,
      kind: "show_handoff_draft",
      lane: `dm/${handoff.leaver}/handoff`,
      priority: PRIORITY.update,
      data: { id },
      isLive: true,
    },
  ];
}

function ofArriver({ oncall }: WithOncall, kind: "deliver_handoff" | "settle_handoff", id: string): OncallEffect[] {
  const handoff = oncall.handoffs[id];
  if (!handoff) return [];
  const lane = `dm/${handoff.arriver}/handoff`;
  return [
    {
      key: `handoff/${id}/${kind}`,
      kind,
      lane,
      priority: PRIORITY.update,
      data: { id },
      isLive: kind === "settle_handoff",
    },
  ];
}

const toAsker = ({ oncall }: WithOncall, key: string, id: string, what: CoverNews): OncallEffect[] => {
  const cover = oncall.covers[id];
  return cover ? [news(key, cover.userId, { what, id })] : [];
};

const toOfferer = ({ oncall }: WithOncall, key: string, id: string, what: SwapNews): OncallEffect[] => {
  const swap = oncall.swaps[id];
  return swap ? [news(key, swap.userId, { what, id })] : [];
};

/** Who is on call at that level in that time beside the one it is about, without whoever does the change. */
function othersIn(rota: RotaWorld, { rotation, level, userId, from, to }: Held, actor: string | undefined): string[] {
  const holders = shiftsBetween(rota, rotation, from, to)
    .filter((shift) => shift.level === level && shift.startAt < to && shift.endAt > from)
    .map((shift) => shift.userId);
  return [...new Set(holders)].filter((id) => id !== actor && id !== userId);
}

/** What follows from a change in the rotations: who must hear of it. */
export const oncallEffects: EffectTable<WithOncall, typeof oncallEntries> = {
  override_set: ({ key, by, data }, { oncall }, { policy }) => {
    if (data.source !== "set") return [];
    const { rotation, level, userId, from, to } = data;
    const held = { rotation, level, userId, from, to };
    const before = { policy, overrides: oncall.overrides.filter(({ id }) => id !== data.id) };
    const setter = personId(by);
    const told = (id: string, what: ChangeNews) => news(key, id, { what, by: setter, held });
    return [
      ...(userId === setter ? [] : [told(userId, "put_on_call")]),
      ...othersIn(before, held, setter).map((id) => told(id, "relieved")),
    ];
  },
  override_removed: ({ key, at, by, data: { id: _id, ...held } }, { oncall }, { policy }) => {
    const remover = personId(by);
    const ahead = { ...held, from: Math.max(held.from, at) };
    const told = (id: string, what: ChangeNews) => news(key, id, { what, by: remover, held: ahead });
    return [
      ...(held.userId === remover ? [] : [told(held.userId, "put_off_call")]),
      ...othersIn({ policy, overrides: oncall.overrides }, ahead, remover).map((id) => told(id, "back_on_call")),
    ];
  },

  cover_taken: ({ key, data }, house) => toAsker(house, key, data.id, "cover_taken"),
  cover_expired: ({ key, data }, house) => toAsker(house, key, data.id, "cover_expired"),
  cover_declined_by: ({ key, data }, house) => {
    const { asked = [], declinedBy = [] } = house.oncall.covers[data.id] ?? {};
    return asked.every((userId) => declinedBy.includes(userId)) ? toAsker(house, key, data.id, "cover_hopeless") : [];
  },
  swap_accepted: ({ key, data }, house) => toOfferer(house, key, data.id, "swap_accepted"),
  swap_declined: ({ key, data }, house) => toOfferer(house, key, data.id, "swap_declined"),
  swap_expired: ({ key, data }, house) => toOfferer(house, key, data.id, "swap_expired"),

  handoff_drafted: ({ data }, house) => draft(house, data.id),
  handoff_edited: ({ data }, house) => draft(house, data.id),
  handoff_sent: ({ data }, house) => [...draft(house, data.id), ...ofArriver(house, "deliver_handoff", data.id)],
  handoff_dropped: ({ data }, house) => draft(house, data.id),
  // What came while the draft was on its way shows by an edit.
  handoff_shown: ({ data }, house) => {
    const { sent, isDropped, text } = house.oncall.handoffs[data.id] ?? {};
    return sent || isDropped || text !== undefined ? draft(house, data.id) : [];
  },
  handoff_neglected: ({ data: { id } }) => [
    {
      key: `handoff/${id}/neglected`,
      kind: "tell_neglected",
      lane: `handoff/${id}`,
      priority: PRIORITY.update,
      data: { id },
    },
  ],
  handoff_acknowledged: ({ data }, house) => [...draft(house, data.id), ...ofArriver(house, "settle_handoff", data.id)],

  load_due: ({ key, data: { from, to } }): readonly OncallEffect[] => [
    {
      key: `oncall/load/${key}`,
      kind: "weigh_load",
      lane: "oncall/load",
      priority: PRIORITY.cosmetic,
      data: { from, to, dueKey: key },
    },
  ],
  load_weighed: ({ key, data: { told } }): readonly OncallEffect[] =>
    told.map(({ userId, notBefore }) => ({
      key: `oncall/${key}/dm/${userId}`,
      kind: "tell_load",
      // Nothing else waits behind it for the end of somebody's night.
      lane: `oncall/load/${userId}`,
      priority: PRIORITY.cosmetic,
      data: { userId, weighedKey: key },
      notBefore,
    })),
};
