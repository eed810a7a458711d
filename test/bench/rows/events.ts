import { join } from "node:path";
import Database from "better-sqlite3";
import { type Contestant, type Door, startContestant } from "../contestant.ts";
import { type Finding, interleaved, perSecond, type Round, ratioOf, spreadOf, timed, withSpread } from "../measured.ts";
import { messageEvent, nextTs } from "../payloads.ts";
import type { BenchOptions, Row } from "../row.ts";
import { benchFolder, channelOf, countEntries, seededFile } from "../seed.ts";
import { StandIn } from "../stand-in.ts";

const INCIDENTS = 10;
/** So many are on their way at once, as when a busy workspace talks. */
const WINDOW = 256;

/** Message events a second, each stored durably before it is acknowledged. */
export const events: Row = {
  name: "events",
  claim: "FAST-1",
  async run(options) {
    return [...(await overDoor("socket", options)), ...(await overDoor("http", options))];
  },
};

async function overDoor(door: Door, { isQuick }: BenchOptions): Promise<Finding[]> {
  const slack = await StandIn.start();
  const databasePath = await seededFile(INCIDENTS);
  const sitrep = await startContestant({ kind: "sitrep", door, slack, databasePath });
  const bolt = await startContestant({ kind: "bolt", door, slack });
  const sqlite = bareFile();
  const count = isQuick ? 3_000 : 20_000;
  try {
    for (const contestant of [sitrep, bolt]) await rate(contestant, count / 2);
    const rounds = isQuick ? 3 : 7;
    const measured = await interleaved(rounds, {
      sitrep: () => rate(sitrep, count),
      bolt: () => rate(bolt, count),
      oneByOne: () => storing(sqlite, count / 10, 1),
      batches: () => storing(sqlite, count, WINDOW),
    });
    if (countEntries(databasePath, "message_said") < count * rounds)
      throw new Error("what was acknowledged was not stored");
    const against = (theirs: readonly Round[], name: string, floor?: number): Finding => {
      const [ours, others] = [measured.sitrep.flat(), theirs.flat()];
      const ratio = ratioOf(ours, others);
      return {
        row: events.name,
        what: `stored message events, ${door}`,
        ours: withSpread(spreadOf(ours), perSecond),
        against: name,
        theirs: withSpread(spreadOf(others), perSecond),
        ratio,
        ...(floor !== undefined && { demand: { words: `≥ ${floor}`, holds: ratio.median >= floor } }),
      };
    };
    return [
      against(measured.bolt, "bare Bolt, stores nothing", 1),
      against(measured.oneByOne, "bare better-sqlite3, one by one"),
      against(measured.batches, `bare better-sqlite3, ${WINDOW} a commit`),
    ];
  } finally {
    await sitrep.stop();
    await bolt.stop();
    await slack.stop();
    sqlite.close();
  }
}

async function rate(contestant: Contestant, count: number): Promise<Round> {
  let sent = 0;
  const line = async () => {
    while (sent < count) {
      sent += 1;
      await contestant.event(messageEvent(channelOf(1 + (sent % INCIDENTS))));
    }
  };
  const ms = await timed(() => Promise.all(Array.from({ length: WINDOW }, line)));
  return [(count / ms) * 1_000];
}

/** One table, one index, as durable as ours. */
function bareFile(): Database.Database {
  const sqlite = new Database(join(benchFolder(), "bare.db"));
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("synchronous = FULL");
  sqlite.exec("CREATE TABLE events (id TEXT PRIMARY KEY, channel TEXT, body TEXT)");
  return sqlite;
}

async function storing(sqlite: Database.Database, count: number, batch: number): Promise<Round> {
  const bodies = Array.from({ length: count }, () => [nextTs(), messageEvent(channelOf(1))] as const);
  const insert = sqlite.prepare("INSERT INTO events VALUES (?, 'C1', ?)");
  const write = sqlite.transaction((some: readonly (readonly [string, string])[]) => {
    for (const [id, body] of some) insert.run(id, body);
  });
  const ms = await timed(() => {
    for (let at = 0; at < count; at += batch) write(bodies.slice(at, at + batch));
  });
  return [(count / ms) * 1_000];
}
