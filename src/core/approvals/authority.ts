import type { ApprovalStep, Policy } from "../../config/index.ts";

/** What the bot may do by itself, what with a person's yes, and what it never does. */
export type Authority = "alone" | "approval" | "never";

interface Row {
  /** As people read it, after "Sitrep may" or "Sitrep never does". */
  readonly what: string;
  readonly authority: Authority;
  /** The step of the product that asks this row. */
  readonly step?: ApprovalStep;
}

/** The whole of it (AUTH-1 to AUTH-3). A step with rows of both kinds goes by the severities of its policy. */
export const AUTHORITY: readonly Row[] = [
  { what: "create and classify incidents from alerts", authority: "alone" },
  { what: "set a severity that its policy does not list (SEV-3 to SEV-5)", authority: "alone", step: "set_severity" },
  { what: "notify who is on call", authority: "alone" },
  { what: "group alerts", authority: "alone" },
  { what: "keep status and timeline", authority: "alone" },
  { what: "write reports and drafts", authority: "alone" },
  { what: "run runbooks that were approved before", authority: "alone" },
  { what: "let one person close SEV-4 and SEV-5 after verification", authority: "alone", step: "close" },
  { what: "set SEV-1 or SEV-2 of its own account", authority: "approval", step: "set_severity" },
  { what: "tell customers anything", authority: "approval", step: "customer_message" },
  { what: "close SEV-1 to SEV-3", authority: "approval", step: "close" },
  { what: "destructive steps", authority: "approval" },
  { what: "changes of production configuration", authority: "approval" },
  { what: "anything that risks data", authority: "approval" },
  { what: "security actions", authority: "approval" },
  { what: "anything outside an approved runbook", authority: "never" },
  { what: "direct changes of a production database", authority: "never" },
  { what: "silencing an alert without a reason", authority: "never" },
  { what: "closing without verification", authority: "never" },
  { what: "sharing private data outside entitled channels", authority: "never" },
];

/** Whether a step is done at once at this severity or waits for a yes. */
export function authorityOf(step: ApprovalStep, severity: string, { approvals }: Policy): "alone" | "approval" {
  const { severities } = approvals[step];
  return severities === "all" || severities.includes(severity) ? "approval" : "alone";
}
