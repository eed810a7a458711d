import { mention, type TellTable } from "../ledger/index.ts";
import { actorName } from "../timeline/index.ts";
import type { approvalEntries } from "./entries.ts";

const because = (why: string | undefined): string => (why ? ` (${why})` : "");

export const tellApprovals: TellTable<typeof approvalEntries> = {
  approval_requested: ({ by, data }) => ({
    text: `${actorName(by)} asked for approval${data.again ? " again" : ""}: ${data.what}${because(data.why)}`,
    isKey: false,
  }),
  approvers_found: ({ data }) => ({
    text: data.userIds.length > 0 ? `May approve: ${data.userIds.map(mention).join(", ")}` : "No approvers were found",
    isKey: false,
  }),
  approval_decided: ({ by, data }) => {
    const { what, verdict, why, isOwn, couldNot } = data;
    if (verdict === "declined") return { text: `${actorName(by)} declined: ${what}${because(why)}`, isKey: true };
    const alone = isOwn ? " alone, since nobody else was there or answered" : "";
    const after = couldNot ? `. It could no longer be done: ${couldNot}` : "";
    return { text: `${actorName(by)} approved${alone}: ${what}${after}`, isKey: true };
  },
  approval_withdrawn: ({ by, data }) => ({
    text:
      data.into === undefined
        ? `${actorName(by)} no longer asks for approval: ${data.what}`
        : `Withdrawn, since ${actorName(by)} merged it into #${data.into}, where it can be asked again: ${data.what}`,
    isKey: false,
  }),
  approval_expired: ({ data }) => ({ text: `Nobody approved in time, so it was not done: ${data.what}`, isKey: false }),
};
