import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from "../../lib/errors.ts";
import { type Decision, person, personId } from "../ledger/index.ts";
import { withoutSecrets } from "../timeline/index.ts";
import type { Held, NewOncallEntry } from "./entries.ts";
import type { OncallFacet, SetOverride, WithOncall } from "./facet.ts";
import { isHeldBy, rotaOf, rotationMeant } from "./shifts-of.ts";
import type { Span } from "./spans/index.ts";

export type OncallDecision = Decision<WithOncall, NewOncallEntry>;

/** Longer than that is a change of the rotation itself, which belongs into its file. */
const LONGEST_MS = 92 * 86_400_000;

/** A span that lies ahead and is not absurdly long; the sentence for the person otherwise. */
export function mustLieAhead({ from, to }: Span, now: number): void {
  if (to <= from) throw new InvalidInputError("It ends before it begins. Turn the two times around.", "to");
  if (to <= now) throw new InvalidInputError("That is over already. Choose a time that is still to come.", "to");
  if (to - from > LONGEST_MS) {
    throw new InvalidInputError(
      "That is longer than three months. Change the rotation in rotations.yml instead.",
      "to",
    );
  }
}

interface SetInput extends Held {
  readonly by: string;
  readonly id: string;
  readonly why?: string | undefined;
}

/** Puts somebody on call instead of whom the rotation names. */
export const setOverride =
  ({ by, id, why, ...asked }: SetInput): OncallDecision =>
  (house, world) => {
    mustLieAhead(asked, world.now);
    const rota = rotaOf(house, world);
    const rotation = rotationMeant(rota, asked.rotation);
    const held = { ...asked, rotation: rotation.id, from: Math.max(asked.from, world.now) };
    if (isHeldBy(rota, held)) throw new ConflictError("They are on call then already, so nothing needs to change.");
    const data = { id, ...held, why: why && withoutSecrets(why, world.policy), source: "set" as const };
    return [{ kind: "override_set", by: person(by), key: `override/${id}`, data }];
  };

/** The two halves of a swap come and go together. */
export const swapOverrideId = (swapId: string, half: "given" | "taken"): string => `swap-${swapId}-${half}`;

const swapOf = ({ id, source }: SetOverride): string | undefined =>
  source === "swap" ? id.replace(/-(?:given|taken)$/, "") : undefined;

const together = ({ overrides }: OncallFacet, override: SetOverride): readonly SetOverride[] =>
  overrides.filter((one) => one === override || (swapOf(one) !== undefined && swapOf(one) === swapOf(override)));

/** Changes that are not over, the next one first. */
export const standingOverrides = ({ oncall }: WithOncall, now: number): readonly SetOverride[] =>
  oncall.overrides.filter(({ to }) => to > now).toSorted((a, b) => a.from - b.from);

interface RemoveInput {
  readonly userId: string;
  readonly id: string;
  /** May change the shifts of others. */
  readonly mayLead: boolean;
}

/** Takes a change of a rotation back; what is over stays, because it says who was on call. */
export const removeOverride =
  ({ userId, id, mayLead }: RemoveInput): OncallDecision =>
  ({ oncall }, { now }) => {
    const override = oncall.overrides.find((one) => one.id === id);
    if (!override) throw new NotFoundError("This change was taken back already.");
    if (override.to <= now) throw new ConflictError("That time is over; who was on call then stays on record.");
    if (!mayLead && personId(override.setBy) !== userId) {
      throw new ForbiddenError("Only whoever set this, or somebody who may lead, can take it back.");
    }
    return together(oncall, override)
      .filter(({ to }) => to > now)
      .map(({ id: each, rotation, level, userId: holder, from, to }) => ({
        kind: "override_removed",
        by: person(userId),
        key: `override-removed/${each}`,
        data: { id: each, rotation, level, userId: holder, from, to },
      }));
  };
