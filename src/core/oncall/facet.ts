import type { Override } from "../../config/rotations.ts";
import { type Actor, type FoldTable, personId } from "../ledger/index.ts";
import type { WithTimeline } from "../timeline/index.ts";
import type { Held, oncallEntries, Stretch } from "./entries.ts";

/** A change that people made in a rotation. */
export interface SetOverride extends Override {
  readonly id: string;
  readonly setBy: Actor;
  readonly setAt: number;
  readonly why: string | undefined;
  readonly source: "set" | "cover" | "swap";
}

/** How something that was asked of people ended. */
export interface Settled<How extends string> {
  readonly how: How;
  readonly at: number;
  /** The person who settled it; undefined when time did. */
  readonly userId: string | undefined;
}

export interface Cover extends Held {
  readonly id: string;
  readonly askedAt: number;
  readonly asked: readonly string[];
  readonly declinedBy: readonly string[];
  readonly why: string | undefined;
  readonly end: Settled<"taken" | "withdrawn" | "expired"> | undefined;
}

export interface Swap {
  readonly id: string;
  readonly userId: string;
  readonly other: string;
  readonly gives: Stretch;
  readonly takes: Stretch;
  readonly offeredAt: number;
  readonly end: Settled<"accepted" | "declined" | "withdrawn" | "expired"> | undefined;
}

interface Place {
  readonly channelId: string;
  readonly ts: string;
}

export interface Handoff {
  readonly id: string;
  readonly rotation: string;
  readonly leaver: string;
  readonly arriver: string;
  /** When the leaver's shift began and ends, and the arriver's begins. */
  readonly since: number;
  readonly leavesAt: number;
  readonly changeAt: number;
  readonly draftedAt: number;
  /** Where the leaver reads the draft. */
  readonly draft: Place | undefined;
  readonly isUnreachable: boolean;
  /** The leaver's own words; the draft as the record has it when undefined. */
  readonly text: string | undefined;
  readonly sent: { readonly at: number; readonly by: Actor } | undefined;
  /** Without text when the leaver's words were removed. */
  readonly delivered: (Place & { readonly at: number; readonly text: string | undefined }) | undefined;
  readonly acknowledged: { readonly at: number; readonly userId: string } | undefined;
  /** The others of the rotation were told that nobody acknowledged it. */
  readonly isNeglected: boolean;
  readonly isDropped: boolean;
}

export interface OncallFacet {
  /** In the order in which they were set: of two that overlap, the later one holds. */
  readonly overrides: readonly SetOverride[];
  readonly covers: Readonly<Record<string, Cover>>;
  readonly swaps: Readonly<Record<string, Swap>>;
  readonly handoffs: Readonly<Record<string, Handoff>>;
  /** Since when the shifts of a rotation are handed over. */
  readonly watchedSince: Readonly<Record<string, number>>;
  /** When each rotation last came into other hands. */
  readonly changedAt: Readonly<Record<string, number>>;
  /** When the pages of a week were last to be looked back on, or that began. */
  readonly loadSince: number | undefined;
}

export type WithOncall = WithTimeline & { readonly oncall: OncallFacet };

export const initialOncall: OncallFacet = {
  overrides: [],
  covers: {},
  swaps: {},
  handoffs: {},
  watchedSince: {},
  changedAt: {},
  loadSince: undefined,
};

/** What people changed in the rotations, read off the house's record. */
export const overridesOf = ({ oncall }: WithOncall): readonly SetOverride[] => oncall.overrides;

/** So long after its end an override still says who was on call then. */
const OVERRIDES_KEPT_MS = 100 * 86_400_000;
/** So many covers, swaps and handoffs that are over are remembered, for the messages in which they stand. */
const REMEMBERED = 30;

type Table<Item> = Readonly<Record<string, Item>>;

function changed<Item>(table: Table<Item>, id: string, change: (item: Item) => Item): Table<Item> {
  const known = table[id];
  return known === undefined ? table : { ...table, [id]: change(known) };
}

function added<Item extends { readonly id: string }>(
  table: Table<Item>,
  item: Item,
  isOver: (item: Item) => boolean,
): Table<Item> {
  const over = Object.values(table).filter(isOver);
  const forgotten = new Set(over.slice(0, Math.max(0, over.length - REMEMBERED)).map(({ id }) => id));
  const kept = Object.entries(table).filter(([id]) => !forgotten.has(id));
  return { ...Object.fromEntries(kept), [item.id]: item };
}

interface Told {
  readonly at: number;
  readonly by: Actor;
  readonly data: { readonly id: string };
}

const endCover =
  (how: "taken" | "withdrawn" | "expired") =>
  (facet: OncallFacet, { at, by, data }: Told): OncallFacet => ({
    ...facet,
    covers: changed(facet.covers, data.id, (cover) => ({ ...cover, end: { how, at, userId: personId(by) } })),
  });

