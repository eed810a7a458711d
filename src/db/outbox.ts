import { and, eq, gt, min, sql } from "drizzle-orm";
import type { OpenFile } from "./open.ts";
import type { OutboxRow } from "./rows.ts";
import { outbox } from "./schema.ts";

export interface Backlog {
  readonly waiting: number;
  /** Since when the oldest of them could have been done, epoch milliseconds; live ones do not say since when they wait. */
  readonly waitingSince: number | undefined;
  readonly givenUp: readonly OutboxRow[];
}

export interface OutboxReads {
  /** Takes up to `limit` deeds that may be done now, the first of each free lane; each is then being sent. */
  claimDeeds(now: number, limit: number): Promise<OutboxRow[]>;
  /** Takes the other waiting deeds of the same kind and lane, to be done together with one that is claimed. */
  claimCompanions(head: OutboxRow, now: number): Promise<OutboxRow[]>;
  /** When the next deed that waits for its time may be done, or undefined when none does. */
  nextDeedAt(now: number): Promise<number | undefined>;
  /** Deeds that were being sent when the last process ended: nobody knows whether they were done. Gives their number. */
  doubtDeedsUnderWay(): Promise<number>;
  /** Deeds that wait, or that were given up since `since`: for those who operate the bot. */
  backlog(since: number): Promise<Backlog>;
}

export function outboxReads({ sqlite, db }: OpenFile): OutboxReads {
  // A deed may go when it is due and nothing before it in its lane still waits or is under way.
  const claim = sqlite.prepare<{ now: number; limit: number }, { id: number }>(
    `UPDATE outbox SET state = 'sending', attempts = attempts + 1, first_tried_at = coalesce(first_tried_at, @now)
     WHERE id IN (
       SELECT o.id FROM outbox o
       WHERE o.state = 'pending' AND o.not_before <= @now
         AND NOT EXISTS (
           SELECT 1 FROM outbox p
           WHERE p.lane = o.lane AND (p.state = 'sending' OR (p.state = 'pending' AND (p.priority, p.id) < (o.priority, o.id))))
       ORDER BY o.priority, o.id LIMIT @limit)
     RETURNING id`,
  );
  const claimMore = sqlite.prepare<{ now: number; lane: string; kind: string }, { id: number }>(
    `UPDATE outbox SET state = 'sending', attempts = attempts + 1, first_tried_at = coalesce(first_tried_at, @now)
     WHERE lane = @lane AND kind = @kind AND state = 'pending' AND not_before <= @now AND is_in_doubt = 0 RETURNING id`,
  );
  const doubt = sqlite.prepare("UPDATE outbox SET state = 'pending', is_in_doubt = 1 WHERE state = 'sending'");
  const next = db
    .select({ at: min(outbox.notBefore) })
    .from(outbox)
    .where(and(eq(outbox.state, "pending"), gt(outbox.notBefore, sql.placeholder("now"))))
    .prepare();
  const waiting = db
    .select({
      count: sql<number>`count(*)`,
      since: sql<
        number | null
      >`min(CASE WHEN ${outbox.isLive} = 0 THEN max(${outbox.createdAt}, ${outbox.notBefore}) END)`,
    })
    .from(outbox)
    .where(eq(outbox.state, "pending"))
    .prepare();
  const givenUp = db
    .select()
    .from(outbox)
    .where(and(eq(outbox.state, "given_up"), gt(outbox.finishedAt, sql.placeholder("since"))))
    .orderBy(outbox.id)
    .prepare();
  const byIds = db
    .select()
    .from(outbox)
    .where(sql`${outbox.id} IN (SELECT value FROM json_each(${sql.placeholder("ids")}))`)
    .orderBy(outbox.priority, outbox.id)
    .prepare();

  const rows = (claimed: { id: number }[]): OutboxRow[] =>
    claimed.length === 0 ? [] : byIds.all({ ids: JSON.stringify(claimed.map((row) => row.id)) });

  return {
    claimDeeds: async (now, limit) => rows(claim.all({ now, limit })),
    claimCompanions: async (head, now) => rows(claimMore.all({ now, lane: head.lane, kind: head.kind })),
    nextDeedAt: async (now) => next.get({ now })?.at ?? undefined,
    doubtDeedsUnderWay: async () => doubt.run().changes,
    backlog: async (since) => {
      const queue = waiting.get();
      return { waiting: queue?.count ?? 0, waitingSince: queue?.since ?? undefined, givenUp: givenUp.all({ since }) };
    },
  };
}
