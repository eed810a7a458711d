import { and, eq, inArray, or, sql } from "drizzle-orm";
import type { OpenFile } from "./open.ts";
import type { SubscriptionRow } from "./rows.ts";
import { keepsakes, people, subscriptions } from "./schema.ts";

export interface PeopleApi {
  /** What was last learnt of a person, as JSON text, and when. */
  person(id: string): Promise<{ profile: string; fetchedAt: number } | undefined>;
  savePerson(id: string, profile: string, fetchedAt: number): Promise<void>;
  /** All that is known of anybody, by id. */
  everybody(): Promise<{ id: string; profile: string }[]>;
  subscribe(row: SubscriptionRow): Promise<void>;
  unsubscribe(row: Omit<SubscriptionRow, "since">): Promise<void>;
  subscriptionsOf(userId: string): Promise<SubscriptionRow[]>;
  allSubscriptions(): Promise<SubscriptionRow[]>;
  /** Everyone who asked for news of this severity or one of these services. */
  subscribersTo(severity: string, services: readonly string[]): Promise<string[]>;
  keepsake(name: string): Promise<string | undefined>;
  keep(name: string, value: string): Promise<void>;
  /** Keeps it unless something is kept under this name already; gives what is kept. */
  keepFirst(name: string, value: string): Promise<string>;
  /** Forgets everything that is kept under names which begin so. */
  dropKept(beginning: string): Promise<void>;
}

export function peopleApi({ db }: OpenFile): PeopleApi {
  const findPerson = db
    .select({ profile: people.profile, fetchedAt: people.fetchedAt })
    .from(people)
    .where(eq(people.id, sql.placeholder("id")))
    .prepare();
  const findKeepsake = db
    .select({ value: keepsakes.value })
    .from(keepsakes)
    .where(eq(keepsakes.name, sql.placeholder("name")))
    .prepare();

  return {
    person: async (id) => findPerson.get({ id }),
    savePerson: async (id, profile, fetchedAt) => {
      db.insert(people)
        .values({ id, profile, fetchedAt })
        .onConflictDoUpdate({ target: people.id, set: { profile, fetchedAt } })
        .run();
    },
    everybody: async () => db.select({ id: people.id, profile: people.profile }).from(people).orderBy(people.id).all(),
    subscribe: async (row) => {
      db.insert(subscriptions).values(row).onConflictDoNothing().run();
    },
    unsubscribe: async ({ userId, kind, target }) => {
      db.delete(subscriptions)
        .where(and(eq(subscriptions.userId, userId), eq(subscriptions.kind, kind), eq(subscriptions.target, target)))
        .run();
    },
    subscriptionsOf: async (userId) => db.select().from(subscriptions).where(eq(subscriptions.userId, userId)).all(),
    allSubscriptions: async () => db.select().from(subscriptions).orderBy(subscriptions.userId).all(),
    subscribersTo: async (severity, services) => {
      const toSeverity = and(eq(subscriptions.kind, "severity"), eq(subscriptions.target, severity));
      const toService = and(eq(subscriptions.kind, "service"), inArray(subscriptions.target, [...services]));
      const rows = db
        .selectDistinct({ userId: subscriptions.userId })
        .from(subscriptions)
        .where(or(toSeverity, toService));
      return rows.all().map((row) => row.userId);
    },
    keepsake: async (name) => findKeepsake.get({ name })?.value,
    keep: async (name, value) => {
      db.insert(keepsakes).values({ name, value }).onConflictDoUpdate({ target: keepsakes.name, set: { value } }).run();
    },
    keepFirst: async (name, value) => {
      db.insert(keepsakes).values({ name, value }).onConflictDoNothing().run();
      return findKeepsake.get({ name })?.value ?? value;
    },
    dropKept: async (beginning) => {
      db.delete(keepsakes).where(sql`substr(${keepsakes.name}, 1, ${beginning.length}) = ${beginning}`).run();
    },
  };
}
