import type { SetOverride } from "../../../core/oncall/index.ts";
import { button, joinMrkdwn, type Message, message, mrkdwn, section, userMention } from "../../kit/index.ts";
import { oncallIds } from "../ids.ts";
import { stretchWords } from "./stretch-words.ts";

export interface ListedOverride {
  readonly override: SetOverride;
  readonly rotation: string;
}

const HOW = { set: "set by hand", cover: "cover", swap: "swap" } as const;

const MOST = 40;

/** What people changed in the rotations, each with a button that takes it back; a swap goes as a whole. */
export function overrideList(listed: readonly ListedOverride[]): Message {
  if (listed.length === 0) {
    const none = mrkdwn`Nothing is changed: everybody is on call as the rotations say.`;
    return message(none, [section(none)]);
  }
  const lines = listed.slice(0, MOST).map(({ override, rotation }) => {
    const level = override.level === "secondary" ? mrkdwn` as secondary` : mrkdwn``;
    const why = override.why ? mrkdwn`: ${override.why}` : mrkdwn``;
    const words = mrkdwn`${userMention(override.userId)} for *${rotation}*${level}, ${stretchWords(override)} (${HOW[override.source]}${why})`;
    const undo = button({ text: "Take back", actionId: oncallIds.undoOverride.build({ id: override.id }) });
    return { words, block: section(words, { accessory: undo }) };
  });
  const head = mrkdwn`*Changed for a while, beside the rotations*`;
  const text = joinMrkdwn([head, ...lines.map(({ words }) => words)], "\n");
  return message(text, [section(head), ...lines.map(({ block }) => block)]);
}
