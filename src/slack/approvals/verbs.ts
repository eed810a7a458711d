import type { Context } from "../kit/context.ts";
import type { Verb } from "../kit/verbs.ts";
import { waitingFor } from "./model.ts";
import { approvalList } from "./views/approval-list.ts";

/** The word of `/incident` about approvals. */
export const approvalVerbs = (ctx: Context): readonly Verb[] => [
  {
    name: "approve",
    synonyms: ["approvals"],
    usage: "approve",
    help: "What waits for your yes or no, in all incidents, and what you asked for.",
    act: "look",
    needs: "nothing",
    run: async ({ userId }) => approvalList(await waitingFor(ctx, userId)),
  },
];
