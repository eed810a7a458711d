import { fromRow } from "../../core/ledger/index.ts";
import { type DraftInput, draftPostmortem, draftSection } from "../../core/postmortems/index.ts";
import { type Incident, product } from "../../core/product.ts";
import type { Context } from "../kit/context.ts";
import { channelAddress, permalinkOf } from "../kit/index.ts";

type DraftOptions = Pick<DraftInput, "appendixLines" | "isLive">;

/** The post-mortem of an incident as Markdown, from the record as it is now. */
export async function postmortemMarkdown(
  ctx: Context,
  incidentId: number,
  options: DraftOptions = {},
): Promise<string> {
  return withNames(ctx, await recordOf(ctx, await ctx.ledger.incident(incidentId), options), draftPostmortem);
}

/** One section as it reads now. */
export async function sectionNow(ctx: Context, incident: Incident, section: string): Promise<string> {
  return withNames(ctx, await recordOf(ctx, incident, {}), (input) => draftSection(input, section));
}

type Nameless = Omit<DraftInput, "names">;

async function recordOf(ctx: Context, incident: Incident, options: DraftOptions): Promise<Nameless> {
  const { teamUrl } = ctx.bot();
  return {
    incident,
    entries: (await ctx.store.entriesOf(incident.id)).map(fromRow),
    policy: ctx.policy(),
    tell: product.tell,
    permalink: (channelId, ts, threadTs) =>
      ts === undefined ? channelAddress(teamUrl, channelId) : permalinkOf(teamUrl, channelId, ts, threadTs),
    announcement: incident.summary.announcement,
    ...options,
  };
}

/** Who is named is known once it is drafted: the first time is for finding out. */
async function withNames(ctx: Context, record: Nameless, draft: (input: DraftInput) => string): Promise<string> {
  const userIds = new Set<string>();
  const noted = (userId: string) => {
    userIds.add(userId);
    return userId;
  };
  draft({ ...record, names: noted });
  const people = await ctx.directory.people([...userIds]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return draft({ ...record, names: (userId) => names.get(userId) ?? userId });
}
