import { cleanText } from "./text.ts";

/** Text in Slack's markup that is known to be safe: only the functions of this file and dates make one. */
export class Mrkdwn {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }

  toString(): string {
    return this.value;
  }
}

/** Text of people, or of us: a plain string is always treated as typed by a stranger. */
export type Text = string | Mrkdwn;

/** What people typed, with `&`, `<` and `>` made harmless and control characters removed. */
export function escapeText(text: string): string {
  return cleanText(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Markup whose every interpolation is escaped unless it is `Mrkdwn` itself. */
export function mrkdwn(parts: TemplateStringsArray, ...values: (Text | number)[]): Mrkdwn {
  return new Mrkdwn(parts.reduce((text, part, index) => text + markup(values[index - 1] ?? "") + part));
}

/** Joins several texts, escaping those of people. */
export function joinMrkdwn(texts: readonly Text[], separator: string): Mrkdwn {
  return new Mrkdwn(texts.map(markup).join(escapeText(separator)));
}

/** Escapes a text unless it is known to be safe. */
export function toMrkdwn(text: Text): Mrkdwn {
  return text instanceof Mrkdwn ? text : new Mrkdwn(escapeText(text));
}

/** What people typed, escaped, with bare web addresses made into links. */
export function prose(text: string): Mrkdwn {
  const linked = cleanText(text)
    .split(/(https?:\/\/[^\s<>|]+)/)
    .map((part, index) => (index % 2 === 1 ? `<${escapeText(part)}>` : escapeText(part)));
  return new Mrkdwn(linked.join(""));
}

/** What people typed as a quotation, each line marked. */
export function quote(text: string): Mrkdwn {
  return new Mrkdwn(
    prose(text)
      .value.split("\n")
      .map((line) => `>${line}`)
      .join("\n"),
  );
}

export const bold = (text: Text) => new Mrkdwn(`*${markup(text)}*`);

/** A mention that notifies the person. */
export const userMention = (userId: string) => reference("@", userId);

/** The name of a user group; in a post it notifies everybody in it. */
export const groupMention = (groupId: string) => reference("!subteam^", groupId);

export const channelLink = (channelId: string) => reference("#", channelId);

/** A link that shows `text`; an address that is not http, https or mailto is shown as text only. */
export function link(url: string, text: string): Mrkdwn {
  const label = escapeText(text).replaceAll("|", "¦").replaceAll("\n", " ");
  if (!/^(https?:\/\/|mailto:)[^\s<>|]+$/.test(url)) return new Mrkdwn(label);
  return new Mrkdwn(`<${escapeText(url)}|${label}>`);
}

function reference(mark: string, id: string): Mrkdwn {
  return new Mrkdwn(/^[A-Z0-9]{1,30}$/.test(id) ? `<${mark}${id}>` : escapeText(id));
}

function markup(value: Text | number): string {
  return value instanceof Mrkdwn ? value.value : escapeText(String(value));
}
