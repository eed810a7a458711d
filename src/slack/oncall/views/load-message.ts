import type { Policy } from "../../../config/index.ts";
import type { LoadAddressees } from "../../../core/oncall/index.ts";
import {
  context,
  date,
  joinMrkdwn,
  type Message,
  type Mrkdwn,
  message,
  mrkdwn,
  section,
  userMention,
} from "../../kit/index.ts";

export interface LoadWarning {
  /** When the week began, on Monday at midnight. */
  readonly from: number;
  /** Who was paged too often, the most burdened first. */
  readonly people: readonly {
    readonly userId: string;
    readonly pages: number;
    readonly nightPages: number;
    readonly rotations: readonly string[];
  }[];
  readonly limits: Pick<Policy["onCall"]["health"], "pagesPerWeek" | "nightPagesPerWeek">;
  readonly because: LoadAddressees["because"];
}

const MOST = 15;
/** Everybody reads the date in their own zone, and it is to be Monday in all of them. */
const HALF_A_DAY_MS = 12 * 3_600_000;

const BECAUSE: Readonly<Record<LoadWarning["because"], string>> = {
  named: "the policy names you for it",
  ladder: "you stand on the ladder as its manager",
  operators: "you operate Sitrep, and the policy names nobody else for it",
};

/** Tells who was paged too often last week, why the reader hears of it, and how that is turned off. */
export function loadMessage({ from, people, limits, because }: LoadWarning): Message {
  const beyond = people.length - MOST;
  const lines = [
    mrkdwn`*Being on call was too much* in the week of ${date(from + HALF_A_DAY_MS, "date")}:`,
    ...people.slice(0, MOST).map(line),
    ...(beyond > 0 ? [mrkdwn`and ${beyond} more`] : []),
  ];
  const text = joinMrkdwn(lines, "\n");
  const foot = [
    mrkdwn`By the policy more than ${limits.pagesPerWeek} in a week is too much, or ${limits.nightPagesPerWeek} at night. \`/incident oncall health\` tells more; \`/incident override\` relieves somebody.`,
    mrkdwn`You get this, once a week at most, because ${BECAUSE[because]}. \`enabled: false\` under \`onCall.health.warn\` in the policy turns it off.`,
  ];
  return message(joinMrkdwn([text, ...foot], "\n"), [section(text), context(foot)]);
}

function line({ userId, pages, nightPages, rotations }: LoadWarning["people"][number]): Mrkdwn {
  const where = rotations.length > 0 ? mrkdwn` (${rotations.join(", ")})` : mrkdwn``;
  return mrkdwn`• ${userMention(userId)}${where}: ${pages} ${pages === 1 ? "page" : "pages"}, ${nightPages} at night`;
}
