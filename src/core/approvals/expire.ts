import { SITREP, type Timer, type World } from "../ledger/index.ts";
import { openApprovals, type WithApprovals } from "./facet.ts";
import type { ApprovalDecision } from "./request.ts";

export const EXPIRY = "approval_expiry";

const keyOf = (id: string): string => `${EXPIRY}/${id}`;

/** Each open request ends by itself. */
export const expiryTimers = (incident: WithApprovals, _world: World): Timer[] =>
  openApprovals(incident).map(({ id, expiresAt }) => ({ key: keyOf(id), kind: EXPIRY, at: expiresAt }));

export const expire =
  (timer: Timer): ApprovalDecision =>
  (incident, { now }) =>
    openApprovals(incident)
      .filter(({ id, expiresAt }) => keyOf(id) === timer.key && expiresAt <= now)
      .map(({ id, what }) => ({
        kind: "approval_expired" as const,
        by: SITREP,
        key: `approval/${id}/end`,
        data: { id, what },
      }));
