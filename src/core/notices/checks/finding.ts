import type { Readers } from "../../../config/index.ts";
import type { NoticeRecord } from "../record.ts";

/** What is looked for in a text. */
export type CheckId = "blank" | "secret" | "internal_name" | "jargon" | "blame" | "promise";

/** A place in a text that its readers should not get. */
export interface Finding {
  readonly check: CheckId;
  /** As they stand in the text; of a secret only what kind it is. */
  readonly words: string;
  /** Why, and what to write instead. */
  readonly advice: string;
  /** Nobody can overrule it. */
  readonly isBlocking: boolean;
}

/** One text under check, with the record that it was written from. */
export interface CheckedText {
  readonly text: string;
  readonly audience: Readers;
  readonly record: Pick<NoticeRecord, "incident" | "policy" | "now" | "nameOf">;
}

export type Find = (checked: CheckedText) => readonly Omit<Finding, "check" | "isBlocking">[];

/** Each match of a pattern with the same advice, or one made of the match. */
export const matches = (
  text: string,
  pattern: RegExp,
  advice: string | ((words: string) => string),
): { words: string; advice: string }[] =>
  [...text.matchAll(pattern)].map(([words]) => ({
    words,
    advice: typeof advice === "string" ? advice : advice(words),
  }));

/** A word as it is, whatever stands in it. */
export const literally = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
