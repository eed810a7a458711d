import type { MrkdwnElement, PlainTextElement } from "@slack/types";
import { type Text, toMrkdwn } from "../escape.ts";
import { cleanText, shorten, shortenMarkup } from "../text.ts";

/** Slack refuses an empty text object, so nothing to say is a dash. */
const NOTHING = "–";

/** A text without markup: what people typed shows as they typed it and mentions nobody. */
export function plain(text: string, max: number): PlainTextElement {
  const shown = shorten(cleanText(text).trim(), max);
  return { type: "plain_text", text: shown === "" ? NOTHING : shown, emoji: true };
}

/** A text with markup; a plain string is escaped. `verbatim` keeps Slack from finding mentions in it. */
export function marked(text: Text, max: number): MrkdwnElement {
  const shown = shortenMarkup(toMrkdwn(text).value, max);
  return { type: "mrkdwn", text: shown.trim() === "" ? NOTHING : shown, verbatim: true };
}
