import { once } from "node:events";
import { type Contestant, startContestant } from "../contestant.ts";
import { type Finding, inMb } from "../measured.ts";
import { messageEvent } from "../payloads.ts";
import type { Row } from "../row.ts";
import { channelOf, seededFile } from "../seed.ts";
import { StandIn } from "../stand-in.ts";

const INCIDENTS = 100;
const WINDOW = 256;
/** What a heap may have grown between the two, and still be called flat. */
const LIMIT = 1.2;

interface Memory {
  readonly rss: number;
  readonly heapUsed: number;
}

/** What the bot holds after many events, each heard over Socket Mode and stored. */
export const memory: Row = {
  name: "memory",
  claim: "FAST-3",
  async run({ isQuick }): Promise<Finding[]> {
    const [few, many] = isQuick ? [5_000, 25_000] : [100_000, 1_000_000];
    const slack = await StandIn.start();
    const bot = await startContestant({
      kind: "watched",
      door: "socket",
      slack,
      databasePath: await seededFile(INCIDENTS),
    });
    try {
      await feed(bot, few);
      const before = await ask(bot);
      await feed(bot, many - few);
      const after = await ask(bot);
      return (["heapUsed", "rss"] as const).map((figure) => {
        const ratio = after[figure] / before[figure];
        return {
          row: memory.name,
          what: `${figure} after ${many.toLocaleString("en")} events`,
          ours: inMb(after[figure]),
          against: `itself after ${few.toLocaleString("en")}`,
          theirs: inMb(before[figure]),
          ratio: { median: ratio, low: ratio, high: ratio },
          demand: { words: `≤ ${LIMIT}`, holds: ratio <= LIMIT },
        };
      });
    } finally {
      await bot.stop();
      await slack.stop();
    }
  },
};

async function feed(bot: Contestant, count: number): Promise<void> {
  let sent = 0;
  const line = async () => {
    while (sent < count) {
      sent += 1;
      await bot.event(messageEvent(channelOf(1 + (sent % INCIDENTS)), `U${sent % 50}`));
    }
  };
  await Promise.all(Array.from({ length: WINDOW }, line));
}

async function ask(bot: Contestant): Promise<Memory> {
  bot.process.send("measure");
  const [answer]: [Memory] = await asMemory(once(bot.process, "message"));
  return answer;
}

/** `contestants/watched.ts` sends nothing else. */
const asMemory = (answer: Promise<unknown[]>): Promise<[Memory]> => answer as Promise<[Memory]>;
