export type Names = (userId: string) => string;

const LONGEST_QUOTE = 600;

/** What people typed, on one line and harmless as Markdown; mentions become names, links stay links. */
export function prose(text: string, names: Names): string {
  const oneLine = text.replace(/\s*\n\s*/g, " ").trim();
  const parts = oneLine.split(TOKENS).map((part, index) => (index % 2 === 1 ? token(part, names) : plain(part)));
  return atLineStart(parts.join(""));
}

/** Like `prose`, cut where it would be longer than a reader wants in a list. */
export function quotation(text: string, names: Names): string {
  const characters = [...text];
  const shown = characters.length > LONGEST_QUOTE ? `${characters.slice(0, LONGEST_QUOTE).join("").trimEnd()}…` : text;
  return prose(shown, names);
}

/** Several lines of what people typed, each line kept. */
export const proseLines = (text: string, names: Names): string =>
  text
    .split("\n")
    .map((line) => prose(line, names))
    .filter((line) => line !== "")
    .join("  \n");

/** References as the chat writes them (`<@U1>`, `<#C1|name>`, `<https://…|text>`), our own mentions, and code. */
const TOKENS = /(<[^<>\n]+>|@\{[A-Z0-9]+\}|`[^`\n]+`)/;

function token(part: string, names: Names): string {
  if (part.startsWith("`")) return decoded(part).replaceAll("|", "\\|");
  const own = /^@\{([A-Z0-9]+)\}$/.exec(part);
  if (own?.[1]) return plain(names(own[1]));
  const [target = "", label] = split(part.slice(1, -1));
  const user = /^@([A-Z0-9]+)$/.exec(target);
  if (user?.[1]) return plain(`@${names(user[1])}`);
  if (target.startsWith("#")) return plain(`#${label || target.slice(1)}`);
  if (target.startsWith("!")) return plain(label || `@${target.slice(1).split("^")[0]}`);
  if (/^(https?:\/\/|mailto:)/.test(target)) return linked(decoded(target), label === undefined ? undefined : label);
  return plain(part);
}

function split(inner: string): [string, string | undefined] {
  const bar = inner.indexOf("|");
  return bar === -1 ? [inner, undefined] : [inner.slice(0, bar), inner.slice(bar + 1)];
}

/** A link, or the bare address where it has no words of its own. */
export function linked(url: string, label: string | undefined): string {
  const safe = url.replace(/[\s<>()|\\]/g, (sign) => `%${(sign.codePointAt(0) ?? 32).toString(16).padStart(2, "0")}`);
  return label === undefined ? `<${safe}>` : `[${plain(label)}](${safe})`;
}

const decoded = (text: string): string => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** Text without any meaning as Markdown or HTML. */
export function plain(text: string): string {
  return decoded(text)
    .replace(/[\\`*[\]|~]/g, "\\$&")
    .replaceAll("<", "&lt;")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_");
}

/** A sign that would begin a heading, a quotation or a list. */
const atLineStart = (line: string): string =>
  line.replace(/^([#>+-]|\d+[.)])(?=\s|$)/, (sign) => `${sign.slice(0, -1)}\\${sign.slice(-1)}`);
