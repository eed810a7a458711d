import { approvalOf } from "../../core/approvals/index.ts";
import type { AskView } from "../kit/asks.ts";
import type { Context } from "../kit/context.ts";
import type { Room } from "../kit/room.ts";
import { approvalDeeds } from "./deeds.ts";
import { register } from "./handlers.ts";
import { approvalModel } from "./model.ts";
import { approvalVerbs } from "./verbs.ts";
import { approvalMessage } from "./views/approval-message.ts";

export { waitingFor } from "./model.ts";
export { waitingSection } from "./views/approval-list.ts";
export type { ApprovalModel } from "./views/approval-parts.ts";

/** What needs somebody's yes: asked in person and in the channel, answered by a button. */
export const approvalsRoom = (ctx: Context): Room => ({
  register: register(ctx),
  verbs: approvalVerbs(ctx),
  deeds: approvalDeeds(ctx),
  asks: { approval: approvalAsk(ctx) },
});

const approvalAsk = (ctx: Context): AskView => ({
  async message({ incident, ask }) {
    const model = await approvalModel(ctx, incident, approvalOf(incident, ask.subject ?? ""));
    return approvalMessage({ ...model, isAskedAgain: ask.ending?.how === "overtaken" });
  },
});
