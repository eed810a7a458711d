import { z } from "zod";
import { Assessment, UserShare } from "../../core/incidents/index.ts";
import { type FieldValues, parseFields } from "../kit/index.ts";

const MANY: Readonly<Record<string, number>> = { k: 1_000, m: 1_000_000 };

/** "1,200", "12 500", "$10k" and "1.5m" as a number. */
const amount = (what: string) =>
  z
    .string()
    .optional()
    .transform((text, context) => {
      if (text === undefined || text.trim() === "") return undefined;
      const bare = text.toLowerCase().replace(/[\s,_'’]|^[^\d-]+(?=\d)/g, "");
      const [, digits, many = ""] = /^(\d+(?:\.\d+)?)([km]?)\D*$/.exec(bare) ?? [];
      const number = digits === undefined ? Number.NaN : Number(digits) * (MANY[many] ?? 1);
      if (number <= Number.MAX_SAFE_INTEGER) return number;
      context.addIssue(`Write ${what} as a number, such as 1,200 or 10k, or leave it empty.`);
      return z.NEVER;
    });

const ticks = z.array(z.string()).default([]);

const Fields = z.object({
  share: UserShare,
  count: amount("how many users"),
  business: ticks,
  revenue: amount("the revenue lost"),
  data: ticks,
  lasting: Assessment.shape.duration.shape.expected.default("unknown"),
  worse: ticks,
  workaround: Assessment.shape.workaround.default("unknown"),
});

/** The form that assesses the impact. */
export function assessFields(values: FieldValues): Assessment {
  const { share, count, business, revenue, data, lasting, worse, workaround } = parseFields(Fields, values);
  return {
    users: {
      share,
      count: count === undefined ? undefined : Math.round(count),
      arePaying: business.includes("paying"),
    },
    business: {
      revenue,
      isSlaBroken: business.includes("sla"),
      isReputationAtRisk: business.includes("reputation"),
      isRegulatoryRisk: business.includes("regulator"),
    },
    data: {
      isLossSuspected: data.includes("loss"),
      isIntegrityDoubted: data.includes("integrity"),
      isExposureSuspected: data.includes("exposure"),
    },
    duration: { expected: lasting, isGettingWorse: worse.includes("worse") },
    workaround,
  };
}
