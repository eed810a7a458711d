import { andList } from "../../../lib/lists.ts";
import type { TellTable } from "../../ledger/index.ts";
import { sentence } from "../triggers/wording.ts";
import type { Act, pagingEntries, WayName } from "./entries.ts";

const WAYS: Readonly<Record<WayName, string>> = { pagerduty: "PagerDuty", webhook: "the paging webhook" };

/** Some ways at the head of a sentence. */
export const waysWords = (ways: readonly WayName[]): string => sentence(andList(ways.map((way) => WAYS[way])));

const DONE: Readonly<Record<Act, string>> = {
  trigger: "was paged",
  acknowledge: "was told that somebody has it",
  resolve: "was told that it is over",
};

const MISSED: Readonly<Record<Act, string>> = {
  trigger: "could not be paged",
  acknowledge: "could not be told that somebody has it",
  resolve: "could not be told that it is over",
};

export const tellPaging: TellTable<typeof pagingEntries> = {
  page_delivered: ({ data: { way, act } }) => ({
    text: `${waysWords([way])} ${DONE[act]}`,
    isKey: false,
  }),
  page_failed: ({ data: { way, act, reason } }) => ({
    text: `${waysWords([way])} ${MISSED[act]}: it ${reason}`,
    isKey: act === "trigger",
  }),
  page_delayed: ({ data: { way, reason } }) => ({
    text: `${waysWords([way])} does not take the page (${reason}); Sitrep goes on trying`,
    isKey: true,
  }),
  page_withdrawn: ({ data: { way } }) => ({
    text: `${waysWords([way])} did not have to be paged any longer`,
    isKey: false,
  }),
};
