import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from "../../lib/errors.ts";
import { ownOf } from "../../lib/own.ts";
import { person, SITREP, type Timer, type World } from "../ledger/index.ts";
import { withoutSecrets } from "../timeline/index.ts";
import type { NewOncallEntry } from "./entries.ts";
import { type Handoff, isHandoffOver, type OncallFacet, type WithOncall } from "./facet.ts";
import { type Handover, isArriving, nextHandover } from "./next-handover.ts";
import type { OncallDecision } from "./override.ts";
import { onCall } from "./rota/on-call.ts";
import { rotaOf } from "./shifts-of.ts";

export const LONGEST_HANDOFF = 3000;

/** What a cut may leave of an emoji at the end. */
const HALF_A_CHARACTER = /[\uD800-\uDBFF]$/;

/** Drafted, and neither sent nor dropped. */
export const pendingHandoffs = ({ handoffs }: OncallFacet): Handoff[] =>
  Object.values(handoffs).filter((handoff) => !handoff.sent && !isHandoffOver(handoff));

/** The draft of a handover that is there already. */
export const draftOf = (oncall: OncallFacet, handover: Handover): Handoff | undefined =>
  pendingHandoffs(oncall).find(
    ({ rotation, leaver, arriver, changeAt }) =>
      rotation === handover.rotation &&
      leaver === handover.leaver &&
      arriver === handover.arriver &&
      changeAt === handover.changeAt,
  );

/** When the leaver gets the draft. */
export const draftAt = ({ leavesAt }: Handover, { policy }: Pick<World, "policy">): number =>
  leavesAt - policy.onCall.handoff.draftBeforeMs;

/** Rotations of whose changes the bot takes care from now on. */
export const watchRota =
  (rotation: string): OncallDecision =>
  ({ oncall }) =>
    oncall.watchedSince[rotation] === undefined
      ? [{ kind: "rota_watched", by: SITREP, key: `rota/${rotation}/watched`, data: { rotation } }]
      : [];

/** The change is near: the leaver gets a draft, unless the change is gone meanwhile. */
export const draftHandoff =
  (rotation: string): OncallDecision =>
  (house, world) => {
    const handover = nextHandover(house, world, rotation);
    if (!handover || draftAt(handover, world) > world.now || !world.policy.onCall.handoff.enabled) return [];
    return drafted(house, world, handover);
  };

function drafted({ oncall }: WithOncall, { now }: World, handover: Handover): NewOncallEntry[] {
  if (draftOf(oncall, handover)) return [];
  const id = `${handover.rotation}-${handover.changeAt}-${handover.arriver}-${now}`;
  const moot = pendingHandoffs(oncall).filter(({ rotation }) => rotation === handover.rotation);
  return [
    ...moot.map(dropped),
    { kind: "handoff_drafted", by: SITREP, key: `handoff/${id}`, data: { id, ...handover } },
    ...(handover.changeAt <= now ? [sent(id)] : []),
  ];
}

const dropped = ({ id }: Handoff): NewOncallEntry => ({
  kind: "handoff_dropped",
  by: SITREP,
  key: `handoff/${id}/dropped`,
  data: { id },
});

const sent = (id: string): NewOncallEntry => ({
  kind: "handoff_sent",
  by: SITREP,
  key: `handoff/${id}/sent`,
  data: { id },
});

/** The shift changes: the handoff goes as it stands, unless somebody else comes on call than it was written for. */
export const sendDueHandoff =
  (id: string): OncallDecision =>
  (house, world) => {
    const handoff = house.oncall.handoffs[id];
    if (!handoff || handoff.sent || isHandoffOver(handoff) || handoff.changeAt > world.now) return [];
    return [isArriving(rotaOf(house, world), handoff) ? sent(id) : dropped(handoff)];
  };

interface StartInput {
  readonly userId: string;
  readonly rotation?: string | undefined;
}

/** The leaver wants the draft now; nothing when it is there already. */
export const startHandoff =
  ({ userId, rotation }: StartInput): OncallDecision =>
  (house, world) =>
    drafted(house, world, handoverOf(house, world, { userId, rotation }));

