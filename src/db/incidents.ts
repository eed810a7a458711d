import { desc, eq, sql } from "drizzle-orm";
import type { OpenFile } from "./open.ts";
import type { IncidentRow } from "./rows.ts";
import { incidents } from "./schema.ts";

/** Which incidents to list, as somebody in particular may see them. */
export interface IncidentFilter {
  /** Private incidents show only to those who are in them; absent for the bot itself. */
  readonly viewer?: string;
  readonly isOpen?: boolean;
  readonly limit?: number;
}

export interface IncidentReads {
  incident(id: number): Promise<IncidentRow | undefined>;
  incidentOfChannel(channelId: string): Promise<IncidentRow | undefined>;
  /** Only its number: asked for every message that is said anywhere. */
  incidentIdOfChannel(channelId: string): Promise<number | undefined>;
  /** Newest first. */
  listIncidents(filter: IncidentFilter): Promise<IncidentRow[]>;
}

const EVERY_ROW = -1;

/** The one sentence that decides who sees a private incident, shared by every list. */
export const VISIBLE = sql`(${sql.placeholder("viewer")} IS NULL OR ${incidents.isPrivate} = 0
  OR EXISTS (SELECT 1 FROM json_each(${incidents.viewers}) WHERE value = ${sql.placeholder("viewer")}))`;

export function incidentReads({ db, sqlite }: OpenFile): IncidentReads {
  const byId = db
    .select()
    .from(incidents)
    .where(eq(incidents.id, sql.placeholder("id")))
    .prepare();
  const byChannel = db
    .select()
    .from(incidents)
    .where(eq(incidents.channelId, sql.placeholder("channelId")))
    .prepare();
  const idByChannel = sqlite.prepare<[string], number>("SELECT id FROM incidents WHERE channel_id = ?").pluck();
  const listed = db
    .select()
    .from(incidents)
    .where(
      sql`(${sql.placeholder("isOpen")} IS NULL OR ${incidents.isOpen} = ${sql.placeholder("isOpen")}) AND ${VISIBLE}`,
    )
    .orderBy(desc(incidents.declaredAt), desc(incidents.id))
    .limit(sql.placeholder("limit"))
    .prepare();

  return {
    incident: async (id) => byId.get({ id }),
    incidentOfChannel: async (channelId) => byChannel.get({ channelId }),
    incidentIdOfChannel: async (channelId) => idByChannel.get(channelId),
    listIncidents: async ({ viewer, isOpen, limit }) =>
      listed.all({
        viewer: viewer ?? null,
        isOpen: isOpen === undefined ? null : Number(isOpen),
        limit: limit ?? EVERY_ROW,
      }),
  };
}
