export type { RoleEffect } from "./effects.ts";
export { type NewRoleEntry, roleEntries } from "./entries.ts";
export { holderOf, type WithRoles } from "./facet.ts";
export {
  acceptHandover,
  declineHandover,
  offerHandover,
  releaseRole,
  takeRole,
} from "./hold-role.ts";
export { roleLabel, roleNamed } from "./role-named.ts";
export { roles } from "./slice.ts";
