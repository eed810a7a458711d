import { describe, expect, it } from "vitest";
import { verifyRecord } from "../../src/core/ledger/index.ts";
import { product } from "../../src/core/product.ts";
import { temporaryStore } from "../support/temporary-store.ts";
import { type Mode, openHouse } from "./house.ts";
import { playRound } from "./round.ts";

/** `npm run rounds` plays a few hundred; a few are part of `npm test`. */
const ROUNDS = Number(process.env.ROUNDS ?? 2);
/** A workspace grows by every round; a new one is opened after so many. */
const ROUNDS_A_HOUSE = 15;
const FIRST = Number(process.env.FIRST_ROUND ?? 1);

async function playHouse(mode: Mode, seeds: readonly number[]): Promise<string[]> {
  const house = await openHouse(mode);
  const findings: string[] = [];
  for (const seed of seeds) {
    const found = await playRound(house, seed);
    findings.push(...found.map((finding) => `round ${seed}, ${mode}: ${finding}`));
  }
  const code = await house.bot().stop();
  if (code !== 0) findings.push(`the bot ended with ${code}`);
  const chain = await verifyRecord(temporaryStore(house.databasePath), product);
  return [...findings, ...chain.map((finding) => `${mode}: ${JSON.stringify(finding)}`)];
}

describe.each<Mode>(["socket", "http"])("killed with SIGKILL again and again among what people do, over %s", (mode) => {
  const seeds = Array.from({ length: Math.ceil(ROUNDS / 2) }, (_, index) => FIRST + index);
  const houses = Array.from({ length: Math.ceil(seeds.length / ROUNDS_A_HOUSE) }, (_, index) =>
    seeds.slice(index * ROUNDS_A_HOUSE, (index + 1) * ROUNDS_A_HOUSE),
  );

  it.each(houses.map((some) => [some[0], some.at(-1), some] as const))(
    "loses nothing that it acknowledged and does nothing twice, rounds %i to %i [OPS-2] [TL-6]",
    { timeout: 900_000 },
    async (_first, _last, some) => {
      expect(await playHouse(mode, some)).toEqual([]);
    },
  );
});
