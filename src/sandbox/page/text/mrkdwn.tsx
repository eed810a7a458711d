import { Fragment, type ReactNode } from "react";
import { Emoji } from "./emoji-sign.tsx";
import { BroadcastReference, ChannelReference, GroupReference, Link, Moment, PersonReference } from "./references.tsx";

const BLOCK = /```\n?([\s\S]+?)\n?```/g;
const INLINE =
  /`([^`\n]+)`|<([^<>\n]+)>|(?<![\w*])\*(?=\S)([^*\n]*\S)\*(?![\w*])|(?<![\w_])_(?=\S)([^_\n]*\S)_(?![\w_])|(?<![\w~])~(?=\S)([^~\n]*\S)~(?![\w~])|:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):|\b(https?:\/\/[^\s<>|]+)/g;

export const unescaped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** Slack's own markup, as one person reads it. */
export function Mrkdwn({ text }: { text: string }) {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(BLOCK)) {
    parts.push(<Lines key={from} text={text.slice(from, match.index)} />);
    parts.push(<pre key={`code ${match.index}`}>{unescaped(match[1] ?? "")}</pre>);
    from = match.index + match[0].length;
  }
  parts.push(<Lines key={from} text={text.slice(from)} />);
  return <div className="mrkdwn">{parts}</div>;
}

/** Lines that begin with ">" are quotes; the others stay together. */
function Lines({ text }: { text: string }) {
  const runs: { isQuote: boolean; lines: string[] }[] = [];
  for (const line of text.split("\n")) {
    const isQuote = line.startsWith("&gt;") || line.startsWith(">");
    const last = runs.at(-1);
    const shown = isQuote ? line.replace(/^(&gt;|>) ?/, "") : line;
    if (last?.isQuote === isQuote) last.lines.push(shown);
    else runs.push({ isQuote, lines: [shown] });
  }
  return runs.map(({ isQuote, lines }, index) => {
    const content = inline(lines.join("\n"));
    const key = `${index} ${isQuote}`;
    return isQuote ? <blockquote key={key}>{content}</blockquote> : <Fragment key={key}>{content}</Fragment>;
  });
}

/** Text within one line: emphasis, code, references, emoji. */
export function inline(text: string, { isTyped = false }: { isTyped?: boolean } = {}): ReactNode[] {
  const parts: ReactNode[] = [];
  const plain = (piece: string) => (isTyped ? piece : unescaped(piece));
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, code, reference, bold, italic, struck, emoji, bare] = match;
    if (isTyped && (reference !== undefined || bare !== undefined)) continue;
    if (match.index > from) parts.push(plain(text.slice(from, match.index)));
    const key = match.index;
    if (code !== undefined) parts.push(<code key={key}>{plain(code)}</code>);
    else if (reference !== undefined) parts.push(<Reference key={key} inside={reference} />);
    else if (bold !== undefined) parts.push(<b key={key}>{inline(bold, { isTyped })}</b>);
    else if (italic !== undefined) parts.push(<i key={key}>{inline(italic, { isTyped })}</i>);
    else if (struck !== undefined) parts.push(<s key={key}>{inline(struck, { isTyped })}</s>);
    else if (emoji !== undefined) parts.push(<Emoji key={key} name={emoji} />);
    else if (bare !== undefined)
      parts.push(
        <Link key={key} href={unescaped(bare)}>
          {unescaped(bare)}
        </Link>,
      );
    from = match.index + whole.length;
  }
  if (from < text.length) parts.push(plain(text.slice(from)));
  return parts;
}

const DATE = /^!date\^(\d+)\^([^^|]+)(?:\^([^|]*))?$/;

function Reference({ inside }: { inside: string }) {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? undefined : unescaped(inside.slice(bar + 1));
  const [, seconds, template, link] = DATE.exec(target) ?? [];
  if (seconds && template) return <Moment seconds={Number(seconds)} template={template} {...(link ? { link } : {})} />;
  if (target.startsWith("@")) return <PersonReference id={target.slice(1)} />;
  if (target.startsWith("#")) return <ChannelReference id={target.slice(1)} />;
  if (target.startsWith("!subteam^")) return <GroupReference id={target.slice("!subteam^".length)} />;
  if (target.startsWith("!")) return <BroadcastReference range={target.slice(1)} />;
  return <Link href={unescaped(target)}>{label ? inline(label, { isTyped: true }) : unescaped(target)}</Link>;
}

/** Plain text, in which Slack still draws emoji. */
export function plainText(text: string): ReactNode[] {
  return text
    .split(/(:[a-z0-9_+'-]+:)/)
    .map((part, index) => (index % 2 === 1 ? <Emoji key={`${index} ${part}`} name={part.slice(1, -1)} /> : part));
}
