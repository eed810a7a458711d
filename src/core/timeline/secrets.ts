/** One kind of secret. `find` must run in linear time: bounded repeats, and starts that cannot overlap. */
interface SecretShape {
  readonly kind: string;
  /** Every match has one of these in it, in lower case: most texts have none, and are read no further. */
  readonly signs?: readonly string[];
  readonly find: RegExp;
  /** Which part of the match is the secret; all of it unless told. */
  readonly part?: (match: string, groups: readonly (string | undefined)[]) => string | undefined;
}

const lastGroup: SecretShape["part"] = (_match, groups) => groups.at(-1);

/** What is written behind `=` or `:` but is no secret: variables, placeholders, words about secrets. */
const NO_VALUE =
  "(?![$<*[{(])(?!(?:expired|changed|reset|invalid|missing|required|unknown|incorrect|rotated|redacted|wrong|none|null|undefined|true|false|empty|string|process\\.env)\\b)";

const PASSWORD_SIGNS = ["pass", "pwd"];
const PASSWORD_NAMES = "(?:password|passwort|passwd|passphrase|pwd)";
const TOKEN_NAMES =
  "(?:secret|token|api[_-]?key|access[_-]?key|auth[_-]?key|private[_-]?key|secret[_-]?key|credentials?|client[_-]?secret|secret[_-]?access[_-]?key)";

const SHAPES: readonly SecretShape[] = [
  {
    kind: "private key",
    signs: ["-----begin"],
    find: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----|$)/g,
  },
  {
    kind: "Slack token",
    signs: ["xox", "xapp-", "xwfp-"],
    find: /(?<![\w-])(?:xox[a-z](?:\.xox[a-z])?|xapp|xwfp)-[A-Za-z0-9-]{10,}/g,
  },
  {
    kind: "Slack webhook",
    signs: ["https://hooks.slack"],
    find: /https:\/\/hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/[\w/-]{10,}/g,
  },
  {
    kind: "AWS key",
    signs: ["akia", "asia", "abia", "acca"],
    find: /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])/g,
  },
  {
    kind: "GitHub token",
    signs: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"],
    find: /(?<![\w-])(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,})/g,
  },
  { kind: "GitLab token", signs: ["gl"], find: /(?<![\w-])gl(?:pat|ptt|dt|rt|ft|cbt|imt|agent|oas|soat)-[\w.-]{16,}/g },
  {
    kind: "Stripe key",
    signs: ["k_live_", "k_test_", "whsec_"],
    find: /(?<![\w-])(?:[srp]k_(?:live|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/=]{16,})/g,
  },
  {
    kind: "Google key",
    signs: ["aiza", "ya29.", "gocspx-"],
    find: /(?<![\w-])(?:AIza[\w-]{35}|ya29\.[\w-]{20,}|GOCSPX-[\w-]{20,})/g,
  },
  { kind: "npm token", signs: ["npm_"], find: /(?<![\w-])npm_[A-Za-z0-9]{36,}/g },
  { kind: "SendGrid key", signs: ["sg."], find: /(?<![\w-])SG\.[\w-]{16,100}\.[\w-]{16,}/g },
  { kind: "API key", signs: ["sk-"], find: /(?<![\w-])sk-(?=[A-Za-z0-9_-]{0,200}\d)[A-Za-z0-9_-]{20,}/g },
  { kind: "JSON web token", signs: ["eyj"], find: /(?<![\w.-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{4,}/g },
  {
    kind: "password in an address",
    signs: ["://"],
    find: /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{0,100}:([^\s/@]{1,200})@/gi,
    part: lastGroup,
  },
  {
    kind: "authorization",
    signs: ["bearer", "authorization"],
    find: /(?<![a-z])(?:bearer|authorization["']?\s{0,3}[:=]\s{0,3}["']?(?:basic|bearer|token))\s{1,3}([\w.~+/=-]{16,})/gi,
    part: lastGroup,
  },
  {
    kind: "password",
    signs: PASSWORD_SIGNS,
    find: new RegExp(
      `(?<![a-z])${PASSWORD_NAMES}["']?\\s{0,3}(?::=|=>|=|:)\\s{0,3}(?:"([^"\\n]{4,200})"|'([^'\\n]{4,200})'|${NO_VALUE}([^\\s"',;]{4,}))`,
      "gi",
    ),
    part: (_match, groups) => groups.find((group) => group !== undefined),
  },
  {
    kind: "password",
    signs: PASSWORD_SIGNS,
    find: new RegExp(
      `(?<![a-z])${PASSWORD_NAMES}\\s{1,3}is:?\\s{1,3}["'\`]?(?=[^\\s"'\`]{0,60}\\d)([^\\s"'\`]{4,})`,
      "gi",
    ),
    part: lastGroup,
  },
  {
    kind: "secret",
    signs: ["secret", "token", "key", "credential"],
    find: new RegExp(
      `(?<![a-z])${TOKEN_NAMES}["']?\\s{0,3}(?::=|=>|=|:)\\s{0,3}["']?${NO_VALUE}(?=[^\\s"',;]{0,80}\\d)([^\\s"',;]{8,})`,
      "gi",
    ),
    part: lastGroup,
  },
  {
    kind: "card number",
    find: /(?<![\d.-])(?:[3-6]\d{12,18}|[3-6]\d{3}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{3})?|3\d{3}([ -])\d{6}\2\d{5})(?![\d-])/g,
    part: (match) => (passesLuhn(match.replace(/\D/g, "")) ? match : undefined),
  },
];

export interface Masked {
  readonly text: string;
  /** What was found, each kind once, in the words of `SHAPES`. */
  readonly kinds: readonly string[];
}

/** Puts a note in the place of every token, key, password and card number; takes time linear in the text. */
export function maskSecrets(text: string): Masked {
  const kinds = new Set<string>();
  let masked = text;
  const lower = text.toLowerCase();
  for (const { kind, signs, find, part } of SHAPES) {
    if (signs && !signs.some((sign) => lower.includes(sign))) continue;
    masked = masked.replace(find, (match: string, ...rest: unknown[]) => {
      const secret = part ? part(match, groupsOf(rest)) : match;
      if (secret === undefined || secret.startsWith("[masked")) return match;
      kinds.add(kind);
      return (
        match.slice(0, match.lastIndexOf(secret)) + mask(kind) + match.slice(match.lastIndexOf(secret) + secret.length)
      );
    });
  }
  return { text: masked, kinds: [...kinds] };
}

const mask = (kind: string): string => `[masked ${kind}]`;

/** `replace` hands over the groups, then the offset and the whole text. */
const groupsOf = (rest: readonly unknown[]): (string | undefined)[] =>
  rest
    .slice(
      0,
      rest.findIndex((each) => typeof each === "number"),
    )
    .map((each) => (typeof each === "string" ? each : undefined));

/** The check digit of card numbers: ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
