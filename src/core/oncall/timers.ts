import { HOUSE, type Timer, type World } from "../ledger/index.ts";
import { coverExpiresAt, expireCover, openCovers } from "./cover.ts";
import type { WithOncall } from "./facet.ts";
import {
  draftAt,
  draftHandoff,
  draftOf,
  neglectedAt,
  neglectHandoff,
  pendingHandoffs,
  sendDueHandoff,
  subjectOf,
  unacknowledgedHandoffs,
  watchRota,
} from "./handoff.ts";
import { LOAD_DUE, LOAD_WATCH, loadTimers, watchLoad, weighLoad } from "./load-warning.ts";
import { nextHandover } from "./next-handover.ts";
import { changeShift, nextShiftAt } from "./shift-change.ts";
import { expireSwap, openSwaps, swapExpiresAt } from "./swap.ts";

const WATCH = "rota_watch";
const DRAFT = "handoff_draft";
const SEND = "handoff_send";
const NEGLECTED = "handoff_neglected";
const COVER_END = "cover_end";
const SWAP_END = "swap_end";
const SHIFT = "shift_change";

const timer = (kind: string, subject: string, at: number): Timer => ({ key: `${kind}/${subject}`, kind, at });

/** What falls due around shifts; only the house's record has any of it. */
export function oncallTimers(house: WithOncall, world: World): Timer[] {
  if (house.id !== HOUSE) return [];
  const { oncall } = house;
  return [
    ...openCovers(oncall).map((cover) => timer(COVER_END, cover.id, coverExpiresAt(cover))),
    ...openSwaps(oncall).map((swap) => timer(SWAP_END, swap.id, swapExpiresAt(swap))),
    ...pendingHandoffs(oncall).map(({ id, changeAt }) => timer(SEND, id, changeAt)),
    ...unacknowledgedHandoffs(house, world)
      .filter(({ isNeglected }) => !isNeglected)
      .map((handoff) => timer(NEGLECTED, handoff.id, neglectedAt(handoff, world))),
    ...world.policy.rotations.flatMap((rotation) => {
      const at = nextShiftAt(house, world, rotation);
      return at === undefined ? [] : [timer(SHIFT, rotation.id, at)];
    }),
    ...(world.policy.onCall.handoff.enabled ? drafts(house, world) : []),
    ...loadTimers(house, world),
  ];
}

function drafts(house: WithOncall, world: World): Timer[] {
  return world.policy.rotations.flatMap(({ id }) => {
    const since = house.oncall.watchedSince[id];
    if (since === undefined) return [timer(WATCH, id, world.now)];
    const handover = nextHandover(house, world, id);
    return !handover || draftOf(house.oncall, handover) ? [] : [timer(DRAFT, id, draftAt(handover, world))];
  });
}

/** What each of them means when it is due. */
export const onOncallTimer = {
  [WATCH]: (due: Timer) => watchRota(subjectOf(due)),
  [DRAFT]: (due: Timer) => draftHandoff(subjectOf(due)),
  [SEND]: (due: Timer) => sendDueHandoff(subjectOf(due)),
  [NEGLECTED]: (due: Timer) => neglectHandoff(subjectOf(due)),
  [COVER_END]: (due: Timer) => expireCover(subjectOf(due)),
  [SWAP_END]: (due: Timer) => expireSwap(subjectOf(due)),
  [LOAD_WATCH]: () => watchLoad(),
  [LOAD_DUE]: () => weighLoad(),
  [SHIFT]: (due: Timer) => changeShift(subjectOf(due), due.at),
};
