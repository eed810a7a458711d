import type { TellTable } from "../../ledger/index.ts";
import type { Act, pagingEntries, WayName } from "./entries.ts";

const WAY_LABELS: Readonly<Record<WayName, string>> = { pagerduty: "PagerDuty", webhook: "The paging webhook" };

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
    text: `${WAY_LABELS[way]} ${DONE[act]}`,
    isKey: false,
  }),
  page_failed: ({ data: { way, act, reason } }) => ({
    text: `${WAY_LABELS[way]} ${MISSED[act]}: it ${reason}`,
    isKey: act === "trigger",
  }),
  page_delayed: ({ data: { way, reason } }) => ({
    text: `${WAY_LABELS[way]} does not take the page (${reason}); Sitrep goes on trying`,
    isKey: true,
  }),
  page_withdrawn: ({ data: { way } }) => ({
    text: `${WAY_LABELS[way]} did not have to be paged any longer`,
    isKey: false,
  }),
};
