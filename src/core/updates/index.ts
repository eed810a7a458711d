export { declarerOf, mayHear, speakerOf, stakeholderChannels, verbosityOf } from "./audience.ts";
export type { UpdateEffect } from "./effects.ts";
export { type NewUpdateEntry, type UpdateEntry, updateEntries, Verbosity } from "./entries.ts";
export type { PostedUpdate, Question, UpdatesFacet, WithUpdates } from "./facet.ts";
export {
  type NothingNewInput,
  type PostUpdateInput,
  postNothingNew,
  postUpdate,
  publicStatusOf,
  statusesFor,
} from "./post-update.ts";
export { requestUpdate, setVerbosity, subscribe, unsubscribe } from "./requests.ts";
export { nextUpdateDueAt, rhythmStartedAt, updateIntervalMs, usualNextUpdateAt } from "./rhythm.ts";
export { updates } from "./slice.ts";
export { statusLabel } from "./tell.ts";
