import type { OpenFile } from "./open.ts";
import { INCIDENT_COLUMNS, type Plain, toIncident, VISIBLE } from "./plain.ts";
import type { IncidentRow } from "./rows.ts";

/** Which incidents to list, as somebody in particular may see them. */
export interface IncidentFilter {
  /** Private incidents show only to those who are in them; absent for the bot itself. */
  readonly viewer?: string;
  readonly isOpen?: boolean;
  readonly limit?: number;
  /** Of these, only those whose state holds this text. */
  readonly holding?: string;
}

export interface IncidentReads {
  incident(id: number): Promise<IncidentRow | undefined>;
  incidentOfChannel(channelId: string): Promise<IncidentRow | undefined>;
  /** Only its number: asked for every message that is said anywhere. */
  incidentIdOfChannel(channelId: string): Promise<number | undefined>;
  /** Newest first; without the house's own record, which is none. */
  listIncidents(filter: IncidentFilter): Promise<IncidentRow[]>;
}

const EVERY_ROW = -1;

export function incidentReads({ sqlite }: OpenFile): IncidentReads {
  type Row = Plain<IncidentRow>;
  const one = <Key>(where: string) =>
    sqlite.prepare<[Key], Row>(`SELECT ${INCIDENT_COLUMNS} FROM incidents WHERE ${where} = ?`);
  const byId = one<number>("id");
  const byChannel = one<string>("channel_id");
  const idByChannel = sqlite.prepare<[string], number>("SELECT id FROM incidents WHERE channel_id = ?").pluck();
  // Two statements, for one that takes both wishes cannot use the index of open incidents.
  const list = (where: string) =>
    sqlite.prepare<object, Row>(
      `SELECT * FROM (SELECT ${INCIDENT_COLUMNS} FROM incidents WHERE ${where} AND incidents.id > 0 AND ${VISIBLE}
         ORDER BY declared_at DESC, id DESC LIMIT @limit)
       WHERE @holding IS NULL OR instr(state, @holding) > 0 ORDER BY declaredAt DESC, id DESC`,
    );
  const all = list("TRUE");
  const ofState = list("is_open = @isOpen");
  const found = (row: Row | undefined) => row && toIncident(row);

  return {
    incident: async (id) => found(byId.get(id)),
    incidentOfChannel: async (channelId) => found(byChannel.get(channelId)),
    incidentIdOfChannel: async (channelId) => idByChannel.get(channelId),
    listIncidents: async ({ viewer = null, isOpen, limit = EVERY_ROW, holding = null }) => {
      const wished = { viewer, limit, holding };
      const rows = isOpen === undefined ? all.all(wished) : ofState.all({ ...wished, isOpen: Number(isOpen) });
      return rows.map(toIncident);
    },
  };
}
