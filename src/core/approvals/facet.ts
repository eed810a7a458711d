import { ApprovalStep } from "../../config/index.ts";
import type { incidentEntries } from "../incidents/index.ts";
import type { Actor, FoldTable } from "../ledger/index.ts";
import type { WithUpdates } from "../updates/index.ts";
import type { approvalEntries, Payload } from "./entries.ts";

/** What became of a request. */
export type ApprovalEnding =
  | {
      readonly how: "approved";
      readonly at: number;
      readonly by: Actor;
      readonly isOwn: boolean;
      readonly couldNot: string | undefined;
    }
  | { readonly how: "declined"; readonly at: number; readonly by: Actor; readonly why: string | undefined }
  /** `into` is the incident into which this one was merged, where that is why. */
  | { readonly how: "withdrawn"; readonly at: number; readonly by: Actor; readonly into?: number }
  | { readonly how: "expired"; readonly at: number }
  /** There is nothing left to say yes to: somebody closed, reopened or re-graded the incident meanwhile. */
  | { readonly how: "overtaken"; readonly at: number; readonly by: Actor; readonly what: string };

export interface Approval {
  readonly id: string;
  readonly step: ApprovalStep;
  readonly what: string;
  readonly why: string | undefined;
  readonly subject: string | undefined;
  readonly payload: Payload;
  readonly requestedBy: Actor;
  readonly requestedAt: number;
  readonly expiresAt: number;
  readonly again: string | undefined;
  /** Members of the user groups that the policy names; undefined while they are being looked up. */
  readonly found: readonly string[] | undefined;
  readonly foundAt: number | undefined;
  readonly ending: ApprovalEnding | undefined;
}

export interface ApprovalsFacet {
  readonly count: number;
  readonly asked: Readonly<Record<string, Approval>>;
}

export type WithApprovals = WithUpdates & { readonly approvals: ApprovalsFacet };

export const initialApprovals: ApprovalsFacet = { count: 0, asked: {} };

function change(facet: ApprovalsFacet, id: string, changed: Partial<Approval>): ApprovalsFacet {
  const approval = facet.asked[id];
  return approval ? { ...facet, asked: { ...facet.asked, [id]: { ...approval, ...changed } } } : facet;
}

const end = (facet: ApprovalsFacet, id: string, ending: ApprovalEnding): ApprovalsFacet =>
  facet.asked[id]?.ending === undefined ? change(facet, id, { ending }) : facet;

/** What people do meanwhile, and which requests then have nothing left to approve. */
const OVERTAKING = {
  severity_changed: { steps: ["set_severity"], what: "changed the severity" },
  resolved: { steps: ["set_severity"], what: "resolved the incident" },
  reopened: { steps: ["close"], what: "reopened the incident" },
  closed: { steps: ["close"], what: "closed the incident" },
  cancelled: { steps: ApprovalStep.options, what: "cancelled the incident" },
  merged_into: { steps: ApprovalStep.options, what: "merged the incident into another" },
} as const satisfies Record<string, { readonly steps: readonly ApprovalStep[]; readonly what: string }>;

export type Overtaking = keyof typeof OVERTAKING;

/** The id says which step it is, so that slices above know what an entry of the incident leaves undecided. */
export const idOf = (step: ApprovalStep, number: number): string => `${step}-${number}`;

/** Whether an entry of this kind leaves nothing to approve in the request with this id. */
export const isOvertaken = (kind: Overtaking, id: string | undefined): boolean =>
  OVERTAKING[kind].steps.some((step) => id?.startsWith(`${step}-`));

const overtakes =
  (kind: Overtaking) =>
  (facet: ApprovalsFacet, { at, by }: { readonly at: number; readonly by: Actor }): ApprovalsFacet =>
    Object.keys(facet.asked)
      .filter((id) => isOvertaken(kind, id))
      .reduce((settled, id) => end(settled, id, { how: "overtaken", at, by, what: OVERTAKING[kind].what }), facet);

type Seen = typeof approvalEntries & Pick<typeof incidentEntries, Overtaking>;

export const foldApprovals: FoldTable<ApprovalsFacet, Seen> = {
  approval_requested: ({ count, asked }, { at, by, data }) => {
    const { groups, expiresAt, ...rest } = data;
    const isComplete = groups.length === 0;
    const approval: Approval = {
      why: undefined,
      subject: undefined,
      again: undefined,
      ...rest,
      requestedBy: by,
      requestedAt: at,
      expiresAt,
      found: isComplete ? [] : undefined,
      foundAt: isComplete ? at : undefined,
      ending: undefined,
    };
    return { count: count + 1, asked: { ...asked, [data.id]: approval } };
  },
  approvers_found: (facet, { at, data }) => change(facet, data.id, { found: data.userIds, foundAt: at }),
  approval_decided: (facet, { at, by, data: { id, verdict, why, isOwn, couldNot } }) =>
    end(facet, id, verdict === "approved" ? { how: verdict, at, by, isOwn, couldNot } : { how: verdict, at, by, why }),
  approval_withdrawn: (facet, { at, by, data }) =>
    end(facet, data.id, { how: "withdrawn", at, by, ...(data.into !== undefined && { into: data.into }) }),
  approval_expired: (facet, { at, data }) => end(facet, data.id, { how: "expired", at }),
  severity_changed: overtakes("severity_changed"),
  resolved: overtakes("resolved"),
  reopened: overtakes("reopened"),
  closed: overtakes("closed"),
  cancelled: overtakes("cancelled"),
  merged_into: overtakes("merged_into"),
};

/** What waits for a yes, the oldest first. */
export const openApprovals = ({ approvals }: WithApprovals): readonly Approval[] =>
  Object.values(approvals.asked).filter(({ ending }) => ending === undefined);
