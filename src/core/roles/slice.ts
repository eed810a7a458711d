import { defineSlice } from "../ledger/index.ts";
import { roleEffects } from "./effects.ts";
import { roleEntries } from "./entries.ts";
import { foldRoles, initialRoles } from "./facet.ts";
import { tellRoles } from "./tell.ts";

export const roles = defineSlice({
  name: "roles",
  entries: roleEntries,
  initial: initialRoles,
  fold: foldRoles,
  tell: tellRoles,
  effects: roleEffects,
});