const endSwap =
  (how: "accepted" | "declined" | "withdrawn" | "expired") =>
  (facet: OncallFacet, { at, by, data }: Told): OncallFacet => ({
    ...facet,
    swaps: changed(facet.swaps, data.id, (swap) => ({ ...swap, end: { how, at, userId: personId(by) } })),
  });

const handoff = (facet: OncallFacet, id: string, change: (handoff: Handoff) => Handoff): OncallFacet => ({
  ...facet,
  handoffs: changed(facet.handoffs, id, change),
});

const wordless = (known: Handoff): Handoff => ({
  ...known,
  text: undefined,
  delivered: known.delivered && { ...known.delivered, text: undefined },
});

export const isHandoffOver = ({ acknowledged, isDropped }: Handoff): boolean => isDropped || acknowledged !== undefined;

export const foldOncall: FoldTable<OncallFacet, typeof oncallEntries> = {
  override_set: (facet, { at, by, data }) => ({
    ...facet,
    overrides: [
      ...facet.overrides.filter(({ to }) => to > at - OVERRIDES_KEPT_MS),
      { ...data, why: data.why, setBy: by, setAt: at },
    ],
  }),
  override_removed: (facet, { data }) => ({
    ...facet,
    overrides: facet.overrides.filter(({ id }) => id !== data.id),
  }),

  cover_asked: (facet, { at, data }) => ({
    ...facet,
    covers: added(
      facet.covers,
      { ...data, why: data.why, askedAt: at, declinedBy: [], end: undefined },
      ({ end }) => end !== undefined,
    ),
  }),
  cover_taken: endCover("taken"),
  cover_withdrawn: endCover("withdrawn"),
  cover_expired: endCover("expired"),
  cover_declined_by: (facet, { data }) => ({
    ...facet,
    covers: changed(facet.covers, data.id, (cover) => ({
      ...cover,
      declinedBy: [...new Set([...cover.declinedBy, data.userId])],
    })),
  }),

  swap_offered: (facet, { at, data }) => ({
    ...facet,
    swaps: added(facet.swaps, { ...data, offeredAt: at, end: undefined }, ({ end }) => end !== undefined),
  }),
  swap_accepted: endSwap("accepted"),
  swap_declined: endSwap("declined"),
  swap_withdrawn: endSwap("withdrawn"),
  swap_expired: endSwap("expired"),

  shift_changed: (facet, { at, data }) => ({ ...facet, changedAt: { ...facet.changedAt, [data.rotation]: at } }),

  rota_watched: (facet, { at, data }) => ({
    ...facet,
    watchedSince: { ...facet.watchedSince, [data.rotation]: at },
  }),
  handoff_drafted: (facet, { at, data }) => ({
    ...facet,
    handoffs: added(
      facet.handoffs,
      {
        ...data,
        draftedAt: at,
        draft: undefined,
        isUnreachable: false,
        text: undefined,
        sent: undefined,
        delivered: undefined,
        acknowledged: undefined,
        isNeglected: false,
        isDropped: false,
      },
      (known) => isHandoffOver(known) || known.rotation === data.rotation,
    ),
  }),
  handoff_shown: (facet, { data: { id, channelId, ts } }) =>
    handoff(facet, id, (known) => ({ ...known, draft: { channelId, ts } })),
  handoff_unseen: (facet, { data }) => handoff(facet, data.id, (known) => ({ ...known, isUnreachable: true })),
  handoff_edited: (facet, { data }) => handoff(facet, data.id, (known) => ({ ...known, text: data.text })),
  handoff_sent: (facet, { at, by, data }) => handoff(facet, data.id, (known) => ({ ...known, sent: { at, by } })),
  handoff_delivered: (facet, { at, data: { id, text, channelId, ts } }) =>
    handoff(facet, id, (known) => ({ ...known, delivered: { at, text, channelId, ts } })),
  handoff_neglected: (facet, { data }) => handoff(facet, data.id, (known) => ({ ...known, isNeglected: true })),
  handoff_acknowledged: (facet, { at, data: { id, userId } }) =>
    handoff(facet, id, (known) => ({ ...known, acknowledged: { at, userId } })),
  handoff_dropped: (facet, { data }) => handoff(facet, data.id, (known) => ({ ...known, isDropped: true })),
  load_watched: (facet, { at }) => ({ ...facet, loadSince: at }),
  load_due: (facet, { at }) => ({ ...facet, loadSince: at }),
  // Folded anew, the entries that lost their words say the same.
  shift_words_forgotten: (facet, { data: { covers, overrides, handoffs } }) => ({
    ...facet,
    overrides: facet.overrides.map((one) => (overrides.includes(one.id) ? { ...one, why: undefined } : one)),
    covers: covers.reduce((table, id) => changed(table, id, (cover) => ({ ...cover, why: undefined })), facet.covers),
    handoffs: handoffs.reduce((table, id) => changed(table, id, wordless), facet.handoffs),
  }),
};
