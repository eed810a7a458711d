import type { Incident } from "../../core/product.ts";
import { msToTs } from "../../core/timeline/index.ts";
import type { Context } from "../kit/context.ts";
import { SlackCallError } from "../kit/index.ts";
import { fillIn } from "./fill-in.ts";
import { PatientReader, StoppedError } from "./patient-reader.ts";

/** Fills in what was missed while the bot was away. */
export interface CatchUp {
  /** Reads the channels of all running incidents; calls that come together are one. Never rejects. */
  run(): Promise<void>;
  /** True when nothing is being read, or reading waits for its time or for `heldCalls` answers that Slack keeps back. */
  isIdle(heldCalls?: number): boolean;
  stop(): Promise<void>;
}

const MINUTE_MS = 60_000;
const KEEPSAKE = "timeline/complete_until";
/** Slack sends an event again for six minutes, so the record of the last ten is not taken for complete. */
const OVERLAP_MS = 10 * MINUTE_MS;
/** Away for so short a time that only what is new is read. */
const SHORT_MS = OVERLAP_MS + 6 * MINUTE_MS;
/** Seldom enough to cost nothing in a quiet night, often enough that a restart finds it fresh. */
const BEAT_MS = 5 * MINUTE_MS;
const LIVELY_MS = 24 * 60 * MINUTE_MS;
const TOGETHER_MS = 5_000;
const MOST_FINISHED = 200;
const TURNS_TO_START = 100_000;

/** `link` tells whether Slack reaches us; with it the record is known to be complete while nothing happens. */
export function createCatchUp(ctx: Context, link?: { isConnected(): boolean }): CatchUp {
  const stopped = new AbortController();
  const reader = new PatientReader(ctx.slack, ctx.clock, stopped.signal);
  let round: { readonly startedAt: number; readonly done: Promise<void> } | undefined;
  let isComplete = false;
  let isAskedAgain = false;
  let beating: Promise<void> | undefined;

  async function run(): Promise<void> {
    if (stopped.signal.aborted) return;
    beating ??= heartbeat();
    if (round) {
      if (ctx.clock.now() - round.startedAt > TOGETHER_MS) isAskedAgain = true;
      return round.done;
    }
    isComplete = false;
    round = { startedAt: ctx.clock.now(), done: rounds() };
    await round.done;
  }

  async function rounds(): Promise<void> {
    try {
      do {
        isAskedAgain = false;
        await readAll();
      } while (isAskedAgain);
      isComplete = true;
    } catch (error) {
      if (!(error instanceof StoppedError)) ctx.log.error({ err: error }, "the record could not be filled in");
    } finally {
      round = undefined;
    }
  }

  async function readAll(): Promise<void> {
    await untilKnown(ctx);
    const startedAt = ctx.clock.now();
    const completeUntil = Number((await ctx.store.keepsake(KEEPSAKE)) ?? 0);
    const isShort = startedAt - completeUntil <= SHORT_MS;
    const oldestTs = isShort ? msToTs(completeUntil) : "0";
    const repliesSince = (isShort ? startedAt : completeUntil) - LIVELY_MS;
    for (const incident of await running(ctx)) await readOne(incident, { oldestTs, repliesSince });
    await ctx.store.keep(KEEPSAKE, String(startedAt - OVERLAP_MS));
  }

  async function readOne(incident: Incident, wish: { oldestTs: string; repliesSince: number }): Promise<void> {
    try {
      await fillIn(ctx, reader, incident, wish);
    } catch (error) {
      if (!(error instanceof SlackCallError)) throw error;
      ctx.log.warn({ err: error, incident: incident.id }, "a channel cannot be read, so its record may have gaps");
    }
  }

  /** While Slack reaches us all the time, what is ten minutes old is complete. */
  async function heartbeat(): Promise<void> {
    let wasConnected = false;
    while (!stopped.signal.aborted) {
      await ctx.clock.sleep(BEAT_MS, stopped.signal);
      const isConnected = link?.isConnected() ?? false;
      const isSure = wasConnected && isConnected && isComplete && !stopped.signal.aborted;
      if (isSure) await ctx.store.keep(KEEPSAKE, String(ctx.clock.now() - OVERLAP_MS));
      wasConnected = isConnected;
    }
  }

  return {
    run,
    isIdle: (heldCalls = 0) =>
      round === undefined || reader.isWaiting || (reader.asking > 0 && reader.asking <= heldCalls),
    async stop() {
      stopped.abort();
      await round?.done;
      await beating;
    },
  };
}

/** The first connection is told of before the bot knows its own name. */
async function untilKnown(ctx: Context): Promise<void> {
  for (let turn = 0; turn < TURNS_TO_START; turn += 1) {
    try {
      ctx.bot();
      return;
    } catch {
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }
  ctx.bot();
}

/** Incidents whose channel is still in use: open ones first, then finished ones that are not archived. */
async function running(ctx: Context): Promise<Incident[]> {
  const open = await ctx.store.listIncidents({ isOpen: true });
  const finished = await ctx.store.listIncidents({ isOpen: false, limit: MOST_FINISHED });
  const incidents = await Promise.all([...open, ...finished].map(({ id }) => ctx.ledger.incident(id)));
  return incidents.filter(({ facts }) => facts.channel && !facts.channel.isArchived);
}
