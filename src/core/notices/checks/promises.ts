import { type Find, matches } from "./finding.ts";

const MENDED =
  "(?:fixed|resolved|solved|restored|repaired|mended|back(?: up| online| to normal)?|working(?: again)?|available(?: again)?|over|done|recovered|normal(?: again)?|put right)";
const SURELY =
  "(?:will|'ll|shall|is going to|are going to|should|expect(?:ed)? (?:it |this |everything |that )?to|going to)";
const WHEN =
  "(?:(?:with)?in (?:the next |about |around |less than |under |a few |the hour|\\d+ )?\\s?(?:\\d+ )?(?:s(?:ec(?:ond)?s?)?|min(?:ute)?s?|h(?:(?:ou)?rs?)?|days?|hour)?|(?:by|before|at|until) (?:about |around )?(?:\\d{1,2}(?::\\d{2})?\\s?(?:am|pm|[A-Z]{3,4})?|noon|midnight|tonight|tomorrow|the end of (?:the )?\\w+|\\w+day)|today|tonight|tomorrow|shortly|soon|momentarily|any (?:minute|moment)|immediately|right away)";

const INSTEAD = "nobody can be held to this time; say when you will write again instead";

/** A time by which it is to be over; looked for sentence by sentence, which is quick whatever is typed. */
const OVER_BY = new RegExp(`\\b${SURELY}\\b.{0,60}\\b${MENDED}\\b.{0,30}?\\b${WHEN}`, "iu");
const SENTENCE = /[^.!?\n]+/g;
const BY_OVER =
  /\b(?:ETA|estimated time|expected (?:fix|resolution|recovery)|(?:fix|resolution|recovery) (?:is )?expected)\b[^.!?\n]*/gi;
/** Words that bind for ever. */
const FOR_EVER =
  /\b(?:(?:we|I) (?:can |do )?(?:guarantee|promise|assure)\b[^.!?\n]*|(?:will|can|shall) (?:never|not) (?:happen|occur|come back)[^.!?\n]*|never (?:happen|occur)s? again)/gi;
/** A time at which something is to be heard. */
const HEARD_AT =
  /\b(?:update|hear|write|inform|news|tell you)\b[^.!?\n]{0,40}?\b(?:by|at|before|until)\b[^.!?\n]{0,10}?\b([01]?\d|2[0-3]):([0-5]\d)\b(?: UTC)?/gi;

const isOverBy = ({ words }: { words: string }): boolean => OVER_BY.test(words);
const isOfNews = (sentence: string): boolean => /\b(?:update|hear from|write again|news|inform)\b/i.test(sentence);

const DAY_MINUTES = 24 * 60;
/** A time of day may be one of tomorrow; one of the last hours is past. */
const PAST_MINUTES = 12 * 60;

function isPast(words: string, now: number, timeZone: string): boolean {
  const [, hours, minutes] = /(\d{1,2}):(\d{2})/.exec(words) ?? [];
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const [nowHours, nowMinutes] = clock.format(now).split(":");
  const ago = Number(nowHours) * 60 + Number(nowMinutes) - (Number(hours) * 60 + Number(minutes));
  return (ago + DAY_MINUTES) % DAY_MINUTES > 0 && (ago + DAY_MINUTES) % DAY_MINUTES < PAST_MINUTES;
}

/** Times and certainties that nobody can keep: when it is over, that it never comes back, news at a time that has passed. */
export const findPromises: Find = ({ text, record: { now, policy } }) => [
  ...[...matches(text, SENTENCE, INSTEAD).filter(isOverBy), ...matches(text, BY_OVER, INSTEAD)]
    .filter(({ words }) => !isOfNews(words))
    .map((found) => ({ ...found, words: found.words.trim() })),
  ...matches(text, FOR_EVER, "nobody can keep this for ever; say what is being done so that it becomes less likely"),
  ...matches(text, HEARD_AT, "this time has passed; name one that is still to come").filter(({ words }) =>
    isPast(words, now, policy.businessHours.timeZone),
  ),
];
