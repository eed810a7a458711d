import type { Incident } from "../../../core/product.ts";
import { type Message, message, mrkdwn, section } from "../../kit/index.ts";

/** Stands where an update stood that was a mistake. */
export function withdrawnMessage({ id, facts }: Pick<Incident, "id" | "facts">, isOwnRoom: boolean): Message {
  const text = isOwnRoom
    ? mrkdwn`_This update was taken back: it had a mistake. The right one follows; the record keeps both._`
    : mrkdwn`*#${id} ${facts.title}*\n_This update was taken back: it had a mistake. The right one follows._`;
  return message(text, [section(text)]);
}
