import { z } from "zod";
import { HOUSE } from "../../core/ledger/index.ts";
import { acceptSwap, declineSwap, offerSwap, rotationLabel, withdrawSwap } from "../../core/oncall/index.ts";
import { ConflictError, InvalidInputError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";
import { actions, button, type Doors, mrkdwn, parseFields, type Reply, userMention } from "../kit/index.ts";
import type { VerbInput } from "../kit/verbs.ts";
import { mustBeAble } from "./able.ts";
import { ChosenShift, nextShifts, rotaNow, shiftChoice } from "./cover.ts";
import { oncallForms, oncallIds } from "./ids.ts";
import { outcome, swapForm } from "./views/forms.ts";
import { stretchWords } from "./views/stretch-words.ts";
import { parseOncallWords } from "./words.ts";

/** `/incident swap @dana`: a form with both people's shifts in the rotations that they share. */
export async function swapVerb(ctx: Context, { userId, words, triggerId }: VerbInput): Promise<Reply | undefined> {
  const { rota, world } = await rotaNow(ctx);
  const { userId: other, rotation } = parseOncallWords(words, rota);
  if (!other) throw new InvalidInputError("With whom? Write `/incident swap @name`.");
  if (other === userId) throw new InvalidInputError("That is you. Choose somebody else to swap with.");
  await mustBeAble(ctx, other);
  const { name } = await ctx.directory.person(other);
  const { tz } = await ctx.directory.person(userId);
  const ahead = (person: string) =>
    nextShifts(rota, person, world.now, rotation).filter(({ startAt }) => startAt > world.now);
  const [own, theirs] = [ahead(userId), ahead(other)];
  const shared = (mine: typeof own, others: typeof own) =>
    mine.filter((shift) => others.some((one) => one.rotation === shift.rotation));
  const [ownShared, theirsShared] = [shared(own, theirs), shared(theirs, own)];
  if (ownShared.length === 0) {
    throw new ConflictError(`You and ${name} have no shifts ahead in the same rotation, so there is nothing to swap.`);
  }
  const choices = (shifts: typeof own) => shifts.map((shift) => shiftChoice(rota, shift, tz));
  await ctx.interactive.open(
    triggerId,
    swapForm({ other, name, own: choices(ownShared), theirs: choices(theirsShared) }),
  );
  return undefined;
}

const Fields = z.object({ gives: ChosenShift, takes: ChosenShift });
const Metadata = z.object({ other: z.string() });

/** What is pressed and filled in about swaps. */
export function registerSwaps(ctx: Context, doors: Doors): void {
  doors.onSubmit(oncallForms.swap, "contribute", async ({ userId, values, metadata, requestKey }) => {
    const { other } = Metadata.parse(metadata);
    const { gives, takes } = parseFields(Fields, values);
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
