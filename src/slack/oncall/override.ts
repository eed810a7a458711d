import { z } from "zod";
import { HOUSE } from "../../core/ledger/index.ts";
import {
  parseSpan,
  removeOverride,
  rotationLabel,
  rotationMeant,
  type SetOverride,
  setOverride,
  standingOverrides,
  wordsBeforeSpan,
} from "../../core/oncall/index.ts";
import { InvalidInputError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";
import {
  actions,
  button,
  type Doors,
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
import { mustBeAble } from "./able.ts";
import { rotaNow } from "./cover.ts";
import { oncallForms, oncallIds } from "./ids.ts";
import { outcome, overrideForm } from "./views/forms.ts";
import { type ListedOverride, overrideList } from "./views/override-list.ts";
import { spanWords } from "./views/stretch-words.ts";
import { parseOncallWords } from "./words.ts";

const undoButton = (id: string) =>
  actions([button({ text: "Undo", actionId: oncallIds.undoOverride.build({ id }), style: "danger" })]);

interface Setting {
  readonly by: string;
  readonly rotation: string;
  readonly level: "primary" | "secondary";
  readonly userId: string;
  readonly from: number;
  readonly to: number;
  readonly why: string | undefined;
  readonly requestKey: string;
}

async function set(ctx: Context, { requestKey, ...asked }: Setting): Promise<{ id: string; text: Mrkdwn }> {
  await mustBeAble(ctx, asked.userId, "userId");
  const id = ctx.ids.next();
  const { incident } = await ctx.ledger.record(HOUSE, setOverride({ ...asked, id }), { once: requestKey });
  const override = incident.oncall.overrides.find((one) => one.id === id);
  return { id, text: override ? await doneWords(ctx, override) : mrkdwn`That was done already.` };
}

async function doneWords(ctx: Context, override: SetOverride): Promise<Mrkdwn> {
  const { rota } = await rotaNow(ctx);
  const level = override.level === "secondary" ? mrkdwn` as secondary` : mrkdwn``;
  return mrkdwn`${userMention(override.userId)} is on call for *${rotationLabel(rota, override.rotation)}*${level}, ${spanWords(override)}.`;
}

/** What people changed in the rotations and is not over, to be taken back. */
async function listed(ctx: Context): Promise<ListedOverride[]> {
  const { rota, world } = await rotaNow(ctx);
  const standing = standingOverrides(await ctx.ledger.house(), world.now);
  return standing.map((override) => ({ override, rotation: rotationLabel(rota, override.rotation) }));
}

/** `/incident override payments @dana tonight 18–22`; a form where something is missing. */
export async function overrideVerb(ctx: Context, input: VerbInput): Promise<Reply | undefined> {
  const { userId: by, words, requestKey, triggerId } = input;
  const { rota, world } = await rotaNow(ctx);
  const { rotations } = rota.policy;
  const [only, ...others] = rotations;
  if (!only) throw new InvalidInputError("No rotations are set up yet. They stand in rotations.yml.");
  if (/^(?:list|undo|remove)$/i.test(words)) return overrideList(await listed(ctx));
  const { userId, level, rotation: named, rest } = parseOncallWords(words, rota);
  const said = await namedText(ctx, rest);
  const unknown = named ? "" : wordsBeforeSpan(said);
  const rotation = unknown ? rotationMeant(rota, unknown).id : (named ?? (others.length === 0 ? only.id : undefined));
  const span = said === "" ? undefined : await onClockOf(ctx, by, (timeZone) => parseSpan(said, world.now, timeZone));
  if (!rotation || !userId || !span) {
    const choices = rotations.map(({ id, name }) => ({ value: id, text: name }));
    await ctx.interactive.open(triggerId, overrideForm({ rotations: choices, rotation, userId, span, now: world.now }));
    return undefined;
  }
  const { from, to, rest: why } = span;
  const { id, text } = await set(ctx, { by, rotation, level, userId, from, to, why: why || undefined, requestKey });
  return { text: text.value, blocks: [section(text), undoButton(id)] };
}

const Fields = z.object({
  rotation: z.string(),
  level: z.enum(["primary", "secondary"]),
  userId: z.string(),
  from: z.number(),
  to: z.number(),
  why: z.string().optional(),
});

/** What is pressed and filled in about overrides. */
export function registerOverrides(ctx: Context, doors: Doors): void {
  doors.onSubmit(oncallForms.override, "lead", async ({ userId: by, values, requestKey }) => {
    const fields = parseFields(Fields, values);
    const { id, text } = await set(ctx, { by, requestKey, ...fields, why: fields.why });
    const view = outcome("Put on call", text);
    return { kind: "update", view: { ...view, blocks: [...view.blocks, undoButton(id)] } };
  });

  doors.onClick(oncallIds.undoOverride.pattern, "lead", async ({ actionId, userId, requestKey }) => {
    const { id } = oncallIds.undoOverride.parse(actionId);
    await ctx.ledger.record(HOUSE, removeOverride({ userId, id, mayLead: true }), { once: requestKey });
    return { text: "Taken back: the rotation holds again as it did before.", replaceOriginal: true };
  });
}
