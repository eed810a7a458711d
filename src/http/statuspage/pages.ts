import type { Component, Day, PublicIncident, PublicPage, PublicUpdate } from "../../core/statuspage/index.ts";
import { type Html, html } from "./html.ts";
import { STYLE } from "./style.ts";
import { dayText, ENDED, minutesText, percentText, STATES, STATUSES, timeText } from "./words.ts";

/** The page that everybody sees first. */
export const overviewPage = (page: PublicPage): string =>
  document(
    page,
    page.settings.title,
    html`<p class="banner ${page.state}" role="status">${STATES[page.state].headline}</p>
${currentIncidents(page)}
${components(page)}
${pastIncidents(page)}`,
  );

/** One incident, from its first word to its last. */
export const incidentPage = (page: PublicPage, incident: PublicIncident): string =>
  document(
    page,
    `${incident.headline} · ${page.settings.title}`,
    html`<p><a href="/status">← All systems</a></p>${incidentCard(page, incident, "h2")}`,
  );

/** What stands at an address of no incident that is still shown. */
export const notFoundPage = (page: PublicPage): string =>
  document(
    page,
    `Nothing here · ${page.settings.title}`,
    html`<h2>Nothing is here</h2><p>This incident is too long ago, or its address has a slip in it. <a href="/status">See all systems</a>.</p>`,
  );

function document(page: PublicPage, title: string, content: Html): string {
  const { settings, at } = page;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="60">
<title>${title}</title>
<link rel="alternate" type="application/atom+xml" title="${settings.title}" href="/status/feed.atom">
<link rel="alternate" type="application/rss+xml" title="${settings.title}" href="/status/feed.rss">
<style>${STYLE}</style>
</head>
<body>
<header><h1>${settings.title}</h1>${settings.introduction && html`<p class="soft">${settings.introduction}</p>`}</header>
<main>${content}</main>
<footer class="soft">
<p>As of ${timeText(at, settings.timeZone)}; all times are in ${settings.timeZone}.</p>
<p><a href="/status/feed.atom">Atom</a> · <a href="/status/feed.rss">RSS</a> · <a href="/status/api/v2/summary.json">JSON</a>${
    settings.support && html` · <a href="${settings.support.url}">${settings.support.title}</a>`
  }</p>
</footer>
</body>
</html>
`.text;
}

function currentIncidents(page: PublicPage): Html | undefined {
  if (page.current.length === 0) return undefined;
  return html`<section><h2>Now</h2>${page.current.map((incident) => incidentCard(page, incident, "h3"))}</section>`;
}

function components({ components: all, settings }: PublicPage): Html {
  if (all.length === 0) return html`<section class="card"><p>No systems are listed here yet.</p></section>`;
  const groups = [...new Set(all.map(({ group }) => group ?? ""))];
  // All components have the same days.
  const dates = (all[0]?.days ?? []).map(({ startsAt }) => dayText(startsAt, settings.timeZone));
  return html`<section><h2>Systems</h2>${groups.map(
    (group) =>
      html`<div class="card">${group !== "" && html`<h3 class="soft">${group}</h3>`}${all
        .filter((component) => (component.group ?? "") === group)
        .map((component) => componentRow(component, dates))}</div>`,
  )}</section>`;
}

function componentRow({ name, description, state, days, uptime }: Component, dates: readonly string[]): Html {
  const told = `${percentText(uptime)} uptime in ${days.length === 1 ? "one day" : `${days.length} days`}`;
  return html`<div class="component">
<div class="row"><h3>${name}</h3><span class="state is-${state}">${STATES[state].label}</span></div>
${description && html`<p class="soft">${description}</p>`}
<div class="bars" role="img" aria-label="${told}">${days.map(
    (day, index) => html`<span class="${day.worst}" title="${dates[index]}: ${dayTitle(day)}"></span>`,
  )}</div>
<div class="row soft"><span>${days.length} days ago</span><span>${told}</span><span>today</span></div>
</div>`;
}

function dayTitle({ minutes }: Day): string {
  const parts = [
    { minutes: minutes.major_outage, what: "down" },
    { minutes: minutes.partial_outage, what: "partly down" },
    { minutes: minutes.degraded_performance, what: "degraded" },
  ].filter((part) => part.minutes > 0);
  return parts.map((part) => `${minutesText(part.minutes)} ${part.what}`).join(", ") || "no trouble";
}

function pastIncidents(page: PublicPage): Html {
  const { past, settings } = page;
  const span = settings.pastDays === 1 ? "day" : `${settings.pastDays} days`;
  if (past.length === 0)
    return html`<section><h2>Past incidents</h2><p class="soft">None in the last ${span}.</p></section>`;
  return html`<section><h2>Past incidents</h2>${past.map((incident) => incidentCard(page, incident, "h3"))}</section>`;
}

function incidentCard(page: PublicPage, incident: PublicIncident, heading: "h2" | "h3"): Html {
  const { timeZone } = page.settings;
  const title = html`<a href="/status/incidents/${incident.id}">${incident.headline}</a>`;
  const hit = page.components.filter(({ key }) => incident.components.includes(key)).map(({ name }) => name);
  const span =
    incident.endedAt === undefined
      ? `since ${timeText(incident.startedAt, timeZone)}`
      : `${timeText(incident.startedAt, timeZone)} to ${timeText(incident.endedAt, timeZone)}`;
  return html`<article class="card">
<div class="row">${heading === "h2" ? html`<h2>${title}</h2>` : html`<h3>${title}</h3>`}<span>${standing(incident)}</span></div>
<p class="soft">${span}${hit.length > 0 && ` · ${hit.join(", ")}`}</p>
${[...incident.updates].reverse().map((update) => updateBlock(update, timeZone))}
</article>`;
}

const standing = ({ endedAt, status }: PublicIncident): string =>
  endedAt !== undefined && status !== "resolved" ? ENDED : STATUSES[status];

const updateBlock = ({ at, status, text }: PublicUpdate, timeZone: string): Html =>
  html`<div class="update"><strong>${STATUSES[status]}</strong> <span class="soft">${timeText(at, timeZone)}</span>
${text}</div>`;
