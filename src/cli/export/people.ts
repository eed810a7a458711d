import { z } from "zod";
import type { Store } from "../../db/store.ts";

const Named = z.object({ name: z.string() });

/** Names as the store last learnt them, without asking Slack; who is unknown goes by id. */
export async function knownNames(store: Store): Promise<(userId: string) => string> {
  const people = await store.everybody();
  const names = new Map(people.map(({ id, profile }) => [id, Named.parse(JSON.parse(profile)).name]));
  return (userId) => names.get(userId) ?? userId;
}
