import { z } from "zod";
import { HOUSE } from "../../core/ledger/index.ts";
import {
  acceptSwap,
  candidates,
  declineSwap,
  offerSwap,
  type RotaWorld,
  rotationLabel,
  type Shift,
  withdrawSwap,
} from "../../core/oncall/index.ts";
import { ConflictError, InvalidInputError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";
import { actions, button, type Doors, mrkdwn, parseFields, type Reply, userMention } from "../kit/index.ts";
import type { VerbInput } from "../kit/verbs.ts";
import { mustBeAble, unableBeside } from "./able.ts";
import { ChosenShift, nextShifts, rotaNow, shiftChoice } from "./cover.ts";
import { oncallForms, oncallIds } from "./ids.ts";
import { outcome, swapForm } from "./views/forms.ts";
import { stretchWords } from "./views/stretch-words.ts";
import { parseOncallWords } from "./words.ts";

/** So many people fit into the form with its metadata. */
const MOST_OTHERS = 100;

/** `/incident swap @dana`: a form with both people's shifts in the rotations that they share; with everybody's when nobody is named. */
export async function swapVerb(ctx: Context, { userId, words, triggerId }: VerbInput): Promise<Reply | undefined> {
  const { rota, world } = await rotaNow(ctx);
  const { userId: named, rotation, rest } = parseOncallWords(words, rota);
  if (rest !== "")
    throw new InvalidInputError("With whom? `/incident swap` asks you, and `/incident swap @name` knows.");
  if (named === userId) throw new InvalidInputError("That is you. Choose somebody else to swap with.");
  if (named) await mustBeAble(ctx, named);
  const { tz } = await ctx.directory.person(userId);
  const ahead = (person: string) =>
    nextShifts(rota, person, world.now, rotation).filter(({ startAt }) => startAt > world.now);
  const own = ahead(userId);
  const known = named ? [named] : await swappable(ctx, rota, userId);
  const theirs = await Promise.all(
    known.map(async (other) => ({
      userId: other,
      name: (await ctx.directory.person(other)).name,
      shifts: shared(ahead(other), own),
    })),
  );
  const others = theirs.filter(({ shifts }) => shifts.length > 0);
  if (others.length === 0) throw nothingToSwap(own.length > 0, named && theirs[0]?.name);
  const choices = (shifts: readonly Shift[]) => shifts.map((shift) => shiftChoice(rota, shift, tz));
  const form = swapForm({
    own: choices(
      shared(
        own,
        others.flatMap(({ shifts }) => shifts),
      ),
    ),
    others: others.map(({ shifts, ...who }) => ({ ...who, shifts: choices(shifts) })),
  });
  await ctx.interactive.open(triggerId, form);
  return undefined;
}

/** Of some shifts those in a rotation of some others. */
const shared = (shifts: readonly Shift[], others: readonly Shift[]): Shift[] =>
  shifts.filter(({ rotation }) => others.some((other) => other.rotation === rotation));

/** Who takes turns with somebody and can be asked. */
async function swappable(ctx: Context, rota: RotaWorld, userId: string): Promise<string[]> {
  const unable = await unableBeside(ctx, rota, userId);
  const beside = rota.policy.rotations.flatMap(({ id }) => candidates(rota, id, userId));
  return [...new Set(beside)].filter((other) => !unable.includes(other)).slice(0, MOST_OTHERS);
}

function nothingToSwap(hasShifts: boolean, name: string | undefined): ConflictError {
  if (name) {
    return new ConflictError(`You and ${name} have no shifts ahead in the same rotation, so there is nothing to swap.`);
  }
  return new ConflictError(
    hasShifts
      ? "Nobody else has a shift ahead in your rotations, so there is nothing to swap."
      : "You have no shift ahead in the next two months, so there is nothing to swap.",
  );
}

/** A shift of one of those whom the form names. */
const TheirShift = z.string().transform((value, context) => {
  const [index = "", ...shift] = value.split("|");
  const chosen = ChosenShift.safeParse(shift.join("|"));
  if (chosen.success) return { index: Number(index), shift: chosen.data };
  context.addIssue("choose one of the shifts");
  return z.NEVER;
});

const Fields = z.object({ gives: ChosenShift, takes: TheirShift });
const Metadata = z.object({ others: z.array(z.string()) });

/** What is pressed and filled in about swaps. */
export function registerSwaps(ctx: Context, doors: Doors): void {
  doors.onSubmit(oncallForms.swap, "contribute", async ({ userId, values, metadata, requestKey }) => {
    const {
      gives,
      takes: { index, shift: takes },
    } = parseFields(Fields, values);
    const other = Metadata.parse(metadata).others[index];
    if (other === undefined) throw new InvalidInputError("Choose one of the shifts.", "takes");
    await mustBeAble(ctx, other, "takes");
    const id = ctx.ids.next();
    await ctx.ledger.record(HOUSE, offerSwap({ userId, other, gives, takes, id }), { once: requestKey });
    const { rota } = await rotaNow(ctx);
    const name = rotationLabel(rota, gives.rotation);
    const text = mrkdwn`I asked ${userMention(other)} to take *${name}*, ${stretchWords(gives)}, while you take ${stretchWords(takes)}. Nothing changes until they accept; I tell you.`;
    const view = outcome("Offered", text);
    const back = button({ text: "Take the offer back", actionId: oncallIds.withdrawSwap.build({ id }) });
    return { kind: "update", view: { ...view, blocks: [...view.blocks, actions([back])] } };
  });

  doors.onClick(oncallIds.acceptSwap.pattern, "contribute", async ({ actionId, userId, requestKey }) => {
    const { id } = oncallIds.acceptSwap.parse(actionId);
    await ctx.ledger.record(HOUSE, acceptSwap({ userId, id }), { once: requestKey });
  });

  doors.onClick(oncallIds.declineSwap.pattern, "contribute", async ({ actionId, userId, requestKey }) => {
    const { id } = oncallIds.declineSwap.parse(actionId);
    await ctx.ledger.record(HOUSE, declineSwap({ userId, id }), { once: requestKey });
  });

  doors.onClick(oncallIds.withdrawSwap.pattern, "contribute", async ({ actionId, userId, requestKey }) => {
    const { id } = oncallIds.withdrawSwap.parse(actionId);
    await ctx.ledger.record(HOUSE, withdrawSwap({ userId, id }), { once: requestKey });
    return { text: "Taken back; your shifts stay as they are.", replaceOriginal: true };
  });
}
