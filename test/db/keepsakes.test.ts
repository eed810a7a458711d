import { expect, it } from "vitest";
import { temporaryStore } from "../support/temporary-store.ts";

it("keeps what was kept first, and tells whoever comes second", async () => {
  const store = await temporaryStore();
  const told = await Promise.all([store.keepFirst("key", "one"), store.keepFirst("key", "two")]);
  expect(told).toEqual(["one", "one"]);
  expect(await store.keepsake("key")).toBe("one");
});
