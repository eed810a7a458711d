import type Database from "better-sqlite3";
import type { NewOutboxRow, OutboxOutcome } from "./rows.ts";

/** The writing half of the outbox, inside the transaction of a unit of work. */
export function outboxWrites(sqlite: Database.Database) {
  // A key that is there already names a deed that is done or under way. Only a live effect is asked for anew:
  // finished → pending again; being sent → dirty, so that it runs once more; pending → one row stands for both.
  const enqueue = sqlite.prepare(
    `INSERT INTO outbox (key, incident_id, kind, lane, priority, data, is_live, state, is_dirty, is_in_doubt, attempts, not_before, created_at)
     VALUES (@key, @incidentId, @kind, @lane, @priority, @data, @isLive, 'pending', 0, 0, 0, @notBefore, @createdAt)
     ON CONFLICT (key) DO UPDATE SET
       data = excluded.data,
       attempts = CASE WHEN state IN ('done', 'given_up') THEN 0 ELSE attempts END,
       not_before = CASE WHEN state IN ('done', 'given_up') THEN excluded.not_before ELSE not_before END,
       first_tried_at = CASE WHEN state IN ('done', 'given_up') THEN NULL ELSE first_tried_at END,
       is_dirty = CASE WHEN state = 'sending' THEN 1 ELSE 0 END,
       state = CASE WHEN state IN ('done', 'given_up') THEN 'pending' ELSE state END
     WHERE outbox.is_live = 1`,
  );
  const done = sqlite.prepare(
    `UPDATE outbox SET state = CASE WHEN is_dirty = 1 THEN 'pending' ELSE 'done' END, is_dirty = 0, is_in_doubt = 0,
       attempts = CASE WHEN is_dirty = 1 THEN 0 ELSE attempts END, finished_at = @at, last_error = NULL WHERE id = @id`,
  );
  const givenUp = sqlite.prepare(
    "UPDATE outbox SET state = 'given_up', is_dirty = 0, finished_at = @at, last_error = @reason WHERE id = @id",
  );
  const again = sqlite.prepare(
    `UPDATE outbox SET state = 'pending', is_dirty = 0, is_in_doubt = max(is_in_doubt, @isInDoubt), not_before = @notBefore,
       last_error = @reason WHERE id = @id`,
  );
  const forget = sqlite.prepare(
    "DELETE FROM outbox WHERE finished_at < ? AND state IN ('done', 'given_up') AND is_live = 0",
  );

  return {
    enqueue: (row: NewOutboxRow) => enqueue.run({ ...row, isLive: Number(row.isLive) }),
    forgetBefore: (at: number) => forget.run(at),
    settle(outcome: OutboxOutcome) {
      switch (outcome.kind) {
        case "done":
          return done.run({ id: outcome.id, at: outcome.at });
        case "given_up":
          return givenUp.run({ id: outcome.id, at: outcome.at, reason: outcome.reason });
        case "again":
          return again.run({
            id: outcome.id,
            notBefore: outcome.notBefore,
            isInDoubt: Number(outcome.isInDoubt),
            reason: outcome.reason,
          });
      }
    },
  };
}
