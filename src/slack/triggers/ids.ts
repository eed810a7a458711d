import { z } from "zod";
import { actionId } from "../kit/action-ids.ts";

const ofQuestion = { incidentId: z.coerce.number().int().positive(), round: z.coerce.number().int().positive() };

/** "Escalate" and "Not now" under the question whether to. */
export const escalateNow = actionId("trigger_yes", ofQuestion);
export const notNow = actionId("trigger_no", ofQuestion);
