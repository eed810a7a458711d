import { z } from "zod";
import { HOUSE, type World } from "../../core/ledger/index.ts";
import {
  askCover,
  declineCover,
  parseSpan,
  type RotaWorld,
  rotaOf,
  rotationLabel,
  type Shift,
  shiftsOf,
  takeCover,
  withdrawCover,
} from "../../core/oncall/index.ts";
import { ConflictError, InvalidInputError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";
import {
  actions,
  button,
  type Choice,
  type Doors,
  joinMrkdwn,
  type Mrkdwn,
  mrkdwn,
  namedText,
  onClockOf,
  parseFields,
  type Reply,
  section,
  userMention,
} from "../kit/index.ts";
import type { VerbInput } from "../kit/verbs.ts";
import { unableBeside } from "./able.ts";
import { oncallForms, oncallIds } from "./ids.ts";
import { coverForm, outcome } from "./views/forms.ts";
import { spanWords, stretchText } from "./views/stretch-words.ts";
import { parseOncallWords } from "./words.ts";

const DAY_MS = 86_400_000;
const LOOKED_AHEAD_MS = 60 * DAY_MS;
const MOST_CHOICES = 25;

/** The rotations as they are now, for what is shown and parsed. */
export async function rotaNow(ctx: Context): Promise<{ rota: RotaWorld; world: World }> {
  const world = await ctx.ledger.world();
  return { rota: rotaOf(await ctx.ledger.house(), world), world };
}

/** A shift as a choice of a form. */
export const shiftChoice = (rota: RotaWorld, shift: Shift, timeZone: string): Choice => {
  const { rotation, level, startAt, endAt } = shift;
  const second = level === "secondary" ? ", secondary" : "";
  return {
    value: [rotation, level, startAt, endAt].join("|"),
    text: `${stretchText({ from: startAt, to: endAt }, timeZone)} (${rotationLabel(rota, rotation)}${second})`,
  };
};

const Chosen = z.object({
  rotation: z.string(),
  level: z.enum(["primary", "secondary"]),
  from: z.coerce.number(),
  to: z.coerce.number(),
});

/** A choice back into what it stands for. */
export const ChosenShift = z.string().transform((value) => {
  const [rotation, level, from, to] = value.split("|");
  return Chosen.parse({ rotation, level, from, to });
});

/** A person's shifts of the next two months, the running one first. */
export const nextShifts = (rota: RotaWorld, userId: string, now: number, rotation?: string): Shift[] =>
  shiftsOf(rota, userId, { from: now, to: now + LOOKED_AHEAD_MS }, rotation).slice(0, MOST_CHOICES);

interface Asking {
  readonly userId: string;
  readonly requestKey: string;
  readonly rotation: string | undefined;
  readonly from: number;
  readonly to: number;
  readonly why: string | undefined;
}

interface Asked {
  readonly id: string;
  readonly text: Mrkdwn;
}

async function ask(ctx: Context, { requestKey, ...asking }: Asking): Promise<Asked> {
  const { rota } = await rotaNow(ctx);
  const unable = await unableBeside(ctx, rota, asking.userId);
  const { tz: timeZone } = await ctx.directory.person(asking.userId);
  const id = ctx.ids.next();
  const decision = askCover({ ...asking, id, unable, timeZone });
  const { incident } = await ctx.ledger.record(HOUSE, decision, { once: requestKey });
  const cover = incident.oncall.covers[id];
  if (!cover) return { id, text: mrkdwn`That was asked already.` };
  const whom = joinMrkdwn(cover.asked.map(userMention), ", ");
  const text = mrkdwn`I asked ${whom} to cover you in *${rotationLabel(rota, cover.rotation)}*, ${spanWords(cover)}. The first who says yes is on call; I tell you. Until then you are.`;
  return { id, text };
}

const withdrawButton = (id: string) =>
  actions([button({ text: "Take the question back", actionId: oncallIds.withdrawCover.build({ id }) })]);

/** `/incident cover tonight 18–22`; without words a form with the next shifts. */
export async function coverVerb(ctx: Context, input: VerbInput): Promise<Reply | undefined> {
  const { userId, words, requestKey, triggerId } = input;
  const { rota, world } = await rotaNow(ctx);
  const { tz } = await ctx.directory.person(userId);
  const { rotation, userId: named, rest: said } = parseOncallWords(words, rota);
  if (named && named !== userId) {
    throw new InvalidInputError(
      "I ask all others of your rotation, so leave the name away. `/incident swap @name` asks one of them for a swap.",
    );
  }
  const rest = await namedText(ctx, said);
  if (rest === "" || rest.toLowerCase() === "me") {
    const shifts = nextShifts(rota, userId, world.now, rotation);
    if (shifts.length === 0) {
      throw new ConflictError("You are not on call in the next two months, so there is nothing to cover.");
    }
    await ctx.interactive.open(triggerId, coverForm(shifts.map((shift) => shiftChoice(rota, shift, tz))));
    return undefined;
  }
  const { from, to, rest: why } = await onClockOf(ctx, userId, (timeZone) => parseSpan(rest, world.now, timeZone));
  const { id, text } = await ask(ctx, { userId, requestKey, rotation, from, to, why: why || undefined });
  return { text: text.value, blocks: [section(text), withdrawButton(id)] };
}

const Fields = z.object({
  shift: ChosenShift,
  from: z.number().optional(),
  to: z.number().optional(),
  why: z.string().optional(),
});

/** What is pressed and filled in about covers. */
export function registerCovers(ctx: Context, doors: Doors): void {
  doors.onSubmit(oncallForms.cover, "contribute", async ({ userId, values, requestKey }) => {
    const { shift, from, to, why } = parseFields(Fields, values);
    const span = { from: from ?? Math.max(shift.from, ctx.clock.now()), to: to ?? shift.to };
    const { id, text } = await ask(ctx, { userId, requestKey, rotation: shift.rotation, why, ...span });
    const view = outcome("Asked", text);
    return { kind: "update", view: { ...view, blocks: [...view.blocks, withdrawButton(id)] } };
  });

  doors.onClick(oncallIds.takeCover.pattern, "contribute", async ({ actionId, userId, requestKey }) => {
    const { id } = oncallIds.takeCover.parse(actionId);
    await ctx.ledger.record(HOUSE, takeCover({ userId, id }), { once: requestKey });
  });

  doors.onClick(oncallIds.declineCover.pattern, "contribute", async ({ actionId, userId, requestKey }) => {
    const { id } = oncallIds.declineCover.parse(actionId);
    await ctx.ledger.record(HOUSE, declineCover({ userId, id }), { once: requestKey });
  });

  doors.onClick(oncallIds.withdrawCover.pattern, "contribute", async ({ actionId, userId, requestKey }) => {
    const { id } = oncallIds.withdrawCover.parse(actionId);
    await ctx.ledger.record(HOUSE, withdrawCover({ userId, id }), { once: requestKey });
    return { text: "Taken back; the others see that no cover is needed.", replaceOriginal: true };
  });
}
