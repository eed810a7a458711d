import { joinMrkdwn, type Mrkdwn, mrkdwn, type Text, toMrkdwn } from "./escape.ts";

/** "a", "a and b", "a, b and c", escaping those of people. */
export function andMrkdwn(texts: readonly Text[]): Mrkdwn {
  const last = texts.at(-1);
  if (last === undefined) return mrkdwn``;
  return texts.length === 1 ? toMrkdwn(last) : mrkdwn`${joinMrkdwn(texts.slice(0, -1), ", ")} and ${last}`;
}
