import type { KnownBlock } from "@slack/types";
import {
  context,
  date,
  joinMrkdwn,
  link,
  type Message,
  type Mrkdwn,
  message,
  mrkdwn,
  oneLine,
  section,
} from "../../kit/index.ts";

export interface SearchHit {
  readonly at: number;
  /** In plain words, people by name. */
  readonly text: string;
  readonly permalink: string | undefined;
}

export interface SearchGroup {
  readonly incident: {
    readonly id: number;
    readonly title: string;
    readonly severityLabel: string;
    readonly status: string;
  };
  readonly hits: readonly SearchHit[];
  /** How many more there are than are shown. */
  readonly moreCount: number;
}

export interface SearchResults {
  readonly words: string;
  readonly groups: readonly SearchGroup[];
  /** Only the newest finds were looked at. */
  readonly isCut: boolean;
}

const LONGEST_HIT = 240;

/** What was found, newest incident first, each hit with the way to its message. */
export function searchResults({ words, groups, isCut }: SearchResults): Message {
  const shown = oneLine(words, 100);
  if (groups.length === 0) {
    const text = mrkdwn`Nothing on record has “${shown}” in it, as far as you may see. Try fewer or other words.`;
    return message(text, [section(text)]);
  }
  const title = mrkdwn`*Found “${shown}”*`;
  const bodies = groups.map(groupText);
  const cut: KnownBlock[] = isCut ? [context(["Only the newest finds are shown. More words narrow them down."])] : [];
  return message(joinMrkdwn([title, ...bodies], "\n\n"), [
    section(title),
    ...bodies.map((body) => section(body)),
    ...cut,
  ]);
}

function groupText({ incident, hits, moreCount }: SearchGroup): Mrkdwn {
  const head = mrkdwn`*#${incident.id} ${oneLine(incident.title, 150)}* · ${incident.severityLabel} · ${incident.status}`;
  const lines = hits.map(({ at, text, permalink }) => {
    const source = permalink ? mrkdwn` ${link(permalink, "↗")}` : "";
    return mrkdwn`• ${date(at, "dateTime")}  ${oneLine(text, LONGEST_HIT)}${source}`;
  });
  const more = moreCount > 0 ? [mrkdwn`… and ${moreCount} more`] : [];
  return joinMrkdwn([head, ...lines, ...more], "\n");
}
