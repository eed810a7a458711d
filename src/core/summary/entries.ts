import { z } from "zod";

const posted = z.object({ channelId: z.string(), ts: z.string() });

/** Where the live messages of an incident stand, so that they are edited in place, and who was told in private. */
export const summaryEntries = {
  announced: posted,
  card_posted: posted,
  /** Who of a user group may know of a private incident. */
  entitled_found: z.object({ groupId: z.string(), userIds: z.array(z.string()) }),
};
