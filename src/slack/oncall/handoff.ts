import { z } from "zod";
import { HOUSE } from "../../core/ledger/index.ts";
import {
  acknowledgeHandoff,
  draftOf,
  editHandoff,
  type Handover,
  handoverOf,
  mustBeEditable,
  rotationLabel,
  rotationMeant,
  sendHandoff,
  startHandoff,
} from "../../core/oncall/index.ts";
import { ConflictError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";
import { type Doors, date, mrkdwn, namedText, parseFields, type Reply, userMention } from "../kit/index.ts";
import type { VerbInput } from "../kit/verbs.ts";
import { rotaNow } from "./cover.ts";
import { handoffModel } from "./handoff-text.ts";
import { oncallForms, oncallIds } from "./ids.ts";
import { handoffForm } from "./views/forms.ts";
import { handoffDraft } from "./views/handoff-messages.ts";
import { parseOncallWords } from "./words.ts";

/** One's own shift, handed over by hand: the draft comes at once, by direct message, or again here. */
export async function shiftHandoff(ctx: Context, { userId, words, requestKey }: VerbInput): Promise<Reply> {
  const { rota, world } = await rotaNow(ctx);
  const { rotation, userId: named, rest } = parseOncallWords(words, rota);
  if (rest !== "") rotationMeant(rota, await namedText(ctx, rest));
  const house = await ctx.ledger.house();
  if (named) await mustComeNext(ctx, named, handoverOf(house, world, { userId, rotation }));
  const known = draftOf(house.oncall, handoverOf(house, world, { userId, rotation }));
  if (known) return handoffDraft(await handoffModel(ctx, known));
  const { incident } = await ctx.ledger.record(HOUSE, startHandoff({ userId, rotation }), { once: requestKey });
  const { arriver, changeAt, rotation: id } = handoverOf(house, world, { userId, rotation });
  const isThere = draftOf(incident.oncall, handoverOf(incident, world, { userId, rotation })) !== undefined;
  const name = rotationLabel(rota, id);
  const text = isThere
    ? mrkdwn`I sent you the draft of your handoff of *${name}*. It goes to ${userMention(arriver)} ${date(changeAt, "dateTime")}, or when you press Send now.`
    : mrkdwn`Your handoff of *${name}* to ${userMention(arriver)} is on its way already.`;
  return { text: text.value };
}

/** The rotation says to whom a shift goes; another who is named would wait for a handoff that never comes. */
async function mustComeNext(ctx: Context, named: string, { arriver, rotation }: Handover): Promise<void> {
  if (named === arriver) return;
  const [next, other] = await Promise.all([arriver, named].map((id) => ctx.directory.person(id)));
  throw new ConflictError(
    `${next?.name} comes on call after you, so the handoff goes to them. \`/incident override ${rotation} @name …\` puts ${other?.name} on call instead.`,
  );
}

const Metadata = z.object({ id: z.string() });
const Fields = z.object({ text: z.string().default("") });

/** What is pressed and filled in about handoffs. */
export function registerHandoffs(ctx: Context, doors: Doors): void {
  doors.onClick(oncallIds.editHandoff.pattern, "contribute", async ({ actionId, userId, triggerId }) => {
    const { id } = oncallIds.editHandoff.parse(actionId);
    const handoff = mustBeEditable(await ctx.ledger.house(), { userId, id });
    const { text } = await handoffModel(ctx, handoff);
    await ctx.interactive.open(triggerId, handoffForm({ id, text }));
  });

  doors.onSubmit(oncallForms.handoff, "contribute", async ({ userId, metadata, values, requestKey }) => {
    const { id } = Metadata.parse(metadata);
    const { text } = parseFields(Fields, values);
    await ctx.ledger.record(HOUSE, editHandoff({ userId, id, text }), { once: requestKey });
  });

  doors.onClick(oncallIds.sendHandoff.pattern, "contribute", async ({ actionId, userId, requestKey }) => {
    const { id } = oncallIds.sendHandoff.parse(actionId);
    await ctx.ledger.record(HOUSE, sendHandoff({ userId, id }), { once: requestKey });
  });

  doors.onClick(oncallIds.acknowledgeHandoff.pattern, "contribute", async ({ actionId, userId, requestKey }) => {
    const { id } = oncallIds.acknowledgeHandoff.parse(actionId);
    await ctx.ledger.record(HOUSE, acknowledgeHandoff({ userId, id }), { once: requestKey });
  });
}
