import { z } from "zod";
import { actionId } from "../kit/index.ts";

const incidentId = z.coerce.number().int().positive();

/** What can be pressed about a request; the button's value is its id. */
export const approvalIds = {
  approve: actionId("approval_approve", { incidentId }),
  decline: actionId("approval_decline", { incidentId }),
  withdraw: actionId("approval_withdraw", { incidentId }),
  askAgain: actionId("approval_ask_again", { incidentId }),
} as const;

export const DECLINE_FORM = "approval_decline_form";

/** What the form that declines carries. */
export const DeclineMetadata = z.object({ incidentId, id: z.string() });
