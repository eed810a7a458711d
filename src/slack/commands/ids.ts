import { z } from "zod";
import { actionId } from "../kit/index.ts";

/** Runs a verb for the incident that was chosen; the button's value holds verb and words, or where long words are kept. */
export const runVerb = actionId("run_verb", { incidentId: z.coerce.number().int().positive() });

export const RunVerbValue = z.tuple([z.string(), z.string(), z.string().optional()]);
