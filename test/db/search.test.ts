import { expect, it } from "vitest";
import { filledDatabase, productLedger, said } from "../support/filled.ts";
import { temporaryStore } from "../support/temporary-store.ts";

it("looks for no more than twenty words, each once, however long the question is [OPS-5]", async () => {
  const store = temporaryStore(await filledDatabase(1, 1));
  const wanted = Array.from({ length: 20 }, (_, index) => `word${index}`);
  await productLedger(store).record(1, said("U7", wanted.join(" "), 50));
  const finds = async (words: string) => (await store.searchEntries(words, undefined, 9)).length;
  expect(await finds(wanted.join(" "))).toBe(1);
  expect(await finds(`${"word1 ".repeat(5_000)} ${wanted.join(" ")} another`)).toBe(1);
  expect(await finds("word1 another")).toBe(0);
  await store.close();
});
