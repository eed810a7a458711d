import { withoutControls } from "../../lib/controls.ts";

const ELLIPSIS = "…";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Removes control characters and half surrogates, and makes every line end a newline. */
export function cleanText(text: string): string {
  return withoutControls(text).replace(/\p{Surrogate}/gu, "\ufffd");
}

/** At most `max` characters; what is cut ends with "…", never in the middle of a visible character. */
export function shorten(text: string, max: number): string {
  return text.length <= max ? text : cutAt(text, boundaryBefore(text, max - ELLIPSIS.length));
}

/** One line without surrounding space, at most `max` characters. */
export function oneLine(text: string, max: number): string {
  return shorten(cleanText(text).replace(/\s+/g, " ").trim(), max);
}

/** Like `shorten`, for text in Slack's markup: links, mentions and entities stay whole or go. */
export function shortenMarkup(text: string, max: number): string {
  if (text.length <= max) return text;
  const most = max - ELLIPSIS.length;
  const split = [...text.matchAll(WHOLE)].find(({ index, 0: whole }) => index < most && index + whole.length > most);
  return cutAt(text, split?.index ?? boundaryBefore(text, most));
}

/** What may not be cut through. */
const WHOLE = /<[^<>]*>|&(?:amp|lt|gt);/g;

/** The last place up to `most` that stands between two visible characters; only the text around it is looked at. */
const boundaryBefore = (text: string, most: number): number => graphemes.segment(text).containing(most)?.index ?? most;

const cutAt = (text: string, end: number): string => text.slice(0, Math.max(0, end)).trimEnd() + ELLIPSIS;
