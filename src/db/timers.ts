import type Database from "better-sqlite3";
import { and, eq, isNull, lte, min, sql } from "drizzle-orm";
import type { OpenFile } from "./open.ts";
import type { TimerRow, UnitOfWork } from "./rows.ts";
import { timers } from "./schema.ts";

export interface TimerReads {
  /** Timers that are due and did not fire yet, the longest due first. */
  dueTimers(now: number): Promise<TimerRow[]>;
  /** When the next timer falls due, or undefined when none waits. */
  nextTimerAt(): Promise<number | undefined>;
  /** Incidents for which something will fall due; of one kind where it is named. */
  incidentsWithTimers(kind?: string): Promise<number[]>;
  /** All timers of an incident as planned, fired or not, by key. */
  timersOf(incidentId: number): Promise<TimerRow[]>;
}

export function timerReads({ db }: OpenFile): TimerReads {
  const columns = { incidentId: timers.incidentId, key: timers.key, kind: timers.kind, dueAt: timers.dueAt };
  const due = db
    .select(columns)
    .from(timers)
    .where(and(isNull(timers.firedAt), lte(timers.dueAt, sql.placeholder("now"))))
    .orderBy(timers.dueAt)
    .prepare();
  const next = db
    .select({ at: min(timers.dueAt) })
    .from(timers)
    .where(isNull(timers.firedAt))
    .prepare();
  const waiting = db
    .selectDistinct({ id: timers.incidentId })
    .from(timers)
    .where(isNull(timers.firedAt))
    .orderBy(timers.incidentId)
    .prepare();
  const waitingOfKind = db
    .selectDistinct({ id: timers.incidentId })
    .from(timers)
    .where(and(isNull(timers.firedAt), eq(timers.kind, sql.placeholder("kind"))))
    .orderBy(timers.incidentId)
    .prepare();
  const ofIncident = db
    .select(columns)
    .from(timers)
    .where(sql`${timers.incidentId} = ${sql.placeholder("id")}`)
    .orderBy(timers.key)
    .prepare();

  return {
    dueTimers: async (now) => due.all({ now }),
    nextTimerAt: async () => next.get()?.at ?? undefined,
    incidentsWithTimers: async (kind) =>
      (kind === undefined ? waiting.all() : waitingOfKind.all({ kind })).map((row) => row.id),
    timersOf: async (id) => ofIncident.all({ id }),
  };
}

/** The writing half, inside the transaction of a unit of work. */
export function timerWrites(sqlite: Database.Database) {
  // A timer that fired stays as fired while the plan still names it for the same time, so it cannot fire again.
  const plan = sqlite.prepare(
    `INSERT INTO timers (incident_id, key, kind, due_at) VALUES (@incidentId, @key, @kind, @dueAt)
     ON CONFLICT (incident_id, key) DO UPDATE SET
       fired_at = CASE WHEN due_at = excluded.due_at THEN fired_at END, due_at = excluded.due_at, kind = excluded.kind`,
  );
  const drop = sqlite.prepare(
    "DELETE FROM timers WHERE incident_id = ? AND key NOT IN (SELECT value FROM json_each(?))",
  );
  const fire = sqlite.prepare(
    "UPDATE timers SET fired_at = @firedAt WHERE incident_id = @incidentId AND key = @key AND due_at <= @firedAt",
  );
  return {
    replan(incidentId: number, planned: readonly TimerRow[]) {
      drop.run(incidentId, JSON.stringify(planned.map((timer) => timer.key)));
      for (const timer of planned) plan.run(timer);
    },
    fired: (timer: UnitOfWork["firedTimers"][number]) => fire.run(timer),
  };
}
