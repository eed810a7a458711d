export { Alarm } from "./alarm.ts";
export { type Attempt, type Effect, PRIORITY, type Priority } from "./effect.ts";
export {
  type Actor,
  type Entry,
  type EntryOf,
  type NewEntry,
  type NewEntryOf,
  person,
  personId,
  SITREP,
} from "./entry.ts";
export { fromRow } from "./entry-row.ts";
export { type Gateway, joinGateways } from "./gateway.ts";
export { Ledger } from "./ledger.ts";
export { type CarryOut, Outbox, type Outcome } from "./outbox.ts";
export { type AnySlice, joinSlices, type Product } from "./product.ts";
export { isProjectedAs, projectionOf, reproject } from "./reproject.ts";
export {
  type BareIncident,
  type Decision,
  defineSlice,
  type EffectTable,
  type FoldTable,
  type FollowTable,
  HOUSE,
  mention,
  type Telling,
  type TellTable,
  type Timer,
  type World,
} from "./slice.ts";
export { rebuild, verifyRecord } from "./verify.ts";
export type { Columns } from "./working-copy.ts";
