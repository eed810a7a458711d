import { z } from "zod";
import type { Store } from "../../../db/store.ts";
import type { Clock } from "../../../lib/clock.ts";
import type { PeopleStore } from "./directory.ts";

const Stored = z.object({
  id: z.string(),
  name: z.string(),
  tz: z.string(),
  isBot: z.boolean(),
  isDeactivated: z.boolean(),
  isGuest: z.boolean(),
  isOutside: z.literal(true).optional(),
  /** Profiles that were stored before this was asked for lack it. */
  isAdmin: z.boolean().default(false),
});

/** Keeps what Slack told of people in the store, so that names are known after a restart while Slack is away. */
export function storedPeople(store: Pick<Store, "person" | "savePerson">, clock: Clock): PeopleStore {
  return {
    async load(userId) {
      const row = await store.person(userId);
      return row && Stored.parse(JSON.parse(row.profile));
    },
    save: (person) => store.savePerson(person.id, JSON.stringify(person), clock.now()),
  };
}
