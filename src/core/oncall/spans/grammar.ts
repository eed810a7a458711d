import type { ClockWords, DayPart, DayWords, Length, Token } from "./tokens.ts";

/** A moment as it was said. */
export interface Point {
  readonly day: DayWords | undefined;
  /** Said beside a date. */
  readonly weekday: number | undefined;
  readonly part: DayPart | undefined;
  readonly time: ClockWords | "now" | undefined;
  readonly isDayLast: boolean;
}

export type Joint = Extract<Token, { kind: "joint" }>["joint"];

/** What was said of when and how long. */
export type Said =
  | { readonly kind: "range"; readonly start: Point; readonly joint: Joint; readonly end: Point }
  | { readonly kind: "length"; readonly start: Point | undefined; readonly length: Length }
  | { readonly kind: "until"; readonly joint: Joint; readonly end: Point }
  | { readonly kind: "day"; readonly start: Point };

/** The longest beginning that says a time, and where it ends. */
export function readSpan(
  tokens: readonly Token[],
  opener: string | undefined,
): { said: Said; end: number } | undefined {
  let at = 0;
  const next = <K extends Token["kind"]>(kind: K): Extract<Token, { kind: K }> | undefined => {
    const token = tokens[at];
    if (!isOf(token, kind)) return undefined;
    at += 1;
    return token;
  };
  const point = (): Point | undefined => {
    const before = next("time");
    const named = next("day");
    const date = named?.day.kind === "weekday" && tokens[at]?.kind === "day" ? next("day") : undefined;
    const part = next("part")?.part ?? date?.part ?? named?.part;
    const time = before ?? next("time");
    if (!named && !time) return undefined;
    const weekday = date && named?.day.kind === "weekday" ? named.day.weekday : undefined;
    return { day: (date ?? named)?.day, weekday, part, time: time?.time, isDayLast: before !== undefined };
  };
  const said = (): Said | undefined => {
    const length = next("length")?.length;
    if (length) return { kind: "length", start: point(), length };
    const until = next("joint")?.joint;
    const start = point();
    if (!start) return undefined;
    if (until) return { kind: "until", joint: until, end: start };
    const lasting = next("length")?.length;
    if (lasting) return { kind: "length", start, length: lasting };
    const back = at;
    const joint = next("joint")?.joint;
    const end = joint && point();
    if (joint && end && (joint === "and") === (opener === "between")) return { kind: "range", start, joint, end };
    at = back;
    return start.day && !start.time && !opener ? { kind: "day", start } : undefined;
  };
  const found = said();
  return found && { said: found, end: tokens[at - 1]?.to ?? 0 };
}

const isOf = <K extends Token["kind"]>(token: Token | undefined, kind: K): token is Extract<Token, { kind: K }> =>
  token?.kind === kind;
