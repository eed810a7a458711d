const ELLIPSIS = "…";

/** C0 and C1 controls but tab and newline, and the overrides that let a text display backwards. */
const CONTROL = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/gu;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Removes control characters and half surrogates, and makes every line end a newline. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(CONTROL, "")
    .replace(/\p{Surrogate}/gu, "\ufffd");
}

/** At most `max` characters; what is cut ends with "…", never in the middle of a visible character. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  return cutAt(
    Array.from(graphemes.segment(text.slice(0, max + 1)), (part) => part.segment),
    max,
  );
}

/** One line without surrounding space, at most `max` characters. */
export function oneLine(text: string, max: number): string {
  return shorten(cleanText(text).replace(/\s+/g, " ").trim(), max);
}

/** Like `shorten`, for text in Slack's markup: links, mentions and entities stay whole or go. */
export function shortenMarkup(text: string, max: number): string {
  if (text.length <= max) return text;
  return cutAt(markupUnits(text), max);
}

function markupUnits(text: string): string[] {
  return text.split(/(<[^<>]*>|&(?:amp|lt|gt);)/).flatMap((part, index) => {
    const isWhole = index % 2 === 1;
    return isWhole ? [part] : Array.from(graphemes.segment(part), ({ segment }) => segment);
  });
}

function cutAt(units: string[], max: number): string {
  let kept = "";
  for (const unit of units) {
    if (kept.length + unit.length > max - ELLIPSIS.length) break;
    kept += unit;
  }
  return kept.trimEnd() + ELLIPSIS;
}
