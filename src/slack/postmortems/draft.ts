import { fromRow } from "../../core/ledger/index.ts";
import { type DraftInput, draftPostmortem, draftSection } from "../../core/postmortems/index.ts";
import { type Incident, product } from "../../core/product.ts";
import type { Context } from "../kit/context.ts";
import { permalinkOf } from "../timeline/index.ts";

export type DraftOptions = Pick<DraftInput, "appendixLines" | "isLive">;

/** The post-mortem of an incident as Markdown, from the record as it is now. */
export async function postmortemMarkdown(
  ctx: Context,
  incidentId: number,
  options: DraftOptions = {},
): Promise<string> {
  const incident = await ctx.ledger.incident(incidentId);
  return draftPostmortem(await inputOf(ctx, incident, options));
}

/** One section as it reads now. */
export async function sectionNow(ctx: Context, incident: Incident, section: string): Promise<string> {
  return draftSection(await inputOf(ctx, incident, {}), section);
}

async function inputOf(ctx: Context, incident: Incident, options: DraftOptions): Promise<DraftInput> {
  const entries = (await ctx.store.entriesOf(incident.id)).map(fromRow);
  const { teamUrl } = ctx.bot();
  const input = {
    incident,
    entries,
    policy: ctx.policy(),
    tell: product.tell,
    permalink: (channelId: string, ts?: string, threadTs?: string) =>
      ts === undefined ? channelAddress(teamUrl, channelId) : permalinkOf(teamUrl, channelId, ts, threadTs),
    announcement: incident.summary.announcement,
    ...options,
  };
  const names = await namesIn(ctx, input);
  return { ...input, names: (userId) => names.get(userId) ?? userId };
}

/** Who is named is known once it is drafted: the first time is for finding out. */
async function namesIn(ctx: Context, input: Omit<DraftInput, "names">): Promise<Map<string, string>> {
  const userIds = new Set<string>();
  const noted = (userId: string) => {
    userIds.add(userId);
    return userId;
  };
  draftPostmortem({ ...input, names: noted });
  const people = await ctx.directory.people([...userIds]);
  return new Map(people.map(({ id, name }) => [id, name]));
}

function channelAddress(teamUrl: string, channelId: string): string | undefined {
  return /^https?:\/\//.test(teamUrl) ? `${teamUrl.replace(/\/$/, "")}/archives/${channelId}` : undefined;
}
