import { withoutControls } from "../../../lib/controls.ts";

export type Names = (userId: string) => string;

const LONGEST_QUOTE = 600;

/** What people said, on one line and harmless as Markdown; mentions become names, addresses links, code stays code. */
export function prose(text: string, names: Names): string {
  const oneLine = withoutControls(text)
    .replace(/\s+/g, (gap) => (gap.includes("\n") ? " " : gap))
    .trim();
  const parts = oneLine.split(TOKENS).map((part, index) => (index % 2 === 1 ? token(part, names) : plain(part)));
  return atLineStart(parts.join(""));
}

/** Like `prose`, cut where it would be longer than a reader wants in a list. */
export function quotation(text: string, names: Names): string {
  if (text.length <= LONGEST_QUOTE) return prose(text, names);
  return prose(`${[...text].slice(0, LONGEST_QUOTE).join("").trimEnd()}…`, names);
}

/** Several lines of what people said, each line kept. */
export const proseLines = (text: string, names: Names): string =>
  text
    .split("\n")
    .map((line) => prose(line, names))
    .filter((line) => line !== "")
    .join("  \n");

const TOKENS = /(```.+?```|https?:\/\/[^\s<>()"“”|\\]*[^\s<>()"“”|\\.,;:!?]|@\{[A-Z0-9]+\}|`[^`\n]+`)/;

function token(part: string, names: Names): string {
  if (part.startsWith("`")) return code(part);
  if (part.startsWith("@{")) return plain(names(part.slice(2, -1)));
  return `<${part}>`;
}

/** A block of code on one line is code like any other. */
function code(part: string): string {
  const words = part
    .replace(/^`+|`+$/g, "")
    .trim()
    .replaceAll("|", "\\|");
  return words.includes("`") ? plain(words.replaceAll("\\|", "|")) : `\`${words}\``;
}

/** A link of our own making. */
export function linked(url: string, label: string): string {
  const safe = url.replace(/[\s<>()|\\]/g, (sign) => `%${(sign.codePointAt(0) ?? 32).toString(16).padStart(2, "0")}`);
  return `[${plain(label)}](${safe})`;
}

/** Text without any meaning as Markdown or HTML. */
export const plain = (text: string): string =>
  text
    .replace(/[\\`*[\]|~]/g, "\\$&")
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_");

/** A sign that would begin a heading, a quotation or a list. */
const atLineStart = (line: string): string =>
  line.replace(/^([#>+-]|\d+[.)])(?=\s|$)/, (sign) => `${sign.slice(0, -1)}\\${sign.slice(-1)}`);
