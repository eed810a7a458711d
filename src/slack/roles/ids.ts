import { z } from "zod";
import { actionId } from "../kit/index.ts";

const incidentId = z.coerce.number().int().positive();
const ofRole = { incidentId, role: z.string().min(1) };

/** What can be pressed about a role; `take_command` and `roles` stand among the ids of the incident. */
export const roleIds = {
  claim: actionId("claim_role", ofRole),
  /** For `to` (oneself, or somebody who is named), from the holder that the person was shown. */
  takeOver: actionId("take_over", { ...ofRole, from: z.string().min(1), to: z.string().min(1) }),
  release: actionId("release_role", ofRole),
  handOver: actionId("hand_over", ofRole),
  accept: actionId("accept_handover", ofRole),
  decline: actionId("decline_handover", ofRole),
} as const;

export const HANDOVER_FORM = "hand_over_form";

/** The fields of the handover form, by block id. */
export const HANDOVER_FIELDS = { to: "to", text: "text" } as const;

/** What the handover form carries. */
export const HandoverMetadata = z.object(ofRole);

/** The value of a button on the list of roles, which is shown anew after the click. */
export const ON_LIST = "list";
