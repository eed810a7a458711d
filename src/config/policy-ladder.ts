import { z } from "zod";
import { Duration } from "./duration.ts";
import { Id, listById, MemberId, Text, UserGroupId } from "./fields.ts";

/** Whom a rung calls; all that are named, each once. */
const Who = z.strictObject({
  /** Who is on call for the incident's services. */
  onCall: z.enum(["primary", "secondary"]).optional(),
  /** The first on call in this rotation, whatever the services. */
  rotation: Id.optional(),
  people: z.array(MemberId).default([]),
  userGroups: z.array(UserGroupId).default([]),
});

const AtOnce = z.literal("at once").transform(() => 0);

const RungBody = z
  .strictObject({
    label: Text,
    /** Counted from the first page, while nobody acknowledges. */
    after: z.union([AtOnce, Duration], 'write when it is called: "at once", or a length of time such as "5 min"'),
    who: Who,
  })
  .transform(({ after, ...rest }) => ({ ...rest, afterMs: after }));

/** Who is paged in which order until somebody acknowledges, the first first. */
export const Ladder = listById(RungBody).transform((rungs) => [...rungs].sort((a, b) => a.afterMs - b.afterMs));
export type Ladder = z.infer<typeof Ladder>;
