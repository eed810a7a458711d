import { PLACEHOLDERS, type Placeholder } from "../../config/index.ts";
import { filledWith } from "./placeholders.ts";
import type { NoticeRecord } from "./record.ts";

const isPlaceholder = (name: string): name is Placeholder => Object.hasOwn(PLACEHOLDERS, name);

/**
 * The words of a template with what the record knows in them. What it does not know is a blank for the writer, "[what users
 * see]": nothing is ever invented.
 */
export function fill(text: string, record: NoticeRecord): string {
  return text.replace(/\{([a-z_]+)\}/g, (placeholder, name: string, offset: number) => {
    if (!isPlaceholder(name)) return placeholder;
    const isInBlank = depthAt(text, offset) > 0;
    const known = filledWith[name](record)?.trim();
    if (known) return unbracketed(known, isInBlank);
    return isInBlank ? PLACEHOLDERS[name] : `[${PLACEHOLDERS[name]}]`;
  });
}

/** What people wrote in brackets is no blank. */
const unbracketed = (text: string, isInBlank: boolean): string =>
  text.replaceAll("[", isInBlank ? "" : "(").replaceAll("]", isInBlank ? "" : ")");

/** How many brackets stand open before a place. */
function depthAt(text: string, offset: number): number {
  const before = text.slice(0, offset);
  return before.split("[").length - before.split("]").length;
}

export const BLANK = /\[[^[\]]*\]/g;

/** The blanks of a filled text: what somebody must still write or take out. */
export const blanksOf = (text: string): string[] => [...new Set(text.match(BLANK) ?? [])];
