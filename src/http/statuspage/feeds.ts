import { Feed } from "feed";
import type { PublicPage, PublicUpdate } from "../../core/statuspage/index.ts";
import { html } from "./html.ts";
import { STATUSES } from "./words.ts";

/** The feeds by the last part of their address: each with its media type. */
export const FEEDS: Readonly<Record<string, (page: PublicPage, url: string) => { type: string; body: string }>> = {
  // A title of Atom is read as HTML. https://www.rfc-editor.org/rfc/rfc4287#section-3.1
  "feed.atom": (page, url) => ({
    type: "application/atom+xml",
    body: feedOf(page, url, (title) => html`${inXml(title)}`.text).atom1(),
  }),
  "feed.rss": (page, url) => ({ type: "application/rss+xml", body: feedOf(page, url, inCdata).rss2() }),
  "feed.json": (page, url) => ({ type: "application/feed+json", body: feedOf(page, url, (title) => title).json1() }),
};

/** Without the characters that no XML document may hold, for one of them makes all of it unreadable. https://www.w3.org/TR/xml/#charsets */
const inXml = (text: string): string => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");

/** The library parts only the first end of a section, and what stands behind a second one would be read as the feed's own. */
const inCdata = (text: string): string => inXml(text).replaceAll("]]>", "]] >");

/** Every word that customers were told, newest first, for feed readers. */
function feedOf({ settings, current, past }: PublicPage, url: string, written: (title: string) => string): Feed {
  const incidents = [...current, ...past];
  const latest = Math.max(0, ...incidents.flatMap(({ updates }) => updates.map(({ at }) => at)));
  const feed = new Feed({
    title: settings.title,
    id: `${url}status`,
    link: `${url}status`,
    updated: new Date(latest),
    generator: false,
    feedLinks: { atom: `${url}status/feed.atom`, rss: `${url}status/feed.rss` },
    ...(settings.introduction && { description: settings.introduction }),
  });
  const items = incidents.flatMap((incident) => incident.updates.map((update) => ({ incident, update })));
  for (const { incident, update } of items.sort((a, b) => b.update.at - a.update.at)) {
    feed.addItem({
      title: written(`${STATUSES[update.status]}: ${incident.headline}`),
      id: linkTo(update, url),
      link: linkTo(update, url),
      date: new Date(update.at),
      content: html`<p>${inXml(update.text)}</p>`.text,
    });
  }
  return feed;
}

/** Stays the same when its incident is merged into another, so that nobody is told it anew. */
const linkTo = ({ id, of }: PublicUpdate, url: string): string => `${url}status/incidents/${of}#${id}`;
