import { withdrawnByMerging } from "../../core/approvals/index.ts";
import { archiveAt } from "../../core/incidents/index.ts";
import { type Entry, fromRow, type NewEntry, personId, SITREP } from "../../core/ledger/index.ts";
import { movedAction } from "../../core/postmortems/index.ts";
import { type Incident, product } from "../../core/product.ts";
import { giveBack, movedEntry, type RelatedEffect, survivorOf, takeIn } from "../../core/related/index.ts";
import { holderOf } from "../../core/roles/index.ts";
import { editPosted, incidentOf, postOnce, roomOf } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedTable } from "../kit/deeds.ts";
import { isRefused, type Message } from "../kit/index.ts";
import { undoButton } from "./undo-button.ts";
import { givenBack, pointer, pointerTakenBack, takenIn } from "./views/messages.ts";

type MergeEffect = Extract<
  RelatedEffect,
  {
    kind:
      | "move_entries"
      | "give_back"
      | "point_to_survivor"
      | "show_pointer"
      | "tell_taken_in"
      | "show_taken_in"
      | "refresh_survivor";
  }
>;

/** Transactions are to take milliseconds. */
const ENTRIES_AT_ONCE = 200;

/** Two records change: the merged one says where to, and this deed, done as often as it takes, brings everything there once. */
export const mergeDeeds = (ctx: Context): DeedTable<MergeEffect> => ({
  move_entries: {
    async carryOut(input) {
      const loser = await incidentOf(ctx, input);
      const into = loser.facts.mergedInto;
      if (into === undefined) return [];
      const mergedInto = async (id: number) => (await ctx.ledger.incident(id)).facts.mergedInto;
      // Two that were merged into each other at once: the older one goes on.
      if ((await survivorOf(loser.id, mergedInto)) === loser.id) {
        return [{ kind: "unmerged", by: SITREP, data: { incidentId: into } }];
      }
      const merging = await lastOf(ctx, loser.id, "merged_into");
      await ctx.ledger.record(into, takeIn(loser, merging && personId(merging.by)));
      await moveAll(ctx, loser, into);
      return [];
    },
    whenRefused: { note: "The entries could not be moved to the incident that it was merged into" },
  },
  give_back: {
    async carryOut(input) {
      const { id } = await incidentOf(ctx, input);
      await ctx.ledger.record(input.data.incidentId, giveBack(id, (await lastOf(ctx, id, "unmerged"))?.by ?? SITREP));
      return [];
    },
    whenRefused: "drop",
  },
  point_to_survivor: {
    async carryOut(input) {
      const loser = await incidentOf(ctx, input);
      const room = roomOf(loser);
      const shown = await pointerNow(ctx, loser);
      if (!room || !shown) return [];
      return [{ kind: "pointer_posted", by: SITREP, data: await postOnce(ctx, input, room, shown) }];
    },
    whenRefused: { note: "The channel could not be told where it goes on" },
  },
  show_pointer: {
    async carryOut(input) {
      const loser = await incidentOf(ctx, input);
      const place = loser.related.pointer;
      if (place) await editPosted(ctx, place, (await pointerNow(ctx, loser)) ?? (await pointerBack(ctx, loser)));
      return [];
    },
    whenRefused: "drop",
  },
  tell_taken_in: {
    async carryOut(input): Promise<readonly NewEntry[]> {
      const survivor = await incidentOf(ctx, input);
      const { incidentId } = input.data;
      const room = roomOf(survivor);
      const shown = await takenInNow(ctx, survivor, incidentId);
      if (!room || !shown) return [];
      const place = await postOnce(ctx, input, room, shown);
      return [{ kind: "taken_in_posted", by: SITREP, data: { incidentId, ...place } }];
    },
    whenRefused: { note: "The channel could not be told what was merged in" },
  },
  show_taken_in: {
    async carryOut(input) {
      await refresh(ctx, await incidentOf(ctx, input), input.data.incidentId);
      return [];
    },
    whenRefused: "drop",
  },
  refresh_survivor: {
    async carryOut(input) {
      const loser = await incidentOf(ctx, input);
      await refresh(ctx, await ctx.ledger.incident(input.data.incidentId), loser.id);
      return [];
    },
    whenRefused: "drop",
  },
});

/** In pages, from where the survivor's own record stops; an entry that is there already is left out by its key. */
async function moveAll(ctx: Context, loser: Incident, into: number): Promise<void> {
  const { timeline } = await ctx.ledger.incident(into);
  const parts = { from: loser, tell: product.tell, others: movedAction, policy: ctx.policy() };
  for (let after = timeline.takenIn[loser.id]?.upTo ?? 0; ; ) {
    const rows = await ctx.store.chainOf(loser.id, after, ENTRIES_AT_ONCE);
    const last = rows.at(-1);
    if (!last) return;
    const moved = rows.flatMap((row) => movedEntry(fromRow(row), parts));
    if (moved.length > 0) await ctx.ledger.record(into, () => moved);
    after = last.seq;
  }
}

async function lastOf(ctx: Context, id: number, kind: string): Promise<Entry | undefined> {
  const [row] = await ctx.store.entriesOf(id, { kinds: [kind], newestFirst: true, limit: 1 });
  return row && fromRow(row);
}

function undoOf({ id, related }: Incident) {
  const undoable = related.undoable.find(({ kind }) => kind === "merged_into");
  return undoable && undoButton(id, undoable);
}

/** Undefined when it was taken back. */
async function pointerNow(ctx: Context, loser: Incident): Promise<Message | undefined> {
  if (loser.facts.mergedInto === undefined) return undefined;
  const { id, facts, ...survivor } = await ctx.ledger.incident(loser.facts.mergedInto);
  const askId = holderOf({ id, facts, ...survivor }, "commander") ?? personId(facts.declaredBy);
  return pointer({
    id: loser.id,
    survivor: facts.isPrivate
      ? { id, title: undefined, channelId: undefined }
      : { id, title: facts.title, channelId: facts.channel?.id },
    askId: facts.isPrivate ? askId : undefined,
    archiveAt: archiveAt(loser.facts, ctx.policy()),
    undo: undoOf(loser),
  });
}

async function pointerBack(ctx: Context, loser: Incident): Promise<Message> {
  const merging = await lastOf(ctx, loser.id, "merged_into");
  const withdrawn = merging ? withdrawnByMerging(loser, merging.at) : [];
  return pointerTakenBack(withdrawn.map(({ what }) => what));
}

async function takenInNow(ctx: Context, { timeline }: Incident, loserId: number): Promise<Message | undefined> {
  const taken = timeline.takenIn[loserId];
  if (!taken) return undefined;
  const told = { id: loserId, title: taken.title };
  return taken.isGivenBack ? givenBack(told) : takenIn(told, undoOf(await ctx.ledger.incident(loserId)));
}

async function refresh(ctx: Context, survivor: Incident, loserId: number): Promise<void> {
  const place = survivor.related.takenInPosts[loserId];
  const shown = await takenInNow(ctx, survivor, loserId);
  if (!place || !shown) return;
  try {
    await editPosted(ctx, place, shown);
  } catch (error) {
    if (!isRefused(error)) throw error;
  }
}
