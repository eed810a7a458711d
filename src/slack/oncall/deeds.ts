import { SITREP } from "../../core/ledger/index.ts";
import {
  type Handoff,
  type OncallEffect,
  onCall,
  rotaOf,
  rotationLabel,
  type ShiftNews,
} from "../../core/oncall/index.ts";
import type { Incident } from "../../core/product.ts";
import { editPosted, postDirect, postToConfigured } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedTable } from "../kit/deeds.ts";
import type { Message } from "../kit/index.ts";
import { handoffModel } from "./handoff-text.ts";
import { loadDeeds } from "./load.ts";
import { handoffDraft, handoffMessage, neglectedMessage } from "./views/handoff-messages.ts";
import { coverNews, overrideNews, swapNews } from "./views/shift-news.ts";

/** How people hear of their shifts, and how a shift is handed over. */
export function oncallDeeds(ctx: Context): DeedTable<OncallEffect> {
  const handoffOf = async (id: string): Promise<Handoff | undefined> => (await ctx.ledger.house()).oncall.handoffs[id];

  return {
    ...loadDeeds(ctx),
    tell_shift_news: {
      async carryOut(input) {
        const { userId, news } = input.data;
        const told = newsMessage(ctx, await ctx.ledger.house(), news);
        if (told) await postDirect(ctx, input, userId, told);
        return [];
      },
      whenRefused: { note: "Somebody could not be told of a change of their shifts" },
    },
    show_handoff_draft: {
      async carryOut(input) {
        const { id } = input.data;
        const handoff = await handoffOf(id);
        if (!handoff || (!handoff.draft && (handoff.isDropped || handoff.acknowledged))) return [];
        const draft = handoffDraft(await handoffModel(ctx, handoff));
        if (handoff.draft) {
          await editPosted(ctx, handoff.draft, draft);
          return [];
        }
        const { channelId, ts } = await postDirect(ctx, input, handoff.leaver, draft);
        return [{ kind: "handoff_shown", by: SITREP, key: `handoff/${id}/shown`, data: { id, channelId, ts } }];
      },
      whenRefused: "drop",
      refused: ({ data: { id } }) => [
        { kind: "handoff_unseen", by: SITREP, key: `handoff/${id}/unseen`, data: { id } },
      ],
    },
    deliver_handoff: {
      async carryOut(input) {
        const { id } = input.data;
        const handoff = await handoffOf(id);
        if (!handoff || handoff.delivered || handoff.isDropped) return [];
        const model = await handoffModel(ctx, handoff);
        const { channelId, ts } = await postDirect(ctx, input, handoff.arriver, handoffMessage(model));
        const data = { id, text: model.text, channelId, ts };
        return [{ kind: "handoff_delivered", by: SITREP, key: `handoff/${id}/delivered`, data }];
      },
      whenRefused: "drop",
      refused: ({ data: { id } }, { code }) => [
        { kind: "handoff_neglected", by: SITREP, key: `handoff/${id}/neglected`, data: { id, why: code } },
      ],
    },
    settle_handoff: {
      async carryOut({ data: { id } }) {
        const handoff = await handoffOf(id);
        if (handoff?.delivered) {
          await editPosted(ctx, handoff.delivered, handoffMessage(await handoffModel(ctx, handoff)));
        }
        return [];
      },
      whenRefused: "drop",
    },
    tell_neglected: {
      async carryOut(input) {
        const house = await ctx.ledger.house();
        const handoff = house.oncall.handoffs[input.data.id];
        if (!handoff || handoff.acknowledged) return [];
        const rota = rotaOf(house, { policy: ctx.policy() });
        const rotation = ctx.policy().rotations.find(({ id }) => id === handoff.rotation);
        const told = neglectedMessage({ handoff, rotation: rotationLabel(rota, handoff.rotation) });
        if (rotation?.channel) {
          await postToConfigured(ctx, input, rotation.channel, told);
          return [];
        }
        const { secondary } = onCall(rota, handoff.rotation, ctx.clock.now());
        await postDirect(ctx, input, secondary ?? handoff.leaver, told);
        return [];
      },
      whenRefused: { note: "Nobody could be told that a handoff was not acknowledged" },
    },
  };
}

function newsMessage(ctx: Context, house: Incident, news: ShiftNews): Message | undefined {
  const rota = rotaOf(house, { policy: ctx.policy() });
  switch (news.what) {
    case "cover_taken":
    case "cover_expired":
    case "cover_hopeless": {
      const cover = house.oncall.covers[news.id];
      return cover && coverNews(news.what, cover, rotationLabel(rota, cover.rotation));
    }
    case "swap_accepted":
    case "swap_declined":
    case "swap_expired": {
      const swap = house.oncall.swaps[news.id];
      return swap && swapNews(news.what, swap, rotationLabel(rota, swap.gives.rotation));
    }
    default:
      return overrideNews(news, rotationLabel(rota, news.held.rotation));
  }
}
