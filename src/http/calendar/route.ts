import ical, { ICalCalendarMethod } from "ical-generator";
import type { World } from "../../core/ledger/index.ts";
import {
  calendarKey,
  type Feed,
  feedAt,
  rotationLabel,
  type Shift,
  shiftsBetween,
  shiftsOf,
} from "../../core/oncall/index.ts";
import type { Store } from "../../db/store.ts";
import type { Answer, Route } from "../serving/route.ts";

export interface CalendarParts {
  readonly store: Pick<Store, "keepsake" | "keepFirst">;
  world(): Promise<World>;
  /** How a person is called. */
  nameOf(userId: string): Promise<string>;
}

const DAY_MS = 86_400_000;
/** From a month ago, so that what was swapped stays to be seen, to half a year ahead. */
const BACK_MS = 31 * DAY_MS;
const AHEAD_MS = 183 * DAY_MS;
/** How often programs that ask the calendar itself look again. */
const REFRESH_S = 3_600;

/** Shifts as calendars that programs subscribe to (iCalendar, RFC 5545), behind addresses that only Slack tells. */
export function calendarRoute({ store, world, nameOf }: CalendarParts): Route {
  return {
    hint: "the calendar that `/incident oncall calendar` names",
    async answer({ url }) {
      if (!url.pathname.startsWith("/calendar/")) return undefined;
      const feed = feedAt(await calendarKey(store), url.pathname.slice(1));
      return feed && calendar(feed, await world(), nameOf);
    },
  };
}

async function calendar(feed: Feed, world: World, nameOf: CalendarParts["nameOf"]): Promise<Answer | undefined> {
  const span = { from: world.now - BACK_MS, to: world.now + AHEAD_MS };
  const isKnown = feed.kind === "person" || world.policy.rotations.some(({ id }) => id === feed.id);
  if (!isKnown) return undefined;
  const shifts =
    feed.kind === "person" ? shiftsOf(world, feed.id, span) : shiftsBetween(world, feed.id, span.from, span.to);
  const names = new Map(
    await Promise.all(
      [...new Set(shifts.map(({ userId }) => userId))].map(async (id) => [id, await nameOf(id)] as const),
    ),
  );
  const title =
    feed.kind === "person" ? `On call: ${await nameOf(feed.id)}` : `On call: ${rotationLabel(world, feed.id)}`;
  const feeds = ical({
    name: title,
    prodId: { company: "Sitrep", product: "On call" },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_S,
  });
  for (const shift of shifts) {
    feeds.createEvent({
      id: `${shift.rotation}/${shift.level}/${shift.startAt}@sitrep`,
      start: new Date(shift.startAt),
      end: new Date(shift.endAt),
      stamp: new Date(world.now),
      summary: summaryOf(shift, rotationLabel(world, shift.rotation), names.get(shift.userId) ?? shift.userId),
    });
  }
  return {
    status: 200,
    type: "text/calendar; charset=utf-8",
    body: feeds.toString(),
    headers: { "cache-control": `private, max-age=${REFRESH_S / 12}` },
  };
}

function summaryOf({ level, name, isOverride }: Shift, rotation: string, person: string): string {
  const which = [rotation, name, level === "secondary" ? "secondary" : undefined].filter((part) => part !== undefined);
  return `${person}: ${which.join(", ")}${isOverride ? " (covers)" : ""}`;
}
