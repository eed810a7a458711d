import type { EntryRow, IncidentRow } from "./rows.ts";

/**
 * What is read most is read without drizzle, whose work on each row costs more than SQLite's own: these columns, named as
 * the rows name them, and the flags that SQLite keeps as numbers.
 */
export const INCIDENT_COLUMNS = `incidents.id, incidents.version, incidents.last_hash AS lastHash, incidents.state, incidents.title,
  incidents.severity, incidents.status, incidents.is_private AS isPrivate, incidents.is_open AS isOpen,
  incidents.channel_id AS channelId, incidents.viewers, incidents.declared_at AS declaredAt, incidents.resolved_at AS resolvedAt`;

export const ENTRY_COLUMNS = `entries.incident_id AS incidentId, entries.seq, entries.kind, entries.key, entries.about, entries.at,
  entries.recorded_at AS recordedAt, entries.by, entries.data, entries.data_hash AS dataHash, entries.hash,
  entries.is_redacted AS isRedacted`;

type Flags = "isPrivate" | "isOpen" | "isRedacted";

/** A row as SQLite gives it. */
export type Plain<Row> = { [Column in keyof Row]: Column extends Flags ? number : Row[Column] };

export const toIncident = (row: Plain<IncidentRow>): IncidentRow => ({
  ...row,
  isPrivate: row.isPrivate === 1,
  isOpen: row.isOpen === 1,
});

export const toEntry = (row: Plain<EntryRow>): EntryRow => ({ ...row, isRedacted: row.isRedacted === 1 });

/** The one condition that decides who sees a private incident, shared by every list; `viewer` is null for the bot itself. */
export const VISIBLE = `(@viewer IS NULL OR incidents.is_private = 0
  OR EXISTS (SELECT 1 FROM json_each(incidents.viewers) WHERE value = @viewer))`;
