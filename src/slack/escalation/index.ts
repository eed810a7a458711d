import { SITREP } from "../../core/ledger/index.ts";
import type { AskView } from "../kit/asks.ts";
import type { Context } from "../kit/context.ts";
import { type Message, message, mrkdwn, section } from "../kit/index.ts";
import type { Room } from "../kit/room.ts";
import { escalationDeeds } from "./deeds.ts";
import { register } from "./handlers.ts";
import { pageModel, pageOf } from "./model.ts";
import { outsideGuests } from "./target.ts";
import { escalationVerbs } from "./verbs.ts";
import { pageMessage, pageNotice } from "./views/page-message.ts";

export { escalationIds } from "./ids.ts";

/** Who is called, by the ladder or by name, and how they answer. */
export const escalationRoom = (ctx: Context): Room => ({
  register: register(ctx),
  verbs: escalationVerbs(ctx),
  deeds: escalationDeeds(ctx),
  asks: { page: pageAsk(ctx) },
});

const pageAsk = (ctx: Context): AskView => ({
  async message({ incident, ask, userId }): Promise<Message> {
    const page = pageOf(incident, ask.subject);
    if (!page) return gone();
    const userIds = ask.to.kind === "person" ? [ask.to.userId] : ask.to.userIds;
    const model = await pageModel(ctx, incident, page, userIds);
    return userId === undefined ? pageNotice(model) : pageMessage(model);
  },
  refusal: async ({ incident, userId }) =>
    (await outsideGuests(ctx, incident, [userId])).length > 0 ? "a guest who is not in the channel" : undefined,
  unreachable: ({ incident, ask, userId, why }) => {
    const page = pageOf(incident, ask.subject)?.id;
    if (page === undefined) return [];
    return [
      { kind: "page_unreachable", by: SITREP, key: `unreachable/${page}/${userId}`, data: { page, userId, why } },
    ];
  },
});

function gone(): Message {
  const text = mrkdwn`This page is no longer on the record.`;
  return message(text, [section(text)]);
}
