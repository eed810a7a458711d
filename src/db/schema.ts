import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** One row per incident: a fold over its entries, kept for queries and rebuilt from them at will. */
export const incidents = sqliteTable(
  "incidents",
  {
    id: integer("id").primaryKey(),
    version: integer("version").notNull(),
    lastHash: text("last_hash").notNull(),
    state: text("state").notNull(),
    title: text("title").notNull(),
    severity: text("severity").notNull(),
    status: text("status").notNull(),
    isPrivate: integer("is_private", { mode: "boolean" }).notNull(),
    isOpen: integer("is_open", { mode: "boolean" }).notNull(),
    channelId: text("channel_id"),
    /** Who may see a private incident: a JSON list of user ids. */
    viewers: text("viewers").notNull(),
    declaredAt: integer("declared_at").notNull(),
    resolvedAt: integer("resolved_at"),
  },
  (table) => [
    uniqueIndex("incidents_channel").on(table.channelId),
    index("incidents_open").on(table.isOpen, table.declaredAt),
    index("incidents_declared").on(table.declaredAt),
  ],
);

/** The timeline: the only truth. Rows are added, never changed, but for words dropped on request. */
export const entries = sqliteTable(
  "entries",
  {
    rowId: integer("row_id").primaryKey(),
    incidentId: integer("incident_id").notNull(),
    seq: integer("seq").notNull(),
    kind: text("kind").notNull(),
    key: text("key").notNull(),
    about: text("about"),
    at: integer("at").notNull(),
    recordedAt: integer("recorded_at").notNull(),
    by: text("by").notNull(),
    data: text("data").notNull(),
    dataHash: text("data_hash").notNull(),
    hash: text("hash").notNull(),
    isRedacted: integer("is_redacted", { mode: "boolean" }).notNull(),
  },
  (table) => [
    uniqueIndex("entries_seq").on(table.incidentId, table.seq),
    uniqueIndex("entries_key").on(table.incidentId, table.key),
    index("entries_about").on(table.incidentId, table.about).where(sql`about IS NOT NULL`),
    index("entries_at").on(table.incidentId, table.at, table.seq),
    index("entries_kind").on(table.incidentId, table.kind, table.at),
    // What customers were told, over all incidents, for the status page; few rows, so it costs nothing to keep.
    index("entries_notices").on(table.at).where(sql`kind = 'notice_sent'`),
    // Who was paged, over all incidents, for the health of those on call.
    index("entries_pages").on(table.at, table.incidentId).where(sql`kind = 'paged'`),
  ],
);

/** What was heard already: a delivery that comes again is known by its key. */
export const inbox = sqliteTable(
  "inbox",
  {
    key: text("key").primaryKey(),
    at: integer("at").notNull(),
    incidentId: integer("incident_id"),
  },
  (table) => [index("inbox_at").on(table.at)],
);

/** What falls due when: planned anew from the incident's state after every change. */
export const timers = sqliteTable(
  "timers",
  {
    incidentId: integer("incident_id").notNull(),
    key: text("key").notNull(),
    kind: text("kind").notNull(),
    dueAt: integer("due_at").notNull(),
    firedAt: integer("fired_at"),
  },
  (table) => [
    primaryKey({ columns: [table.incidentId, table.key] }),
    index("timers_due").on(table.dueAt).where(sql`fired_at IS NULL`),
  ],
);

/** What must be done outside, and how far it is. */
export const outbox = sqliteTable(
  "outbox",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    key: text("key").notNull(),
    incidentId: integer("incident_id"),
    kind: text("kind").notNull(),
    lane: text("lane").notNull(),
    priority: integer("priority").notNull(),
    data: text("data").notNull(),
    isLive: integer("is_live", { mode: "boolean" }).notNull(),
    state: text("state", { enum: ["pending", "sending", "done", "given_up"] }).notNull(),
    /** A live effect that was asked for again while it was being sent. */
    isDirty: integer("is_dirty", { mode: "boolean" }).notNull(),
    isInDoubt: integer("is_in_doubt", { mode: "boolean" }).notNull(),
    attempts: integer("attempts").notNull(),
    notBefore: integer("not_before").notNull(),
    createdAt: integer("created_at").notNull(),
    firstTriedAt: integer("first_tried_at"),
    finishedAt: integer("finished_at"),
    lastError: text("last_error"),
  },
  (table) => [
    uniqueIndex("outbox_key").on(table.key),
    index("outbox_lane").on(table.lane, table.priority, table.id).where(sql`state IN ('pending', 'sending')`),
    index("outbox_due").on(table.notBefore).where(sql`state = 'pending'`),
    index("outbox_finished").on(table.finishedAt).where(sql`finished_at IS NOT NULL`),
  ],
);

/** What Slack told us of people, so that a name is known without asking. */
export const people = sqliteTable("people", {
  id: text("id").primaryKey(),
  profile: text("profile").notNull(),
  fetchedAt: integer("fetched_at").notNull(),
});

/** Who wants updates beyond single incidents: of a severity or a service. */
export const subscriptions = sqliteTable(
  "subscriptions",
  {
    userId: text("user_id").notNull(),
    kind: text("kind", { enum: ["severity", "service"] }).notNull(),
    target: text("target").notNull(),
    since: integer("since").notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.kind, table.target] })],
);

/** Single remembered values, by name: when Slack was last heard, who opened the Home. */
export const keepsakes = sqliteTable("keepsakes", {
  name: text("name").primaryKey(),
  value: text("value").notNull(),
});
