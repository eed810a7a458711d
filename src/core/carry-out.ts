import { type CarryOutTable, closeApproved, setApprovedSeverity } from "./approvals/index.ts";
import { knownFacts } from "./known-facts.ts";
import { sendApprovedNotice } from "./notices/index.ts";
import type { Incident } from "./product.ts";

/** How each step that was approved is done, by the slice whose step it is. */
export const CARRY_OUT: CarryOutTable<Incident> = {
  close: closeApproved(knownFacts),
  set_severity: setApprovedSeverity,
  customer_message: (incident, approval, world) => sendApprovedNotice(approval)(incident, world),
};
