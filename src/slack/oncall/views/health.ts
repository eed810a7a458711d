import {
  context,
  date,
  durationWords,
  joinMrkdwn,
  type Message,
  type Mrkdwn,
  message,
  mrkdwn,
  section,
  userMention,
} from "../../kit/index.ts";
import type { HealthModel } from "../health.ts";

type Load = HealthModel["loads"][number];

/** A message has fifty blocks. */
const MOST = 40;
const MOST_SPARED = 20;

/** On-call health: what being paged was like for each person, who has too much of it marked. */
export function healthMessage({ loads, spared, since, timeZone, limits }: HealthModel): Message {
  const head = mrkdwn`*On-call health since ${date(since, "date")}*`;
  const people = loads.slice(0, MOST).map(personWords);
  const { pagesPerWeek, nightPagesPerWeek } = limits;
  const foot = [
    ...(loads.length > MOST ? [mrkdwn`${loads.length - MOST} more people were paged less often.`] : []),
    ...(spared.length > 0 && loads.length > 0 ? [sparedWords(spared)] : []),
    mrkdwn`:warning: marks who had more than ${pagesPerWeek} pages, or ${nightPagesPerWeek} at night, in a week. Weeks begin on Monday (${timeZone}); nights and hours go by each person's own clock. Drills do not count.`,
  ];
  const body = people.length > 0 ? people : [mrkdwn`Nobody was paged.`];
  return message(joinMrkdwn([head, ...body, ...foot], "\n"), [
    section(head),
    ...body.map((text) => section(text)),
    context(foot),
  ]);
}

function personWords(load: Load): Mrkdwn {
  const { userId, pages, nightPages, outsideHours, unanswered, medianToAcknowledgeMs: median, weeks } = load;
  const [now, ...before] = weeks;
  const sign = weeks.some(({ isAbove }) => isAbove) ? mrkdwn`:warning: ` : mrkdwn``;
  const earlier = before.map((week) => (week.isAbove ? `${week.pages} (above)` : `${week.pages}`)).join(", ");
  const present = `${now?.pages ?? 0} this week${now?.isAbove ? " (above)" : ""}`;
  const facts = [
    `${nightPages} at night${nightPages > 0 ? ` (${now?.nightPages ?? 0} this week)` : ""}`,
    `${outsideHours} outside business hours`,
    `${unanswered} unanswered`,
    ...(median === undefined ? [] : [`acknowledged after ${durationWords(median)} (median)`]),
  ];
  return mrkdwn`${sign}${userMention(userId)}: *${pages} ${pages === 1 ? "page" : "pages"}*, ${present}, ${earlier} in the weeks before\n${facts.join("  ·  ")}`;
}

function sparedWords(spared: readonly string[]): Mrkdwn {
  const beyond = spared.length - MOST_SPARED;
  const names = joinMrkdwn(spared.slice(0, MOST_SPARED).map(userMention), ", ");
  return beyond > 0 ? mrkdwn`Not paged: ${names} and ${beyond} more.` : mrkdwn`Not paged: ${names}.`;
}
