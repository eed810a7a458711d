import { Feed } from "feed";
import type { PublicIncident, PublicPage } from "../../core/statuspage/index.ts";
import { html } from "./html.ts";
import { STATUSES } from "./words.ts";

/** Every word that customers were told, newest first, for feed readers. */
export function feedOf({ settings, current, past }: PublicPage, url: string): Feed {
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
      title: `${STATUSES[update.status]}: ${incident.headline}`,
      id: linkTo(incident, url, update.id),
      link: linkTo(incident, url, update.id),
      date: new Date(update.at),
      content: html`<p>${update.text}</p>`.text,
    });
  }
  return feed;
}

const linkTo = ({ id }: PublicIncident, url: string, updateId: string): string =>
  `${url}status/incidents/${id}#${updateId}`;
