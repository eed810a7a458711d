import { type Due, dueAt, dueText, type Policy, type Severity } from "../../../config/index.ts";
import type { Moment, WithFacts } from "../../incidents/index.ts";

type Times = WithFacts["facts"]["times"];

export type MeasureId = "detect" | "acknowledge" | "identify" | "mitigate" | "resolve";

interface Measure {
  readonly label: string;
  readonly from: Moment;
  readonly to: Moment;
  readonly target?: (severity: Severity) => Due;
}

/**
 * What is measured between which moments. Detection is counted from the start of the trouble; acknowledgement from
 * the declaration, the first moment at which people were called; finding, mitigating and resolving from detection,
 * since nobody can respond to what nobody has noticed. Targets are those of the policy's severity.
 */
export const MEASURES: Readonly<Record<MeasureId, Measure>> = {
  detect: { label: "Time to detect", from: "started", to: "detected" },
  acknowledge: {
    label: "Time to acknowledge",
    from: "declared",
    to: "acknowledged",
    target: (severity) => severity.acknowledgeWithin,
  },
  identify: { label: "Time to identify", from: "detected", to: "identified" },
  mitigate: { label: "Time to mitigate", from: "detected", to: "mitigated" },
  resolve: {
    label: "Time to resolve",
    from: "detected",
    to: "resolved",
    target: (severity) => severity.resolveTarget.people,
  },
};

export interface Measured {
  readonly id: MeasureId;
  readonly fromMs: number;
  readonly toMs: number;
  /** Milliseconds; never negative. */
  readonly tookMs: number;
  readonly target: { readonly severity: string; readonly text: string; readonly lateByMs: number } | undefined;
}

/** One measure, or undefined where a moment is missing or the moments are out of order. */
export function measure(
  id: MeasureId,
  times: Times,
  policy: Policy,
  severity: Severity | undefined,
): Measured | undefined {
  const { from, to, target } = MEASURES[id];
  const [fromMs, toMs] = [times[from], times[to]];
  if (fromMs === undefined || toMs === undefined || toMs < fromMs) return undefined;
  const due = severity && target?.(severity);
  const owedAt = due && dueAt(due, fromMs, policy.businessHours);
  return {
    id,
    fromMs,
    toMs,
    tookMs: toMs - fromMs,
    target:
      severity && due && owedAt !== undefined
        ? { severity: severity.label, text: dueText(due), lateByMs: Math.max(0, toMs - owedAt) }
        : undefined,
  };
}

/** Measures whose moments contradict each other, as after a wrong correction. */
export function outOfOrder(times: Times): { readonly from: Moment; readonly to: Moment }[] {
  return Object.values(MEASURES).filter(({ from, to }) => {
    const [fromMs, toMs] = [times[from], times[to]];
    return fromMs !== undefined && toMs !== undefined && toMs < fromMs;
  });
}

/** How long users were hit, in milliseconds: from the start of the trouble until it was mitigated. */
export function impactMs({ started, mitigated }: Times): number | undefined {
  if (started === undefined || mitigated === undefined || mitigated < started) return undefined;
  return mitigated - started;
}
