import { z } from "zod";
import { actionId } from "../kit/index.ts";

const incidentId = z.coerce.number().int().positive();
const ofPage = { incidentId, page: z.string().min(1) };

/** What can be pressed on a page, and what calls for more people. */
export const escalationIds = {
  acknowledge: actionId("page_acknowledge", ofPage),
  pass: actionId("page_pass", ofPage),
  /** Opens the form that calls somebody by name. */
  page: actionId("page_open", { incidentId }),
  /** Opens the form that calls the next rung. */
  escalate: actionId("escalate_open", { incidentId }),
} as const;

export const PAGE_FORM = "page_form";
export const ESCALATE_FORM = "escalate_form";

/** The fields of both forms, by block id. */
export const FIELDS = { to: "to", onCall: "on_call", why: "why", needs: "needs" } as const;

/** What both forms carry. */
export const FormMetadata = z.object({ incidentId });
