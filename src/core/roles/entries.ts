import { z } from "zod";
import type { NewEntryOf } from "../ledger/index.ts";

const held = z.object({ role: z.string(), userId: z.string() });

/** Who does what. One holder per role; the history is the entries. */
export const roleEntries = {
  /** `before` held it until now. */
  role_taken: held.extend({
    before: z.string().optional(),
    how: z.enum(["claimed", "assigned", "handed_over"]),
    /** What the leaver wanted the new holder to know. */
    text: z.string().optional(),
  }),
  role_released: held,
  /** The holder wants to hand over and leaves one line. */
  handover_offered: z.object({ role: z.string(), from: z.string(), to: z.string(), text: z.string() }),
  handover_declined: z.object({ role: z.string(), from: z.string(), to: z.string() }),
};
export type NewRoleEntry = NewEntryOf<typeof roleEntries>;
