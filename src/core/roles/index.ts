export type { RoleEffect } from "./effects.ts";
export { type NewRoleEntry, type RoleEntry, roleEntries } from "./entries.ts";
export { holderOf, type RolesFacet, type WithRoles } from "./facet.ts";
export {
  type AnswerInput,
  acceptHandover,
  declineHandover,
  type OfferInput,
  offerHandover,
  releaseRole,
  type TakeRoleInput,
  takeRole,
} from "./hold-role.ts";
export { roleLabel, roleNamed } from "./role-named.ts";
export { roles } from "./slice.ts";
