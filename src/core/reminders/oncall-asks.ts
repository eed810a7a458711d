import {
  type Cover,
  coverExpiresAt,
  openCovers,
  openSwaps,
  swapExpiresAt,
  unacknowledgedHandoffs,
} from "../oncall/index.ts";
import type { Target } from "./entries.ts";
import type { WithReminders } from "./facet.ts";
import type { Cycle, Rule } from "./rule.ts";

/** For a question that is open so shortly there is no half of the way. */
const WORTH_REPEATING_MS = 20 * 60_000;

const halfway = ({ startedAt, dueAt }: Cycle): number | undefined =>
  dueAt - startedAt < WORTH_REPEATING_MS ? undefined : startedAt + Math.floor((dueAt - startedAt) / 2);

const coverOf = ({ subject }: Cycle, { oncall }: WithReminders): Cover | undefined => oncall.covers[subject ?? ""];

/** Everybody who was asked and did not say no. */
function undecided(cycle: Cycle, house: WithReminders): Target | undefined {
  const { asked = [], declinedBy = [] } = coverOf(cycle, house) ?? {};
  const userIds = asked.filter((userId) => !declinedBy.includes(userId));
  return userIds.length > 0 ? { kind: "people", userIds } : undefined;
}

const swapPartner = ({ subject }: Cycle, { oncall }: WithReminders): Target | undefined => {
  const swap = oncall.swaps[subject ?? ""];
  return swap && { kind: "person", userId: swap.other };
};

const arriver = ({ subject }: Cycle, { oncall }: WithReminders): Target | undefined => {
  const handoff = oncall.handoffs[subject ?? ""];
  return handoff && { kind: "person", userId: handoff.arriver };
};

/** What is asked around shifts, from the house's own record. */
export const ONCALL_ASKS: readonly Rule[] = [
  {
    id: "cover",
    about: "cover for a shift",
    manner: "offer",
    isOfHouse: true,
    isUrgent: true,
    told: (whom, rotation) => `Asked ${whom} for cover in ${rotation ?? "a rotation"}`,
    isOn: () => true,
    cycles: ({ oncall }) =>
      openCovers(oncall).map((cover) => ({
        subject: cover.id,
        startedAt: cover.askedAt,
        dueAt: coverExpiresAt(cover),
        note: cover.rotation,
      })),
    rungs: [
      { name: "ask", to: undecided },
      { name: "again", weight: "late", to: undecided, at: halfway },
    ],
  },
  {
    id: "swap",
    about: "a swap of shifts",
    manner: "offer",
    isOfHouse: true,
    isUrgent: true,
    told: (whom, rotation) => `Asked ${whom} for a swap in ${rotation ?? "a rotation"}`,
    isOn: () => true,
    cycles: ({ oncall }) =>
      openSwaps(oncall).map((swap) => ({
        subject: swap.id,
        startedAt: swap.offeredAt,
        dueAt: swapExpiresAt(swap),
        note: swap.gives.rotation,
      })),
    rungs: [
      { name: "ask", to: swapPartner },
      { name: "again", weight: "late", to: swapPartner, at: halfway },
    ],
  },
  {
    id: "handoff",
    about: "the acknowledgement of a handoff",
    manner: "offer",
    isOfHouse: true,
    isUrgent: true,
    told: (whom, rotation) => `Asked ${whom} again to acknowledge the handoff of ${rotation ?? "a rotation"}`,
    isOn: ({ onCall }) => onCall.handoff.enabled,
    cycles: (house, world) =>
      unacknowledgedHandoffs(house, world).map(({ id, rotation, reached }) => ({
        subject: id,
        startedAt: reached,
        dueAt: reached + world.policy.onCall.handoff.remindAfterMs,
        note: rotation,
      })),
    rungs: [{ name: "again", weight: "late", to: arriver, at: ({ dueAt }) => dueAt }],
  },
];
