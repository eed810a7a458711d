import {
  channelLink,
  context,
  date,
  joinMrkdwn,
  type Message,
  type Mrkdwn,
  message,
  mrkdwn,
  oneLine,
  section,
} from "../../kit/index.ts";

export interface ListedIncident {
  readonly id: number;
  readonly title: string;
  readonly severityLabel: string;
  /** Its stage, or how it ended. */
  readonly standing: string;
  readonly isPrivate: boolean;
  readonly channelId: string | undefined;
  /** Epoch milliseconds. */
  readonly declaredAt: number;
}

export interface ListModel {
  readonly incidents: readonly ListedIncident[];
  /** Also those that are over. */
  readonly isAll: boolean;
  /** There are more than are shown. */
  readonly hasMore: boolean;
}

/** The incidents that the asker may see, newest first. */
export function incidentList({ incidents, isAll, hasMore }: ListModel): Message {
  if (incidents.length === 0) return only(isAll ? nothingYet : nothingOpen);
  const title = isAll ? mrkdwn`*Incidents, newest first*` : mrkdwn`*Open incidents*`;
  const lines = incidents.map(line);
  const hint = isAll
    ? mrkdwn`\`/incident show #12\` shows one of them.`
    : mrkdwn`\`/incident list all\` shows those that are over, too.`;
  const more = hasMore ? [mrkdwn`Only the newest ${incidents.length} are shown.`] : [];
  return message(joinMrkdwn([title, ...lines, ...more, hint], "\n"), [
    section(title),
    ...inSections(lines),
    context([...more, hint]),
  ]);
}

const nothingOpen = mrkdwn`No incident is open. \`/incident\` declares one; \`/incident list all\` shows those that are over.`;
const nothingYet = mrkdwn`There are no incidents yet. \`/incident\` declares one.`;
const only = (text: Mrkdwn): Message => message(text, [section(text)]);

/** Twenty titles of nothing but characters that must be escaped still fit into one message. */
const TITLE_LENGTH = 60;

function line(incident: ListedIncident): Mrkdwn {
  const lock = incident.isPrivate ? ":lock: " : "";
  const where = incident.channelId ? mrkdwn` ${channelLink(incident.channelId)}` : "";
  const { id, severityLabel, standing } = incident;
  const title = oneLine(incident.title, TITLE_LENGTH);
  return mrkdwn`${lock}*#${id}* ${severityLabel} ${title} · ${standing} · ${date(incident.declaredAt, "dateTime")}${where}`;
}

const PER_SECTION = 5;

function inSections(lines: readonly Mrkdwn[]) {
  const starts = Array.from({ length: Math.ceil(lines.length / PER_SECTION) }, (_, index) => index * PER_SECTION);
  return starts.map((start) => section(joinMrkdwn(lines.slice(start, start + PER_SECTION), "\n")));
}
