import { defineSlice } from "../ledger/index.ts";
import { ARCHIVE, ARCHIVE_WARNING, archiveNow, archiveTimers, warnOfArchive } from "./archive.ts";
import { incidentEffects } from "./effects.ts";
import { incidentEntries } from "./entries.ts";
import { foldFacts, initialFacts } from "./facet.ts";
import { tellIncident } from "./tell.ts";

/** The incident as such: what it is, how bad, how far along, and when its channel goes. */
export const incidents = defineSlice({
  name: "facts",
  entries: incidentEntries,
  initial: initialFacts,
  fold: foldFacts,
  tell: tellIncident,
  effects: incidentEffects,
  timers: archiveTimers,
  onTimer: { [ARCHIVE_WARNING]: warnOfArchive, [ARCHIVE]: archiveNow },
});
