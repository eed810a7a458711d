import { fromRow, personId } from "../../core/ledger/index.ts";
import { Notice, type NoticeRecord } from "../../core/notices/index.ts";
import { type Incident, KEY_KINDS, product } from "../../core/product.ts";
import { holderOf } from "../../core/roles/index.ts";
import { actorName, markedKeys, mentionedIn, type TimelineLine, timelineLines } from "../../core/timeline/index.ts";
import type { Context } from "../kit/context.ts";
import { namesOf } from "../kit/index.ts";

/** Of many marked messages and key entries the last ones matter to who reads about it now. */
const MARKED = 30;
const KEY = 40;
/** Nobody waits for the names of a whole company. */
const NAMED = 60;

/** Everything that a text about the incident is filled from and held against. */
export async function recordOf(ctx: Context, incident: Incident): Promise<NoticeRecord> {
  const moments = await momentsOf(ctx, incident);
  const policy = ctx.policy();
  const holders = policy.roles.flatMap(({ id }) => holderOf(incident, id) ?? []);
  const said = mentionedIn(moments.map(({ text }) => text));
  const people = [...new Set([...holders, ...said, ...incident.facts.invited, ...incident.timeline.members])];
  const nameOf = await namesOf(ctx, people.slice(0, NAMED));
  return { incident, policy, now: ctx.clock.now(), moments, nameOf };
}

/** The key moments and what was marked, as it reads now, oldest first. */
async function momentsOf(ctx: Context, { id, timeline }: Incident): Promise<readonly TimelineLine[]> {
  const keyRows = await ctx.store.entriesOf(id, { kinds: KEY_KINDS, newestFirst: true, limit: KEY });
  const marked = await Promise.all(
    markedKeys(timeline)
      .slice(-MARKED)
      .map(async (key) => {
        const row = await ctx.store.entryByKey(id, key);
        return row ? [row, ...(await ctx.store.entriesAbout(id, key))] : [];
      }),
  );
  const rows = new Map([...keyRows, ...marked.flat()].map((row) => [row.seq, row]));
  const lines = timelineLines([...rows.values()].map(fromRow), product.tell, { facet: timeline });
  return lines.filter(({ isKey, isDeleted }) => isKey && !isDeleted);
}

/** A notice as it was sent, with who wrote it by name; undefined when its words were dropped meanwhile. */
export async function recordedNotice(
  ctx: Context,
  incidentId: number,
  key: string,
): Promise<{ readonly notice: Notice; readonly author: string } | undefined> {
  const row = await ctx.store.entryByKey(incidentId, key);
  const entry = row && fromRow(row);
  if (!entry || entry.isRedacted) return undefined;
  const userId = personId(entry.by);
  const author = userId ? (await ctx.directory.person(userId)).name : actorName(entry.by);
  return { notice: Notice.parse(entry.data), author };
}
