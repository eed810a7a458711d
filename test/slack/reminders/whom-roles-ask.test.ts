import { expect, it } from "vitest";
import { ROOM, staffed } from "../../support/staffed.ts";
import { MINUTE } from "../../support/world.ts";

it("asks whoever leads for roles that nobody holds, not whoever speaks for the incident [UPD-3]", async () => {
  const world = await staffed("sev1");
  const kim = world.person("kim");
  await kim.command(ROOM, "/incident role scribe release");
  await world.pass(12 * MINUTE);
  expect(kim.finds(ROOM, "Nobody is scribe yet").pings).toEqual(["@Dana"]);
});
