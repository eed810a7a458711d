import { z } from "zod";
import { personId } from "../../core/ledger/index.ts";
import { type OfferDeclaration, offerDeclaration } from "../../core/related/index.ts";
import { postDirect } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedTable } from "../kit/deeds.ts";
import { button, type EventInput, isRefused, LIMITS, namedWords, shorten } from "../kit/index.ts";
import { findMessage } from "../timeline/index.ts";
import { ids } from "./ids.ts";
import { offer } from "./views/messages.ts";

const Marked = z.object({
  user: z.string(),
  reaction: z.string(),
  item: z.object({ type: z.literal("message"), channel: z.string(), ts: z.string() }),
});

/** What the button carries of the message, so that the form opens without asking Slack. */
export const MarkedMessage = z.object({
  channelId: z.string(),
  ts: z.string(),
  threadTs: z.string().optional(),
  authorId: z.string().optional(),
  isPrivate: z.boolean().default(false),
  text: z.string(),
});
type MarkedMessage = z.input<typeof MarkedMessage>;

/** A direct message between people is theirs. */
const isDirect = (channelId: string): boolean => channelId.startsWith("D");

/** A mark outside of incident channels: whoever put it is offered to declare. */
export async function onMark(ctx: Context, { event }: EventInput): Promise<void> {
  const parsed = Marked.safeParse(event);
  if (!parsed.success) return;
  const { user: userId, reaction, item } = parsed.data;
  const emoji = reaction.replace(/::skin-tone-\d$/, "");
  if (userId === ctx.bot().userId || !ctx.policy().declareByReaction.emoji.includes(emoji)) return;
  if (isDirect(item.channel) || (await ctx.store.incidentIdOfChannel(item.channel)) !== undefined) return;
  const effect = offerDeclaration({ userId, channelId: item.channel, ts: item.ts });
  await ctx.ledger.note({ effects: [effect], once: effect.key });
}

const Info = z.object({
  channel: z.object({
    is_im: z.boolean().default(false),
    is_mpim: z.boolean().default(false),
    is_private: z.boolean().default(false),
  }),
});

/** Where Slack does not say what kind of channel it is, it is taken for one that not everybody reads. */
async function kindOf({ slack }: Context, channel: string): Promise<{ isDirect: boolean; isPrivate: boolean }> {
  try {
    const { is_im, is_mpim, is_private } = Info.parse(await slack.call("conversations.info", { channel })).channel;
    return { isDirect: is_im || is_mpim, isPrivate: is_private };
  } catch (error) {
    if (!isRefused(error)) throw error;
    return { isDirect: false, isPrivate: true };
  }
}

export const offerDeeds = (ctx: Context): DeedTable<OfferDeclaration> => ({
  offer_declaration: {
    async carryOut(input) {
      const { userId, channelId, ts } = input.data;
      const kind = await kindOf(ctx, channelId);
      const { isBot, isOutside } = await ctx.directory.person(userId);
      if (kind.isDirect || isBot || isOutside) return [];
      const found = await findMessage(ctx, channelId, ts);
      if (!found) return [];
      const text = await namedWords(ctx, found.text);
      const { threadTs } = found;
      const value = carried({ channelId, ts, threadTs, authorId: personId(found.by), isPrivate: kind.isPrivate, text });
      const declare = button({
        text: "Declare an incident",
        actionId: ids.declareFrom.build({}),
        value,
        style: "primary",
      });
      const [emoji = "rotating_light"] = ctx.policy().declareByReaction.emoji;
      const message = offer(emoji, declare);
      const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
      try {
        await ctx.slack.call("chat.postEphemeral", { channel: channelId, user: userId, ...thread, ...message });
      } catch (error) {
        if (!isRefused(error)) throw error;
        await postDirect(ctx, input, userId, message);
      }
      return [];
    },
    whenRefused: "drop",
  },
});

function carried(message: MarkedMessage): string {
  for (let room: number = LIMITS.button.value; ; room = Math.floor(room * 0.8)) {
    const value = JSON.stringify({ ...message, text: shorten(message.text, room) });
    if (value.length <= LIMITS.button.value) return value;
  }
}
