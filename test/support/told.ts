import { fromRow } from "../../src/core/ledger/index.ts";
import { product } from "../../src/core/product.ts";
import { timelineLines, withNames } from "../../src/core/timeline/index.ts";
import type { World } from "./world.ts";

/** What an incident's record says, a line for each entry: "14:05:00 Kim: It is db-1. (root cause, edited)". */
export async function told(world: World, incidentId = 1): Promise<string[]> {
  const { people } = world.sandbox.workspace;
  const entries = (await world.bot().store.entriesOf(incidentId, {})).map(fromRow);
  return timelineLines(entries, product.tell).map(({ at, text, marks, isEdited, isDeleted }) => {
    const asides = [...marks, ...(isEdited ? ["edited"] : []), ...(isDeleted ? ["deleted"] : [])];
    const words = withNames(text, (userId) => people.find(userId)?.displayName ?? userId);
    const aside = asides.length > 0 ? ` (${asides.join(", ")})` : "";
    return `${new Date(at).toISOString().slice(11, 19)} ${words}${aside}`;
  });
}
