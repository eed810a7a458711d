/** A part of the day: from which minute to which one a time in it may begin. */
export const PARTS = {
  morning: [0, 719],
  afternoon: [720, 1079],
  evening: [960, 1440],
  night: [1080, 1440],
} as const;
export type DayPart = keyof typeof PARTS;

/** Which day is meant depends on the day on which, or after which, it is said. */
export type DayWords =
  | { readonly kind: "offset"; readonly days: number }
  | { readonly kind: "weekday"; readonly weekday: number }
  | { readonly kind: "date"; readonly year: number | undefined; readonly month: number; readonly day: number };

export interface ClockWords {
  /** Since midnight, up to 1440. */
  readonly minute: number;
  /** The time twelve hours later may be meant as well: "6", but neither "06:00" nor "18". */
  readonly isVague: boolean;
  readonly half: "am" | "pm" | undefined;
  readonly isMidnight: boolean;
}

/** Of the calendar, or by a watch. */
export interface Length {
  readonly days: number;
  readonly ms: number;
}

type Meaning =
  | { readonly kind: "day"; readonly day: DayWords; readonly part?: DayPart }
  | { readonly kind: "part"; readonly part: DayPart }
  | { readonly kind: "time"; readonly time: ClockWords | "now" }
  | { readonly kind: "length"; readonly length: Length }
  | { readonly kind: "joint"; readonly joint: "to" | "and" | "until" | "through" }
  /** Says that a beginning follows. */
  | { readonly kind: "opener" }
  /** Stands around a time and adds nothing. */
  | { readonly kind: "filler" }
  /** Says something of time that is not understood. */
  | { readonly kind: "doubt" }
  | { readonly kind: "word" };

export type Token = Meaning & { readonly text: string; readonly from: number; readonly to: number };

type Groups = Readonly<Record<string, string | undefined>>;
type Row = readonly [pattern: string, meaning: (found: Groups) => Meaning | undefined];

const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const HOUR_MS = 3_600_000;
const UNITS: Readonly<Record<string, Length>> = {
  h: { days: 0, ms: HOUR_MS },
  m: { days: 0, ms: HOUR_MS / 60 },
  d: { days: 1, ms: 0 },
  w: { days: 7, ms: 0 },
};

const PART = Object.keys(PARTS).join("|");
const WEEKDAY =
  "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?";
const MONTH =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const YEAR = "(?<year>20\\d\\d)";
const NTH = "(?<day>\\d{1,2})(?:st|nd|rd|th)?";
const NUMBER = `\\d{1,3}(?:[.,]\\d{1,2})?\\s?|(?:${NUMBERS.slice(1).join("|")}|half an?|an?)\\s`;
const UNIT = "(?:h|hrs?|hours?|m|mins?|minutes?|d|days?|w|weeks?)";
const MEASURE = `(?:${NUMBER})${UNIT}`;
const HALF = "(?<half>[ap])\\.?m\\.?";

/** What each word around a time means; the first row that fits counts, and one without a meaning leaves it to the next. */
const ROWS: readonly Row[] = [
  ["(?<year>\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)(?:t(?=\\d))?", date],
  [`(?<day>\\d{1,2})\\.\\s?(?<month>\\d{1,2})\\.(?:\\s?${YEAR})?`, date],
  [`${NTH}\\.?\\s(?:of\\s)?(?<name>${MONTH})\\.?(?:,?\\s${YEAR})?`, date],
  [`(?<name>${MONTH})\\.?\\s${NTH}(?:,?\\s${YEAR})?`, date],
  [`this\\s(?<part>${PART})`, ({ part }) => ({ kind: "day", day: { kind: "offset", days: 0 }, ...partOf(part) })],
  ["tonight", () => ({ kind: "day", day: { kind: "offset", days: 0 }, part: "night" })],
  ["today", () => ({ kind: "day", day: { kind: "offset", days: 0 } })],
  ["tomm?orr?ow|tmrw?", () => ({ kind: "day", day: { kind: "offset", days: 1 } })],
  [`(?:this\\s)?(?<name>${WEEKDAY})`, ({ name = "" }) => ({ kind: "day", day: weekday(name) })],
  [`(?<part>${PART})`, ({ part }) => ({ kind: "part", part: "night", ...partOf(part) })],
  ["now", () => ({ kind: "time", time: "now" })],
  ["noon|midday", () => ({ kind: "time", time: clock(12 * 60) })],
  ["midnight", () => ({ kind: "time", time: { ...clock(24 * 60), isMidnight: true } })],
  [`(?<hour>\\d{1,2})(?:[:.](?<minute>[0-5]\\d))?\\s?${HALF}`, time],
  ["(?<hour>\\d{1,2})h(?<minute>[0-5]\\d)?(?=\\s?[-→]|\\s(?:to|until|till?|through)\\s)", time],
  ["(?<=[-→]\\s?|(?:to|until|till?|through)\\s)(?<hour>\\d{1,2})h(?<minute>[0-5]\\d)?", time],
  ["(?<hours>\\d{1,2})h\\s?(?<minutes>[0-5]\\d)m?", ({ hours, minutes }) => lengthOf(`${hours}h${minutes}m`)],
  [`(?<all>${MEASURE}(?:,?\\s?(?:and\\s)?${MEASURE})*)`, ({ all = "" }) => lengthOf(all)],
  ["(?<hour>\\d{1,2}):(?<minute>[0-5]\\d)(?:\\s?h)?", time],
  ["(?<hour>[0-2]\\d)(?<minute>[0-5]\\d)(?!-\\d\\d-)", time],
  ["(?<hour>\\d{1,2})(?:\\s?o['’]?clock)?", time],
  ["-|→|to", () => ({ kind: "joint", joint: "to" })],
  ["and", () => ({ kind: "joint", joint: "and" })],
  ["until|till?|['’]til", () => ({ kind: "joint", joint: "until" })],
  ["through|thru", () => ({ kind: "joint", joint: "through" })],
  ["from|between|starting", () => ({ kind: "opener" })],
  [`for|at|on|the|next(?=\\s(?:${NUMBER}))|all\\sday|me|please`, () => ({ kind: "filler" })],
  [
    `(?:${PART}|${WEEKDAY})s|${MONTH}|weekends?|weekdays?|(?:work)?week|months?|hours?|minutes?|days|half|quarter`,
    doubt,
  ],
  ["yesterday|next|last|every|each|daily|weekly|before|after|since|except|not|or|ago|later|early|eod|eob|cob", doubt],
  ["time|utc|gmt|z|ce[s]?t|bst|ist|jst|ae[sd]t|[ecmp][sd]?t", doubt],
  ["\\d\\S*", doubt],
  ["[^\\s,]+", () => ({ kind: "word" })],
];

