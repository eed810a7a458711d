const NUMBER = String.raw`\d{1,3}(?:[,.\u00a0\u202f '’]\d{3})+|\d+(?:[.,]\d+)?`;
const SCALE = String.raw`\s?(k|m|thousand|million)\b`;
const PEOPLE = "users?|customers?|people|accounts?|clients?|subscribers?|visitors?|members?|tenants?|persons?";
const USERS = new RegExp(
  String.raw`(?<![\d.,])(${NUMBER})(?:${SCALE})?\+?\s+(?:[\p{L}-]+\s+){0,2}?(?:${PEOPLE})\b`,
  "giu",
);
const CURRENCY = "[$€£¥]|usd|eur|gbp|chf|dollars?|euros?|pounds?";
const MONEY_BEFORE = new RegExp(String.raw`(?:${CURRENCY})\s?(${NUMBER})(?:${SCALE})?`, "giu");
const MONEY_AFTER = new RegExp(String.raw`(?<![\d.,])(${NUMBER})(?:${SCALE})?\s?(?:${CURRENCY})(?!\p{L})`, "giu");

const SCALES: Readonly<Record<string, number>> = { k: 1e3, thousand: 1e3, m: 1e6, million: 1e6 };

/** The most people that a text counts: "about 1,200 users", "2k paying customers"; shares ("30 % of users") count nobody. */
export const usersIn = (text: string): number | undefined => largest(text, [USERS]);

/** The largest sum of money in a text, whatever the currency: "$12.5k", "15 000 EUR". */
export const moneyIn = (text: string): number | undefined => largest(text, [MONEY_BEFORE, MONEY_AFTER]);

function largest(text: string, patterns: readonly RegExp[]): number | undefined {
  const found = patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, digits = "", scale]) => amountOf(digits, scale)),
  );
  return found.length === 0 ? undefined : Math.max(...found);
}

function amountOf(digits: string, scale: string | undefined): number {
  const isGrouped = /^\d{1,3}(?:\D\d{3})+$/.test(digits);
  const plain =
    isGrouped && scale === undefined ? digits.replace(/\D/g, "") : digits.replace(",", ".").replace(/[^\d.]/g, "");
  return Number(plain) * (scale === undefined ? 1 : (SCALES[scale.toLowerCase()] ?? 1));
}