/** The handover that a person will make next; the sentence for them when there is none. */
export function handoverOf(house: WithOncall, world: World, { userId, rotation }: StartInput): Handover {
  const rota = rotaOf(house, world);
  const own = world.policy.rotations
    .filter(({ id }) => rotation === undefined || id === rotation)
    .filter(({ id }) => onCall(rota, id, world.now).primary === userId);
  if (own.length === 0) {
    throw new ConflictError("You are not on call now, so there is no shift to hand over. See `/incident oncall`.");
  }
  const mine = own.flatMap(({ id }) => nextHandover(house, world, id) ?? []).filter(({ leaver }) => leaver === userId);
  const [handover, ...others] = mine;
  if (!handover) throw new ConflictError("Nobody else comes on call after you, so there is nobody to hand over to.");
  if (others.length > 0) {
    const names = mine.map((one) => `\`/incident handoff ${one.rotation}\``).join(" or ");
    throw new InvalidInputError(`You are on call in several rotations. Say which: ${names}.`);
  }
  return handover;
}

interface OfHandoff {
  readonly userId: string;
  readonly id: string;
}

function ofLeaver({ oncall }: WithOncall, { userId, id }: OfHandoff): Handoff {
  const handoff = ownOf(oncall.handoffs, id);
  if (!handoff) throw new NotFoundError("I no longer know of this handoff.");
  if (handoff.leaver !== userId) throw new ForbiddenError("Only whoever goes off call can change this handoff.");
  if (handoff.isDropped) throw new ConflictError("The shift changed hands otherwise, so this handoff is not needed.");
  if (handoff.sent) throw new ConflictError("This handoff was sent already. Tell the rest to them directly.");
  return handoff;
}

/** The draft as its leaver may still change it; the sentence for the person otherwise. */
export const mustBeEditable = (house: WithOncall, of: OfHandoff): Handoff => ofLeaver(house, of);

/** The leaver's own words take the place of the draft. */
export const editHandoff =
  ({ text, ...of }: OfHandoff & { readonly text: string }): OncallDecision =>
  (house, { policy }) => {
    const { id } = ofLeaver(house, of);
    const words = withoutSecrets(text, policy).slice(0, LONGEST_HANDOFF).replace(HALF_A_CHARACTER, "");
    if (words === "") throw new InvalidInputError("Write what the next one should know.", "text");
    return [{ kind: "handoff_edited", by: person(of.userId), data: { id, text: words } }];
  };

/** The leaver sends it before the change. */
export const sendHandoff =
  (of: OfHandoff): OncallDecision =>
  (house) => {
    const known = house.oncall.handoffs[of.id];
    if (known?.sent?.by === person(of.userId)) return [];
    const { id } = ofLeaver(house, of);
    return [{ ...sent(id), by: person(of.userId) }];
  };

/** The arriver has read it. */
export const acknowledgeHandoff =
  ({ userId, id }: OfHandoff): OncallDecision =>
  ({ oncall }) => {
    const handoff = ownOf(oncall.handoffs, id);
    if (!handoff) throw new NotFoundError("I no longer know of this handoff.");
    if (handoff.arriver !== userId)
      throw new ForbiddenError("Only whoever comes on call can acknowledge this handoff.");
    if (handoff.acknowledged) return [];
    return [
      { kind: "handoff_acknowledged", by: person(userId), key: `handoff/${id}/acknowledged`, data: { id, userId } },
    ];
  };

/** A handoff that reached its arriver, and since when they should know it: not before they come on call. */
export interface Reached extends Handoff {
  readonly reached: number;
}

/** Delivered, not acknowledged, and the arriver is still the one to do it. */
export function unacknowledgedHandoffs(house: WithOncall, world: Pick<World, "policy" | "now">): Reached[] {
  const rota = rotaOf(house, world);
  return Object.values(house.oncall.handoffs).flatMap((handoff) => {
    const { delivered, rotation, changeAt, arriver } = handoff;
    const isOwed = onCall(rota, rotation, Math.max(world.now, changeAt)).primary === arriver;
    return delivered && !isHandoffOver(handoff) && isOwed
      ? [{ ...handoff, reached: Math.max(delivered.at, changeAt) }]
      : [];
  });
}

/** When somebody beside the arriver hears that nobody acknowledged it. */
export const neglectedAt = ({ reached }: Reached, { policy }: Pick<World, "policy">): number =>
  reached + 2 * policy.onCall.handoff.remindAfterMs;

/** Asked twice, and no acknowledgement: the others of the rotation hear of it, once. */
export const neglectHandoff =
  (id: string): OncallDecision =>
  (house, world) => {
    const handoff = unacknowledgedHandoffs(house, world).find((one) => one.id === id);
    if (!handoff || handoff.isNeglected || neglectedAt(handoff, world) > world.now) return [];
    return [{ kind: "handoff_neglected", by: SITREP, key: `handoff/${id}/neglected`, data: { id } }];
  };

/** The name at the end of a timer's key. */
export const subjectOf = ({ key }: Timer): string => key.slice(key.indexOf("/") + 1);
