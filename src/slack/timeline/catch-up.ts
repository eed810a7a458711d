import { z } from "zod";
import type { Incident } from "../../core/product.ts";
import { msToTs } from "../../core/timeline/index.ts";
import type { Context } from "../kit/context.ts";
import { type Hearing, SlackCallError } from "../kit/index.ts";
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
/** The bot's own coming into a channel that it has just made is no return. */
const OPENING_MS = MINUTE_MS;

const Joined = z.object({ user: z.string(), channel: z.string() });

/** How Slack reaches us: whether it does, and what it tells. */
export type CatchUpLink = Pick<Hearing, "isConnected" | "onEvent">;

/** With `link` the record is known to be complete while nothing happens, and a channel is read after the bot was let in again. */
export function createCatchUp(ctx: Context, link?: CatchUpLink): CatchUp {
  const stopped = new AbortController();
  const reader = new PatientReader(ctx.slack, ctx.clock, stopped.signal);
  let round: { readonly startedAt: number; readonly done: Promise<void> } | undefined;
  let isComplete = false;
  let isAskedAgain = false;
  let beating: Promise<void> | undefined;
  const shutOut = new Set<number>();

  link?.onEvent("member_joined_channel", async ({ event }) => {
    const { user, channel } = Joined.parse(event);
    const row = user === ctx.bot().userId ? await ctx.store.incidentOfChannel(channel) : undefined;
    if (!row || ctx.clock.now() - row.declaredAt < OPENING_MS) return;
    shutOut.add(row.id);
    isAskedAgain = true;
    void run();
  });

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
        isComplete = await readAll();
      } while (isAskedAgain);
    } catch (error) {
      if (!(error instanceof StoppedError)) ctx.log.error({ err: error }, "the record could not be filled in");
    } finally {
      round = undefined;
    }
  }

  /** False when a channel could not be read for a reason of our own: then it is read from the same moment again. */
  async function readAll(): Promise<boolean> {
    const startedAt = ctx.clock.now();
    const completeUntil = Number((await ctx.store.keepsake(KEEPSAKE)) ?? 0);
    // What was noted by a clock that was ahead says nothing: then all is read.
    const awayMs = startedAt - completeUntil;
    const isShort = awayMs >= OVERLAP_MS && awayMs <= SHORT_MS;
    const oldestTs = isShort ? msToTs(completeUntil) : "0";
    const repliesSince = (isShort ? startedAt : Math.min(completeUntil, startedAt)) - LIVELY_MS;
    let isWhole = true;
    for (const incident of await running(ctx)) {
      const wish = { oldestTs: shutOut.has(incident.id) ? "0" : oldestTs, repliesSince };
      isWhole = (await readOne(incident, wish)) && isWhole;
    }
    if (isWhole) await ctx.store.keep(KEEPSAKE, String(startedAt - OVERLAP_MS));
    return isWhole;
  }

  /** One channel that cannot be read keeps no other from being read. */
  async function readOne(incident: Incident, wish: { oldestTs: string; repliesSince: number }): Promise<boolean> {
    try {
      await fillIn(ctx, reader, incident, wish);
      shutOut.delete(incident.id);
      return true;
    } catch (error) {
      if (error instanceof StoppedError) throw error;
      ctx.log.warn({ err: error, incident: incident.id }, "a channel cannot be read, so its record may have gaps");
      return error instanceof SlackCallError;
    }
  }

  /** While Slack reaches us all the time, what is ten minutes old is complete. */
  async function heartbeat(): Promise<void> {
    let wasConnected = false;
    while (!stopped.signal.aborted) {
      await ctx.clock.sleep(BEAT_MS, stopped.signal);
      const isConnected = link?.isConnected() ?? false;
      const isSure = wasConnected && isConnected && isComplete && !stopped.signal.aborted;
      if (isSure) await noteComplete(ctx.clock.now() - OVERLAP_MS);
      wasConnected = isConnected;
    }
  }

  /** A file that is held just now is written at the next beat. */
  async function noteComplete(untilMs: number): Promise<void> {
    try {
      await ctx.store.keep(KEEPSAKE, String(untilMs));
    } catch (error) {
      ctx.log.warn({ err: error }, "how far the record is complete could not be noted");
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

/** Incidents whose channel is still in use: open ones first, then finished ones that are not archived. */
async function running(ctx: Context): Promise<Incident[]> {
  const open = await ctx.store.listIncidents({ isOpen: true });
  const finished = await ctx.store.listIncidents({ isOpen: false, limit: MOST_FINISHED });
  const incidents = await Promise.all([...open, ...finished].map(({ id }) => ctx.ledger.incident(id)));
  return incidents.filter(({ facts }) => facts.channel && !facts.channel.isArchived);
}
