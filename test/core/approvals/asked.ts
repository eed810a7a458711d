import { type Policy, shippedPolicy } from "../../../src/config/index.ts";
import type { Approval, CarryOutTable } from "../../../src/core/approvals/index.ts";
import { CARRY_OUT } from "../../../src/core/carry-out.ts";
import { type NewEntry, person } from "../../../src/core/ledger/index.ts";
import type { Incident } from "../../../src/core/product.ts";
import { type DayOptions, takes, VirtualDay } from "../reminders/virtual-day.ts";

export const KIM = "U0KIM0001";
export const SAM = "U0SAM0001";
export const LEE = "U0LEE0001";

export const shipped = shippedPolicy();

/** The shipped policy with other rules for closing. */
export const closingBy = (rule: Partial<Policy["approvals"]["close"]>): Policy => ({
  ...shipped,
  approvals: { ...shipped.approvals, close: { ...shipped.approvals.close, ...rule } },
});

export const joins = (userId: string): NewEntry => ({ kind: "person_joined", by: person(userId), data: { userId } });

export const leaves = (userId: string): NewEntry => ({ kind: "person_left", by: person(userId), data: { userId } });

export const resolved = (by: string, verified = true): NewEntry => ({
  kind: "resolved",
  by: person(by),
  data: {
    fix: "Rolled back",
    rootCause: "A migration held a lock",
    impact: "",
    isRestored: verified,
    areMetricsNormal: verified,
    doUsersConfirm: verified,
    followUps: [],
    skipped: [],
  },
});

/** A resolved incident that Dana declared and Kim leads; nothing is left to do but to close it. */
export function overDay(options: Partial<DayOptions> & { readonly severity?: string } = {}): VirtualDay {
  const { severity = "sev3", declared, policy = shipped, ...rest } = options;
  const day = new VirtualDay({ policy, declared: { severity, ...declared }, ...rest });
  day.write(takes(KIM, "commander"), joins(KIM), resolved(KIM));
  return day;
}

export const carryOut: CarryOutTable<Incident> = CARRY_OUT;

export const latest = ({ incident }: VirtualDay): Approval => {
  const approval = Object.values(incident.approvals.asked).at(-1);
  if (!approval) throw new Error("nothing was asked for");
  return approval;
};

export const kindsOf = (entries: readonly { readonly kind: string }[]): string[] => entries.map(({ kind }) => kind);
