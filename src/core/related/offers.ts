import { type Effect, PRIORITY } from "../ledger/index.ts";

/** Offers somebody, in private, to declare an incident from the message that they marked. */
export type OfferDeclaration = Effect<
  "offer_declaration",
  { readonly userId: string; readonly channelId: string; readonly ts: string }
>;

/** The key names message and person, so that nobody is offered the same twice. */
export const offerDeclaration = (data: OfferDeclaration["data"]): OfferDeclaration => ({
  key: `offer/${data.channelId}/${data.ts}/${data.userId}`,
  kind: "offer_declaration",
  lane: `offer/${data.userId}`,
  priority: PRIORITY.page,
  data,
});
