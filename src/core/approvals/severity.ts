import { z } from "zod";
import type { Policy } from "../../config/index.ts";
import { ConflictError } from "../../lib/errors.ts";
import { severityLabel, type WithFacts } from "../incidents/index.ts";
import { type Decision, type NewEntry, SITREP } from "../ledger/index.ts";
import { authorityOf } from "./authority.ts";
import type { CarryOut } from "./decide.ts";
import type { WithApprovals } from "./facet.ts";
import { requestApproval } from "./request.ts";

export interface ProposeInput {
  /** The id of a severity. */
  readonly severity: string;
  /** Why, with the evidence, as the approver and the record read it. */
  readonly why: string;
}

/**
 * The bot finds an incident worse than it is graded: it sets the severity, or asks where that needs a yes. Nothing where
 * it is as bad already, where the same is being asked, and where somebody said no or nobody answered at this severity.
 */
export const proposeSeverity =
  ({ severity, why }: ProposeInput): Decision<WithApprovals, NewEntry> =>
  (incident, world) => {
    const { facts, approvals, id } = incident;
    const { policy } = world;
    if (!facts.isOpen || !isWorse(policy, severity, facts.severity)) return [];
    if (authorityOf("set_severity", severity, policy) === "alone") return [changed(incident, severity, why)];
    const isAsked = Object.values(approvals.asked).some(
      ({ step, subject, ending, requestedAt }) =>
        step === "set_severity" && subject === severity && (!ending || requestedAt >= facts.severityAt),
    );
    if (isAsked) return [];
    const [to, from] = [severity, facts.severity].map((each) => severityLabel(policy, each));
    const what = `Raise #${id} ${facts.title} from ${from} to ${to}`;
    return requestApproval({
      step: "set_severity",
      by: SITREP,
      what,
      why,
      subject: severity,
      payload: { severity, why },
    })(incident, world);
  };

const Proposal = z.object({ severity: z.string(), why: z.string() });

/** Sets the severity that was approved. */
export const setApprovedSeverity: CarryOut<WithApprovals> = (incident, { payload }, { policy }) => {
  const { severity, why } = Proposal.parse(payload);
  const { facts } = incident;
  if (!facts.isOpen) throw new ConflictError("The incident is over.");
  if (!isWorse(policy, severity, facts.severity)) {
    throw new ConflictError(`It is ${severityLabel(policy, facts.severity)} by now.`);
  }
  return [changed(incident, severity, why)];
};

const changed = ({ facts }: WithFacts, severity: string, why: string): NewEntry => ({
  kind: "severity_changed",
  by: SITREP,
  data: { before: facts.severity, severity, text: why },
});

/** A policy lists the most severe first. */
function isWorse({ severities }: Policy, than: string, now: string): boolean {
  const rank = (id: string) => severities.findIndex((severity) => severity.id === id);
  return rank(than) >= 0 && (rank(now) < 0 || rank(than) < rank(now));
}
