import { type ApprovalEffect, approvalOf } from "../../core/approvals/index.ts";
import { type NewEntry, SITREP } from "../../core/ledger/index.ts";
import { isVisibleTo } from "../../core/product.ts";
import { incidentOf, postDirectOr, roomOf } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedTable } from "../kit/deeds.ts";
import { approvalModel } from "./model.ts";
import { outcomeMessage } from "./views/approval-message.ts";

/** Finds out who may approve, and tells whoever asked what came of it. */
export const approvalDeeds = (ctx: Context): DeedTable<ApprovalEffect> => ({
  find_approvers: {
    async carryOut({ data: { id, groups } }) {
      const members = await Promise.all(groups.map((group) => ctx.directory.groupMembers(group)));
      return [found(id, [...new Set(members.flat())])];
    },
    // Whoever else may approve is asked all the same.
    refused: ({ data: { id } }) => [found(id, [])],
    whenRefused: "drop",
  },
  tell_requester: {
    async carryOut(input) {
      const { id, userId } = input.data;
      const incident = await incidentOf(ctx, input);
      if (!isVisibleTo(incident, userId)) return [];
      const message = outcomeMessage(await approvalModel(ctx, incident, approvalOf(incident, id)));
      await postDirectOr(ctx, input, userId, message, { room: roomOf(incident), message });
      return [];
    },
    whenRefused: { note: "Whoever asked for an approval could not be told what came of it" },
  },
});

const found = (id: string, userIds: readonly string[]): NewEntry => ({
  kind: "approvers_found",
  by: SITREP,
  key: `approvers/${id}`,
  data: { id, userIds },
});
