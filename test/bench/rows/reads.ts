import Database from "better-sqlite3";
import { homeModel } from "../../../src/slack/home/model.ts";
import { homeView } from "../../../src/slack/home/views/home.ts";
import { cardNow } from "../../../src/slack/summary/show.ts";
import { search } from "../../../src/slack/timeline/search.ts";
import { showPage } from "../../../src/slack/timeline/verbs.ts";
import { bystander } from "../bystander.ts";
import {
  type Finding,
  inMs,
  interleaved,
  latencies,
  median,
  quantile,
  ratioOf,
  spreadOf,
  withSpread,
} from "../measured.ts";
import { type Million, millionFile } from "../million.ts";
import type { Row } from "../row.ts";

const LIMIT = 2;
const USER = "U1";

/** What people look at, from the request to the finished view, against the one statement that reads the same rows. */
export const reads: Row = {
  name: "reads",
  claim: "FAST-3",
  async run({ isQuick }): Promise<Finding[]> {
    const million = await millionFile(isQuick);
    const { ctx, stop } = await bystander(million.path);
    const sqlite = new Database(million.path, { readonly: true });
    const findings: Finding[] = [];
    const count = isQuick ? 100 : 500;
    try {
      for (const { what, ours, sql, parameters } of subjects(ctx, million)) {
        const statement = sqlite.prepare(sql);
        const racers = {
          ours: () => latencies(count, (index) => ours(1 + ((index * 7919) % million.incidents))),
          bare: () =>
            latencies(count, (index) => statement.all(...parameters(1 + ((index * 7919) % million.incidents)))),
        };
        await racers.ours();
        await racers.bare();
        const measured = await interleaved(isQuick ? 3 : 7, racers);
        for (const figure of ["median", "p99"] as const) {
          const pick = (round: readonly number[]) => (figure === "median" ? median(round) : quantile(round, 0.99));
          const [our, their] = [measured.ours.map(pick), measured.bare.map(pick)];
          const ratio = ratioOf(our, their);
          findings.push({
            row: reads.name,
            what: `${what}: ${figure}`,
            ours: withSpread(spreadOf(our), inMs),
            against: "the bare statement",
            theirs: withSpread(spreadOf(their), inMs),
            ratio,
            ...(figure === "median" && { demand: { words: `≤ ${LIMIT}`, holds: ratio.median <= LIMIT } }),
          });
        }
      }
    } finally {
      sqlite.close();
      await stop();
    }
    return findings;
  },
};

interface Subject {
  readonly what: string;
  ours(incidentId: number): Promise<unknown>;
  readonly sql: string;
  parameters(incidentId: number): readonly (string | number)[];
}

function subjects(ctx: Parameters<typeof search>[0], { incidents, open }: Million): readonly Subject[] {
  return [
    {
      what: "timeline page of 15",
      ours: async (id) => showPage(ctx, await ctx.ledger.incident(id), true, []),
      sql: "SELECT * FROM entries WHERE incident_id = ? ORDER BY at DESC, seq DESC LIMIT 15",
      parameters: (id) => [id],
    },
    {
      what: "key events of a timeline",
      ours: async (id) => showPage(ctx, await ctx.ledger.incident(id), false, []),
      sql: "SELECT * FROM entries WHERE incident_id = ? AND kind <> 'message_said' ORDER BY at, seq",
      parameters: (id) => [id],
    },
    {
      what: "summary card",
      ours: async (id) => cardNow(ctx, await ctx.ledger.incident(id)),
      sql: "SELECT * FROM incidents WHERE id = ?",
      parameters: (id) => [id],
    },
    {
      what: `search in ${incidents.toLocaleString("en")} incidents, rare words`,
      ours: (id) => search(ctx, `needle${id}`, USER),
      sql: FOUND,
      parameters: (id) => [`"needle${id}"`, USER],
    },
    {
      what: `search in ${incidents.toLocaleString("en")} incidents, common words`,
      ours: (id) => search(ctx, `since ${id % 90}`, USER),
      sql: FOUND,
      parameters: (id) => [`"since" "${id % 90}"`, USER],
    },
    {
      what: `App Home with ${open} open incidents`,
      ours: async () => homeView(await homeModel(ctx, USER)),
      sql: `SELECT * FROM (SELECT * FROM incidents WHERE is_open = 1 ORDER BY declared_at DESC)
        UNION ALL SELECT * FROM (SELECT * FROM incidents WHERE is_open = 0 ORDER BY declared_at DESC LIMIT 200)`,
      parameters: () => [],
    },
  ];
}

const FOUND = `SELECT entries.* FROM entry_search JOIN entries ON entries.row_id = entry_search.rowid
  JOIN incidents ON incidents.id = entries.incident_id
  WHERE entry_search MATCH ? AND (incidents.is_private = 0 OR EXISTS (SELECT 1 FROM json_each(incidents.viewers) WHERE value = ?))
  ORDER BY entry_search.rowid DESC LIMIT 100`;
