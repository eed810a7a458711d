export { declarerOf, mayHear, speakerOf, stakeholderChannels, verbosityOf } from "./audience.ts";
export { showUpdate, type UpdateEffect } from "./effects.ts";
export { type NewUpdateEntry, updateEntries, Verbosity } from "./entries.ts";
export type { PostedUpdate, WithUpdates } from "./facet.ts";
export {
  postNothingNew,
  postUpdate,
  publicStatusOf,
  statusesFor,
} from "./post-update.ts";
export { requestUpdate, setVerbosity, subscribe, unsubscribe } from "./requests.ts";
export { nextUpdateDueAt, rhythmStartedAt, updateIntervalMs, usualNextUpdateAt } from "./rhythm.ts";
export { updates } from "./slice.ts";
export { statusLabel } from "./tell.ts";
