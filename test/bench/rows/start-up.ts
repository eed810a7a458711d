import { constants, copyFileSync } from "node:fs";
import { join } from "node:path";
import { startContestant } from "../contestant.ts";
import { type Finding, inMs, interleaved, ratioOf, spreadOf, timed, withSpread } from "../measured.ts";
import { millionFile } from "../million.ts";
import type { Row } from "../row.ts";
import { benchFolder } from "../seed.ts";
import { StandIn } from "../stand-in.ts";

const LIMIT_MS = 1_000;

/** From the start of the process until Slack can reach it over Socket Mode. */
export const startUp: Row = {
  name: "start-up",
  claim: "FAST-3",
  async run({ isQuick }): Promise<Finding[]> {
    const { path, incidents, open } = await millionFile(isQuick);
    const copy = join(benchFolder(), "million.db");
    copyFileSync(path, copy, constants.COPYFILE_FICLONE);
    const slack = await StandIn.start();
    const starting = (kind: "sitrep" | "bolt", databasePath?: string) => async () => {
      let stop = async () => {};
      const ms = await timed(async () => {
        ({ stop } = await startContestant({ kind, door: "socket", slack, ...(databasePath && { databasePath }) }));
      });
      await stop();
      return [ms];
    };
    try {
      const measured = await interleaved(isQuick ? 3 : 7, {
        full: starting("sitrep", copy),
        fresh: starting("sitrep"),
        bolt: starting("bolt"),
      });
      const told = (what: string, ours: readonly number[], theirs: readonly number[]): Finding => {
        const started = spreadOf(ours);
        return {
          row: startUp.name,
          what,
          ours: withSpread(started, inMs),
          against: "bare Bolt",
          theirs: withSpread(spreadOf(theirs), inMs),
          ratio: ratioOf(ours, theirs),
          demand: { words: `< ${LIMIT_MS / 1_000} s`, holds: started.median < LIMIT_MS },
        };
      };
      const bolt = measured.bolt.flat();
      return [
        told(`on ${incidents.toLocaleString("en")} incidents, ${open} of them open`, measured.full.flat(), bolt),
        told("on an empty file", measured.fresh.flat(), bolt),
      ];
    } finally {
      await slack.stop();
    }
  },
};
