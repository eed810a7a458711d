import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../../src/config/index.ts";
import { person } from "../../../src/core/ledger/index.ts";
import { DANA, HOUR, MINUTE, reminderLines, STAFF, VirtualDay } from "./virtual-day.ts";

const policy = shippedPolicy("sev1-sev4");

const told = (status: string) => ({
  kind: "notice_sent",
  by: person(DANA),
  data: {
    template: `customers-${status}`,
    title: "Notice",
    audience: "customers",
    status,
    headline: "Errors",
    text: "…",
  },
});

const resolved = {
  kind: "resolved",
  by: person(DANA),
  data: { fix: "x", impact: "2 %", isRestored: true, areMetricsNormal: true, doUsersConfirm: true, followUps: [] },
} as const;

const asked = (day: VirtualDay, ms: number) => reminderLines(day.pass(ms), ["customers_untold"]);

describe("customers who were not told", () => {
  it.each([
    ["sev1", ["14:01 customers_untold/due"]],
    ["sev2", ["14:30 customers_untold/due"]],
    ["sev3", []],
  ])("are asked for at %s when the policy gives it a word on the public page [RANK-4] [COMM-3]", (severity, lines) => {
    const day = new VirtualDay({ policy, declared: { severity } });
    day.write(...STAFF);
    expect(asked(day, 6 * HOUR).map((line) => line.split(" → ")[0])).toEqual(lines);
  });

  it("are not asked for where they were told in time, nor where the severity names no time [COMM-3]", () => {
    const day = new VirtualDay({ policy, declared: { severity: "sev2" } });
    day.pass(10 * MINUTE);
    day.write(told("investigating"));
    expect(asked(day, 6 * HOUR)).toEqual([]);
    expect(asked(new VirtualDay({ policy: shippedPolicy() }), 6 * HOUR)).toEqual([]);
  });

  it("are asked for again when it is over and the last that they read is that it goes on [COMM-3]", () => {
    const day = new VirtualDay({ policy, declared: { severity: "sev2" } });
    day.write(...STAFF, told("identified"));
    day.pass(HOUR);
    day.write(resolved);
    expect(asked(day, 14 * MINUTE)).toEqual([]);
    expect(asked(day, 2 * MINUTE)).toHaveLength(1);

    const quiet = new VirtualDay({ policy, declared: { severity: "sev2" } });
    quiet.write(...STAFF, told("identified"), resolved, told("resolved"));
    expect(asked(quiet, HOUR)).toEqual([]);
  });

  it.each([{ isPrivate: true }, { isDrill: true }, { isRetrospective: true }])(
    "are not asked for in an incident that is not theirs: %j [INC-4] [COMM-3]",
    (declared) => {
      expect(asked(new VirtualDay({ policy, declared: { severity: "sev1", ...declared } }), 6 * HOUR)).toEqual([]);
    },
  );
});
