import { z } from "zod";
import { actionId } from "../kit/action-ids.ts";

const ofIncident = { incidentId: z.coerce.number().int().positive() };

/** Opens the update form of an incident; for any message, card or reminder. */
export const writeUpdate = actionId("post_update", ofIncident);

/** Posts "still investigating" at once; the value is the number of updates there were when the question was asked. */
export const nothingNew = actionId("nothing_new", ofIncident);

/** "Request an update", for those outside of the channel. */
export const requestUpdateButton = actionId("request_update", ofIncident);

export const UPDATE_FORM = "update_form";

/** The fields of the update form, by block id. */
export const UPDATE_FIELDS = {
  status: "status",
  situation: "situation",
  actionsTaken: "actions_taken",
  nextSteps: "next_steps",
  nextUpdate: "next_update",
} as const;
