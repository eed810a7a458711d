import type { Policy } from "../../config/index.ts";
import { severityLabel, standingOf } from "../../core/incidents/index.ts";
import { type Entry, fromRow, HOUSE } from "../../core/ledger/index.ts";
import { draftPostmortem } from "../../core/postmortems/index.ts";
import { type Incident, product } from "../../core/product.ts";
import { type TimelineExport, timelineMarkdown } from "../../core/timeline/index.ts";
import type { Store } from "../../db/store.ts";
import { channelAddress, permalinkOf } from "../../slack/kit/index.ts";
import { knownNames } from "./people.ts";
import type { Folder } from "./write.ts";

export interface ExportWish {
  readonly policy: Policy;
  readonly isWithPrivate: boolean;
}

export interface Exported {
  readonly incidents: number;
  readonly entries: number;
  readonly leftOut: number;
}

type Row = Awaited<ReturnType<Store["listIncidents"]>>[number];

const PAGE = 1_000;

/** Writes all that the store holds: JSON Lines for programs, Markdown for people. */
export async function exportEverything(store: Store, folder: Folder, wish: ExportWish): Promise<Exported> {
  const all = (await store.listIncidents({})).sort((a, b) => a.id - b.id);
  const rows = all.filter(({ isPrivate }) => wish.isWithPrivate || !isPrivate);
  // What was said around shifts may speak of private incidents too.
  const house = wish.isWithPrivate ? await store.incident(HOUSE) : undefined;
  const recorded = house ? [house, ...rows] : rows;
  const names = await knownNames(store);
  let entries = 0;
  await folder.write("README.md", [EXPLANATION]);
  await folder.write("incidents.jsonl", recorded.map(incidentLine));
  await folder.write(
    "entries.jsonl",
    entryLines(store, recorded, (count) => (entries += count)),
  );
  await folder.write(
    "people.jsonl",
    (await store.everybody()).map(({ profile }) => `${profile}\n`),
  );
  await folder.write("subscriptions.jsonl", (await store.allSubscriptions()).map(line));
  for (const row of rows) await writeIncident(store, folder, row, { ...wish, names });
  return { incidents: rows.length, entries, leftOut: all.length - rows.length };
}

const line = (value: object): string => `${JSON.stringify(value)}\n`;

const incidentLine = ({ state, lastHash }: Row): string => line({ ...JSON.parse(state), lastHash });

async function* entryLines(store: Store, rows: readonly Row[], count: (entries: number) => void) {
  for (const { id } of rows) {
    for (let after = 0; ; ) {
      const page = await store.chainOf(id, after, PAGE);
      for (const row of page) yield line({ ...row, rowId: undefined });
      count(page.length);
      const last = page.at(-1);
      if (!last) break;
      after = last.seq;
    }
  }
}

async function writeIncident(
  store: Store,
  folder: Folder,
  row: Row,
  { policy, names }: ExportWish & { names: (userId: string) => string },
): Promise<void> {
  const incident: Incident = JSON.parse(row.state);
  const entries = (await store.entriesOf(row.id)).map(fromRow);
  const place = `incidents/${folderOf(incident)}`;
  const shown = { incident: headOf(incident, policy), entries, names, tell: product.tell };
  await folder.write(`${place}/timeline.md`, timelineMarkdown(shown));
  if (incident.postmortem.draftedAt === undefined) return;
  const teamUrl = teamUrlIn(entries);
  const text = draftPostmortem({
    incident,
    entries,
    policy,
    names,
    tell: product.tell,
    permalink: (channelId, ts, threadTs) =>
      ts === undefined ? channelAddress(teamUrl, channelId) : permalinkOf(teamUrl, channelId, ts, threadTs),
    announcement: incident.summary.announcement,
  });
  await folder.write(`${place}/postmortem.md`, [text]);
}

/** "0012-checkout-errors", by number first so that folders stand in order. */
function folderOf({ id, facts }: Incident): string {
  const slug = facts.title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replaceAll(/^-|-$/g, "");
  return [String(id).padStart(4, "0"), slug].filter((part) => part !== "").join("-");
}

const headOf = ({ id, facts }: Incident, policy: Policy): TimelineExport["incident"] => ({
  number: id,
  title: facts.title,
  severity: severityLabel(policy, facts.severity),
  status: standingOf(facts),
  declaredAt: facts.times.declared,
  resolvedAt: facts.times.resolved,
  isPrivate: facts.isPrivate,
  isDrill: facts.isDrill,
});

const PERMALINK = /"permalink":"(https?:\/\/[^"/]+\/)archives\//;

/** The workspace's address, as the addresses of messages show it; empty when none was ever kept. */
function teamUrlIn(entries: readonly Entry[]): string {
  for (const { data } of entries) {
    const url = PERMALINK.exec(JSON.stringify(data))?.[1];
    if (url) return url;
  }
  return "";
}

const EXPLANATION = `# Export of Sitrep

- \`entries.jsonl\`: the record itself, one entry a line, by incident and in the order in which they were written. \`at\` is when it
  happened, \`recordedAt\` when it was written down (epoch milliseconds). \`dataHash\` is the SHA-256 of \`data\`, \`hash\` that of
  the JSON list of the hash before, incidentId, seq, kind, key, about, at, recordedAt, by and dataHash (both base64url).
  Where \`isRedacted\` is true, words were removed from \`data\`, and \`dataHash\` is that of the words as they were.
- \`incidents.jsonl\`: what each incident's entries come to; \`lastHash\` is the hash of its last entry.
- Incident 0 in both is the house's own record: covers, swaps, overrides and handoffs of shifts. It is left out with private incidents.
- \`people.jsonl\`, \`subscriptions.jsonl\`: names as Slack last told them, and who asked for which news.
- \`incidents/\`: the timeline of each incident, and its post-mortem once it was drafted, for reading.
`;
