import { type Contestant, type Door, type Kind, startContestant } from "../contestant.ts";
import {
  type Finding,
  inMs,
  interleaved,
  latencies,
  median,
  quantile,
  type Round,
  ratioOf,
  spreadOf,
  withSpread,
} from "../measured.ts";
import { command, messageEvent } from "../payloads.ts";
import type { BenchOptions, Row } from "../row.ts";
import { channelOf, countEntries, seededFile } from "../seed.ts";
import { StandIn } from "../stand-in.ts";

const INCIDENTS = 10;

/** One after another: what a single person or message waits. */
export const acknowledgements: Row = {
  name: "acknowledgements",
  claim: "FAST-1",
  async run(options) {
    return [...(await overDoor("socket", options)), ...(await overDoor("http", options))];
  },
};

const KINDS: Readonly<Record<Door, readonly Kind[]>> = { socket: ["sitrep", "bolt", "raw"], http: ["sitrep", "bolt"] };

interface Asking {
  readonly what: string;
  ask(to: Contestant): Promise<void>;
  /** The kind of entry that each leaves. */
  readonly leaves?: string;
}

const ASKED: readonly Asking[] = [
  {
    what: "`/incident note` (stores an entry)",
    ask: (to) => to.command(command(channelOf(1), "note The graphs look better now")),
    leaves: "note_added",
  },
  { what: "`/incident help` (reads)", ask: (to) => to.command(command(channelOf(1), "help")) },
  {
    what: "a message (stores an entry)",
    ask: (to) => to.event(messageEvent(channelOf(2))),
    leaves: "message_said",
  },
];

async function overDoor(door: Door, { isQuick }: BenchOptions): Promise<Finding[]> {
  const slack = await StandIn.start();
  const databasePath = await seededFile(INCIDENTS);
  const contestants = await Promise.all(
    KINDS[door].map(async (kind) => [kind, await startContestant({ kind, door, slack, databasePath })] as const),
  );
  const count = isQuick ? 200 : 1_000;
  const findings: Finding[] = [];
  try {
    for (const { what, ask, leaves } of ASKED) {
      const racers = Object.fromEntries(
        contestants.map(([kind, contestant]) => [kind, () => latencies(count, () => ask(contestant))]),
      );
      for (const racer of Object.values(racers)) await racer();
      const rounds = isQuick ? 3 : 7;
      const storedBefore = leaves ? countEntries(databasePath, leaves) : 0;
      const measured = await interleaved(rounds, racers);
      if (leaves && countEntries(databasePath, leaves) - storedBefore !== rounds * count) {
        throw new Error(`${what}: what was acknowledged was not stored`);
      }
      for (const kind of KINDS[door].slice(1)) {
        findings.push(
          ...told({ what: `${what}, ${door}`, ours: measured.sitrep ?? [], kind, theirs: measured[kind] ?? [] }),
        );
      }
    }
  } finally {
    for (const [, contestant] of contestants) await contestant.stop();
    await slack.stop();
  }
  return findings;
}

interface Pair {
  readonly what: string;
  readonly ours: readonly Round[];
  readonly kind: Kind;
  readonly theirs: readonly Round[];
}

const NAMES: Readonly<Record<Kind, string>> = {
  sitrep: "Sitrep",
  watched: "Sitrep",
  bolt: "bare Bolt",
  raw: "raw WebSocket",
};
const LIMIT = 1.5;

function told({ what, ours, kind, theirs }: Pair): Finding[] {
  return (["median", "p99"] as const).map((figure) => {
    const pick = (round: Round) => (figure === "median" ? median(round) : quantile(round, 0.99));
    const ratio = ratioOf(ours.map(pick), theirs.map(pick));
    const isDemanded = figure === "p99" && kind === "bolt" && what.startsWith("`/incident");
    return {
      row: acknowledgements.name,
      what: `${what}: ${figure}`,
      ours: withSpread(spreadOf(ours.map(pick)), inMs),
      against: NAMES[kind],
      theirs: withSpread(spreadOf(theirs.map(pick)), inMs),
      ratio,
      ...(isDemanded && { demand: { words: `≤ ${LIMIT}`, holds: ratio.median <= LIMIT } }),
    };
  });
}
