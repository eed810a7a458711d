import type { TellTable } from "../ledger/index.ts";
import type { summaryEntries } from "./entries.ts";

export const tellSummary: TellTable<typeof summaryEntries> = {
  announced: () => ({ text: "The incident was announced", isKey: false }),
  card_posted: () => undefined,
  entitled_found: ({ data }) => ({
    text: `${data.userIds.length} people of an entitled group are told of this private incident`,
    isKey: false,
  }),
};
