import { readSpan } from "./grammar.ts";
import { spanOf } from "./meaning.ts";
import { BACKWARDS, HOW, OVER, refusal, UNCLEAR } from "./refusals.ts";
import type { Span } from "./spoken.ts";
import { type Token, tokensOf } from "./tokens.ts";

export interface SpokenSpan extends Span {
  /** What was said beside it. */
  readonly rest: string;
}

/** Nobody needs more to say when. */
const LONGEST = 1_000;

/**
 * Reads "tonight 18–22" on the clock of a zone, as a time that is not over yet, and gives the reason said after it. What is
 * not understood as a whole is refused with a sentence that shows how to write it: a wrong guess puts a wrong person on call.
 */
export function parseSpan(text: string, now: number, tz: string): SpokenSpan {
  const [said = "", ...reasons] = text.trim().split(/(?:^|\s)because\s/i);
  if (said.length > LONGEST) throw refusal(UNCLEAR);
  const words = said.trim().replace(/[‐‑‒–—―−]/g, "-");
  const tokens = tokensOf(words);
  const first = firstOf(tokens);
  const opener = tokens.slice(0, first).find(({ kind }) => kind === "opener");
  const found = readSpan(tokens.slice(first).filter(isWeighty), opener?.text.toLowerCase());
  if (!found) throw refusal(UNCLEAR);
  const lead = tokens.slice(0, first).find(isWeighty);
  const tail = tokens.filter(({ from }) => from >= found.end);
  const more = lead ?? tail.find(({ kind, text: each }) => MORE.includes(kind) || /^(?:un)?till?$/i.test(each));
  if (more) {
    throw refusal(`I do not understand “${more.text}” there. The time comes first, then \`because\` and why. ${HOW}`);
  }
  const span = spanOf(found.said, { now, tz });
  if (span.to <= now) throw refusal(OVER);
  if (span.to <= span.from) throw refusal(BACKWARDS);
  const rest = [said.trim().slice(found.end), ...reasons].join(" ");
  return { from: Math.max(span.from, now), to: span.to, rest: withoutFillers(rest) };
}

/** What stands before the first word about time. */
export function wordsBeforeSpan(text: string): string {
  const tokens = tokensOf(text.slice(0, LONGEST));
  const words = tokens.slice(0, firstOf(tokens)).filter(({ kind }) => kind === "word");
  return words.map((word) => word.text).join(" ");
}

const MORE: readonly Token["kind"][] = ["day", "part", "time", "length", "doubt"];

const isWeighty = ({ kind }: Token): boolean => kind !== "filler" && kind !== "opener";

/** Where the time begins; "to" and "and" do not begin one. */
function firstOf(tokens: readonly Token[]): number {
  const first = tokens.findIndex(
    (token) => MORE.includes(token.kind) || (token.kind === "joint" && ["until", "through"].includes(token.joint)),
  );
  return first < 0 ? tokens.length : first;
}

const withoutFillers = (text: string): string =>
  text
    .trim()
    .replace(/\s{2,}/g, " ")
    .replace(/^[\s,:;.!?)–—-]+/, "")
    .replace(/^(?:for|as)\s/i, "")
    .trim();
