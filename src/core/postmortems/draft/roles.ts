import { type Draft, ofKind } from "./record.ts";

/** A time during which somebody held a role. */
export interface Tenure {
  readonly role: string;
  readonly userId: string;
  readonly fromMs: number;
  /** Undefined while it lasts. */
  readonly toMs: number | undefined;
  readonly how: "claimed" | "assigned" | "handed_over";
}

/** Who held which role from when to when, in the order in which they took it. */
export function tenuresOf({ entries }: Draft): Tenure[] {
  const steps = [...ofKind(entries, "role_taken"), ...ofKind(entries, "role_released")].sort(
    (a, b) => a.at - b.at || a.seq - b.seq,
  );
  return ofKind(entries, "role_taken").map(({ at, seq, data }) => ({
    role: data.role,
    userId: data.userId,
    fromMs: at,
    toMs: steps.find((step) => step.seq > seq && step.data.role === data.role)?.at,
    how: data.how,
  }));
}

export const roleLabel = ({ policy }: Draft, role: string): string =>
  policy.roles.find(({ id }) => id === role)?.label ?? role;

/** The role's last holder by name, or undefined when nobody ever held it. */
export function lastHolder(draft: Draft, role: string): string | undefined {
  const last = tenuresOf(draft).findLast((tenure) => tenure.role === role);
  return last && draft.names(last.userId);
}

/** Roles that the severity wants filled and that nobody ever held. */
export function neverHeld(draft: Draft): string[] {
  const held = new Set(tenuresOf(draft).map(({ role }) => role));
  const { severity } = draft.incident.facts;
  return draft.policy.roles
    .filter(({ id, neededFor }) => neededFor.includes(severity) && !held.has(id))
    .map(({ label }) => label);
}
