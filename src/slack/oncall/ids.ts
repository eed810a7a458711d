import { z } from "zod";
import { actionId } from "../kit/action-ids.ts";

const of = { id: z.string().min(1) };

/** What can be pressed around shifts; none of it belongs to an incident. */
export const oncallIds = {
  takeCover: actionId("cover_take", of),
  declineCover: actionId("cover_decline", of),
  withdrawCover: actionId("cover_withdraw", of),
  acceptSwap: actionId("swap_accept", of),
  declineSwap: actionId("swap_decline", of),
  withdrawSwap: actionId("swap_withdraw", of),
  undoOverride: actionId("override_undo", of),
  editHandoff: actionId("handoff_edit", of),
  sendHandoff: actionId("handoff_send", of),
  acknowledgeHandoff: actionId("handoff_acknowledge", of),
} as const;

export const oncallForms = {
  cover: "cover_form",
  swap: "swap_form",
  override: "override_form",
  handoff: "handoff_form",
} as const;
