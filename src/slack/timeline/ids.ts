import { z } from "zod";
import { actionId } from "../kit/index.ts";

const incidentId = z.coerce.number().int().positive();

/** The button "Timeline" of the summary card. */
export const openTimeline = actionId("timeline", { incidentId });

/** "Newer" and "Older": `trail` is where the pages begin, from the newest to the one that is shown. */
export const turnPage = actionId("timeline_page", {
  incidentId,
  isAll: z.enum(["yes", "no"]),
  way: z.enum(["newer", "older"]),
});

export const NOTE_FORM = "note";
export const ADD_SHORTCUT = "add_to_timeline";
export const ADD_FORM = "add_message";

/** Block ids of the forms' fields. */
export const FIELDS = { text: "text", when: "when", incident: "incident" } as const;
