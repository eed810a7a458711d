import { z } from "zod";

/** What a trigger did: raised an escalation, or asked in the channel whether to. */
export const FiredAct = z.enum(["page", "ask"]);

/** Why the bot escalates, and what it saw that could mean it should. */
export const triggerEntries = {
  /** Words of the policy stood in a message or note, which this is about; never more of it than those words. */
  sign_seen: z.object({
    trigger: z.string(),
    words: z.array(z.string()),
    /** Put on the record on purpose, rather than said in passing. */
    isStated: z.boolean(),
  }),
  /** The commander was asked something by name, in the message that this is about. */
  owner_asked: z.object({ userId: z.string() }),
  trigger_fired: z.object({
    trigger: z.string(),
    /** What it fired for; the same cause fires once. */
    cause: z.string(),
    /** Read after "because": "open for 2 h". */
    evidence: z.string(),
    act: FiredAct,
  }),
  /** Where the question stands whether to escalate. */
  trigger_asked: z.object({ round: z.number(), channelId: z.string(), ts: z.string() }),
  trigger_answered: z.object({ round: z.number(), isYes: z.boolean() }),
};