const TABLE = ROWS.map(([pattern, meaning]) => ({
  pattern: new RegExp(`(?:${pattern})(?=$|[\\s,;!?()→]|-|[.:](?:\\s|$)|(?<=\\dt)\\d|(?<=[-→]))`, "iuy"),
  meaning,
}));

/** Takes a text apart into what says something of time, and words. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const token = /[\s,;()]/.test(text.charAt(at)) ? undefined : tokenAt(text, at);
    if (token) tokens.push(token);
    at = token?.to ?? at + 1;
  }
  return tokens;
}

function tokenAt(text: string, at: number): Token | undefined {
  for (const { pattern, meaning } of TABLE) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    const meant = found?.[0] ? meaning(lowered(found.groups)) : undefined;
    if (found && meant) return { ...meant, text: found[0], from: at, to: at + found[0].length };
  }
  return undefined;
}

const lowered = (groups: Groups = {}): Groups =>
  Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, text?.toLowerCase()]));

function doubt(): Meaning {
  return { kind: "doubt" };
}

function date({ year, month, name, day }: Groups): Meaning | undefined {
  const said = { month: name ? MONTHS.indexOf(name.slice(0, 3)) + 1 : Number(month), day: Number(day) };
  // A day in a leap year, where none is named: whether this one has it is asked later.
  const there = new Date(Date.UTC(Number(year ?? 2000), said.month - 1, said.day));
  if (there.getUTCMonth() + 1 !== said.month || there.getUTCDate() !== said.day) return undefined;
  return { kind: "day", day: { kind: "date", year: year ? Number(year) : undefined, ...said } };
}

const weekday = (name: string): DayWords => ({ kind: "weekday", weekday: WEEKDAYS.indexOf(name.slice(0, 3)) });

const partOf = (name: string | undefined): { part: DayPart } | undefined => {
  const part = (Object.keys(PARTS) as DayPart[]).find((each) => each === name);
  return part && { part };
};

const clock = (minute: number): ClockWords => ({ minute, isVague: false, half: undefined, isMidnight: false });

function time({ hour = "", minute = "0", half }: Groups): Meaning | undefined {
  const [hours, minutes] = [Number(hour), Number(minute)];
  if (half) {
    if (hours < 1 || hours > 12) return undefined;
    const said = ((hours % 12) + (half === "p" ? 12 : 0)) * 60 + minutes;
    return { kind: "time", time: { ...clock(said), half: half === "p" ? "pm" : "am" } };
  }
  const said = hours * 60 + minutes;
  if (said > 24 * 60) return undefined;
  const isVague = hours >= 1 && hours <= 12 && !hour.startsWith("0");
  return { kind: "time", time: { ...clock(said), isVague } };
}

function lengthOf(text: string): Meaning | undefined {
  const parts = [...text.matchAll(new RegExp(`(${NUMBER})(${UNIT})`, "gi"))].map(([, number = "", unit = ""]) => {
    const { days = 0, ms = 0 } = UNITS[unit.charAt(0).toLowerCase()] ?? {};
    return { days: days * numberOf(number), ms: ms * numberOf(number) };
  });
  const length = parts.reduce((sum, each) => ({ days: sum.days + each.days, ms: sum.ms + each.ms }), {
    days: 0,
    ms: 0,
  });
  if (length.days + length.ms <= 0) return undefined;
  // Half a day is twelve hours by a watch.
  const days = Math.floor(length.days);
  return { kind: "length", length: { days, ms: Math.round(length.ms + (length.days - days) * 24 * HOUR_MS) } };
}

function numberOf(text: string): number {
  const word = text.trim().toLowerCase();
  if (word.startsWith("half")) return 0.5;
  if (/^an?$/.test(word)) return 1;
  return NUMBERS.includes(word) ? NUMBERS.indexOf(word) : Number(word.replace(",", "."));
}
