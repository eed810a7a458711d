import { mention, type TellTable } from "../ledger/index.ts";
import { actorName } from "../timeline/index.ts";
import type { relatedEntries } from "./entries.ts";

const named = ({ incidentId, isHidden }: { incidentId: number; isHidden: boolean }): string =>
  isHidden ? "a private incident" : `#${incidentId}`;

export const tellRelated: TellTable<typeof relatedEntries> = {
  linked: ({ by, data }) => ({
    text: `${actorName(by)} linked ${named(data)}${data.text ? `: ${data.text}` : ""}`,
    isKey: false,
  }),
  unlinked: ({ by, data }) => ({ text: `${actorName(by)} took off the link to ${named(data)}`, isKey: false }),
  workstream_opened: ({ by, data }) => ({
    text: `${actorName(by)} split off the workstream #${data.incidentId} “${data.title}”${
      data.leadId ? `, led by ${mention(data.leadId)}` : ""
    }`,
    isKey: true,
  }),
  workstream_told: ({ data, isRedacted }) => ({
    text: `[#${data.incidentId}] ${isRedacted || data.text === "" ? "(text removed)" : data.text}`,
    isKey: data.isKey,
  }),
  pointer_posted: () => undefined,
  taken_in_posted: () => undefined,
  undo_over: () => undefined,
};
