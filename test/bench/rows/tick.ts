import { join } from "node:path";
import { openStore } from "../../../src/db/store.ts";
import { type Finding, inMs, interleaved, latencies, median, ratioOf, spreadOf, withSpread } from "../measured.ts";
import type { Row } from "../row.ts";
import { benchFolder, seededFile } from "../seed.ts";

const OPEN = 500;
const LIMIT = 1.5;

/** What the clock's tick asks of the store while nothing is due. */
export const tick: Row = {
  name: "tick",
  claim: "FAST-4",
  async run({ isQuick }): Promise<Finding[]> {
    const busy = openStore(await seededFile(OPEN));
    const idle = openStore(join(benchFolder(), "idle.db"));
    const now = Date.now();
    const look = (store: typeof busy) => async () => {
      await store.dueTimers(now - 60_000);
      await store.nextTimerAt();
    };
    const count = isQuick ? 500 : 5_000;
    try {
      const measured = await interleaved(isQuick ? 3 : 7, {
        busy: () => latencies(count, look(busy)),
        idle: () => latencies(count, look(idle)),
      });
      const [ours, theirs] = [measured.busy.map(median), measured.idle.map(median)];
      const ratio = ratioOf(ours, theirs);
      return [
        {
          row: tick.name,
          what: `a tick with ${OPEN} open incidents, none due`,
          ours: withSpread(spreadOf(ours), inMs),
          against: "a tick with none open",
          theirs: withSpread(spreadOf(theirs), inMs),
          ratio,
          demand: { words: `≤ ${LIMIT}`, holds: ratio.median <= LIMIT },
        },
      ];
    } finally {
      await busy.close();
      await idle.close();
    }
  },
};
