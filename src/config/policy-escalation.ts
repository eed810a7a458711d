import { z } from "zod";
import { Duration } from "./duration.ts";
import { Id } from "./fields.ts";
import { Ladder } from "./policy-ladder.ts";
import { Triggers } from "./policy-triggers.ts";

/** When the bot escalates, and to whom. */
export const Escalation = z
  .strictObject({
    /** Severities at which somebody is paged as soon as the incident is declared, or raised to one. */
    pageOnDeclare: z.array(Id),
    /** Who is on call where the services name no rotation; the first of rotations.yml unless told. */
    rotation: Id.optional(),
    ladder: Ladder,
    /** How long the last who are called have to answer, before the channel is told that nobody did. */
    lastRungWait: Duration,
    triggers: Triggers,
  })
  .transform(({ lastRungWait, ...rest }) => ({ ...rest, lastRungWaitMs: lastRungWait }));
export type Escalation = z.infer<typeof Escalation>;
