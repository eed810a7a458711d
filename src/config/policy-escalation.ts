import { z } from "zod";
import { Triggers } from "./policy-triggers.ts";

/** When the bot escalates, and to whom. */
export const Escalation = z.strictObject({
  triggers: Triggers,
});
export type Escalation = z.infer<typeof Escalation>;
