import { durationText } from "../../../config/index.ts";
import { andList } from "../../../lib/lists.ts";

/** A length of time, to the minute where it is longer than one. */
export const span = (ms: number): string => durationText(ms < 60_000 ? ms : Math.round(ms / 60_000) * 60_000);

/** A number as people read it: "1,200". */
export const count = (value: number): string => value.toLocaleString("en-US", { maximumFractionDigits: 0 });

/** “data breach” and “ransomware” */
export const quoted = (words: readonly string[]): string =>
  andList([...new Set(words)].map((word) => `“${word.replaceAll("*", "").replaceAll(" ... ", " … ")}”`));

/** As it begins a sentence. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
