import { HOUSE } from "../../src/core/ledger/index.ts";
import { overridesOf } from "../../src/core/oncall/index.ts";
import { type Incident, product } from "../../src/core/product.ts";
import type { Stage } from "./stage.ts";

/** Whatever happens, what is to ring is what the record asks for: no timer is lost, and none is left over. */
export async function timersAsPlanned({ store, policy, now, troubles }: Stage): Promise<void> {
  const rows = await store.listIncidents({});
  const house = await store.incident(HOUSE);
  const overrides = house ? overridesOf(incidentOf(house)) : [];
  for (const row of house ? [house, ...rows] : rows) {
    const last = (await store.entriesOf(row.id)).at(-1);
    const planned = product.timers(incidentOf(row), { policy, now: last?.at ?? now, overrides });
    const stored = await store.timersOf(row.id);
    const isStill = (await store.incident(row.id))?.version === row.version;
    if (!isStill) continue;
    const lines = [
      planned.map(({ key, at }) => `${key} at ${at}`),
      stored.map(({ key, dueAt }) => `${key} at ${dueAt}`),
    ];
    const [asked = [], kept = []] = lines.map((each) => each.sort());
    for (const line of asked) if (!kept.includes(line)) troubles.push(`#${row.id}: nothing rings for ${line}`);
    for (const line of kept) if (!asked.includes(line)) troubles.push(`#${row.id}: the record asks for no ${line}`);
  }
}

const incidentOf = ({ state }: { state: string }): Incident => JSON.parse(state);
