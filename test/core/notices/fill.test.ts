import { describe, expect, it } from "vitest";
import { PLACEHOLDERS, shippedPolicy } from "../../../src/config/index.ts";
import { person } from "../../../src/core/ledger/index.ts";
import { blanksOf, fill, findings } from "../../../src/core/notices/index.ts";
import { ELI, MINUTE, type VirtualDay } from "../reminders/virtual-day.ts";
import { line, recordOf } from "./record.ts";

const updated = (day: VirtualDay) => {
  day.pass(20 * MINUTE);
  day.write(
    { kind: "impact_changed", by: person(ELI), data: { text: "30 % of carts cannot be paid for" } },
    {
      kind: "update_posted",
      by: person(ELI),
      data: {
        status: "investigating",
        text: "A new release makes checkout fail",
        actionsTaken: "Stopped the release",
        nextSteps: "Undo it",
        nextUpdateAt: day.now + 15 * MINUTE,
        isNothingNew: false,
      },
    },
  );
};

describe("a template", () => {
  it("is filled with what the record says [COMM-1]", () => {
    const record = recordOf({ after: updated });
    const text =
      "{severity} #{number} {title}: {impact}. {situation}; {actions}; {next_steps}. {commander}, {next_update}";
    expect(fill(text, record)).toBe(
      "SEV-1 #12 Checkout errors: 30 % of carts cannot be paid for. A new release makes checkout fail; Stopped the release; Undo it. Dana Reyes, 14:35 UTC",
    );
    expect(fill("{services}; {public_services}; {started}, {duration}; {channel}", record)).toBe(
      "Checkout API and Ledger; Payments; 14:00 UTC, 20 minutes; #inc-12-checkout",
    );
  });

  it("has a marked blank for what the record lacks, and nothing invented [COMM-1]", () => {
    const record = recordOf({});
    const lacking = ["impact", "situation", "fix", "root_cause", "resolved", "hypothesis", "findings", "eta"] as const;
    for (const name of lacking) expect(fill(`{${name}}`, record)).toBe(`[${PLACEHOLDERS[name]}]`);
    expect(blanksOf(fill("{impact} and {fix}", record))).toHaveLength(2);
  });

  it("keeps a blank whole that asks for the record in other words [COMM-1]", () => {
    const blank = "[in customers' words: {impact}]";
    expect(fill(blank, recordOf({ after: updated }))).toBe("[in customers' words: 30 % of carts cannot be paid for]");
    expect(fill(blank, recordOf({}))).toBe("[in customers' words: what users see, and how many]");
  });

  it("takes brackets that people wrote for no blank [COMM-1]", () => {
    expect(fill("{title}", recordOf({ declared: { title: "[EU] {impact} fails" } }))).toBe("(EU) {impact} fails");
  });

  it("tells the day of a moment that is not today's, in the house's time zone [COMM-1]", () => {
    const policy = {
      ...shippedPolicy(),
      businessHours: { ...shippedPolicy().businessHours, timeZone: "Europe/Berlin" },
    };
    const record = recordOf({ policy, after: (day) => day.pass(26 * 60 * MINUTE) });
    expect(fill("{started}, {duration}", record)).toBe("12 Mar, 15:00 CET, 1 day 2 hours");
  });

  it("tells timeline, findings and hypothesis off the marks, people by name [COMM-1]", () => {
    const moments = [
      line(`@{${ELI}}: Carts fail`, { isKey: true }),
      line(`@{${ELI}}: The pool is full`, { at: Date.UTC(2026, 2, 12, 14, 4), marks: ["finding"] }),
      line("Release 2.3 leaks connections", { at: Date.UTC(2026, 2, 12, 14, 9), marks: ["root_cause"] }),
    ];
    const record = recordOf({ moments });
    expect(fill("{timeline}", record).split("\n")).toEqual([
      "• 14:00 UTC  Eli: Carts fail",
      "• 14:04 UTC  Eli: The pool is full",
      "• 14:09 UTC  Release 2.3 leaks connections",
    ]);
    expect(fill("{findings}", record)).toBe("• 14:04 UTC  Eli: The pool is full");
    expect(fill("{hypothesis}", record)).toBe("• 14:09 UTC  Release 2.3 leaks connections");
  });
});

describe("the shipped templates", () => {
  const policy = shippedPolicy();

  it("are there for each audience and moment [COMM-1]", () => {
    expect(
      policy.templates.map(({ id, audience, approval }) => `${id}: ${audience}${approval ? ", approved" : ""}`),
    ).toEqual([
      "customers-identified: customers, approved",
      "customers-investigating: customers, approved",
      "customers-monitoring: customers, approved",
      "customers-resolved: customers, approved",
      "escalation: internal",
      "first-notification: internal",
      "handoff-customers: customers, approved",
      "handoff-engineering: engineering",
      "handoff-leadership: leadership",
      "resolution: internal",
      "update: internal",
    ]);
  });

  it.each(policy.templates.map((template) => [template.id, template] as const))(
    "%s fits into a form with a long record [COMM-1]",
    (_id, { text, audience }) => {
      const moments = Array.from({ length: 60 }, (_, minute) =>
        line(`Something happened that took many words to tell, and then some more of them, ${minute}`.repeat(3), {
          at: Date.UTC(2026, 2, 12, 14, minute % 60),
          marks: minute % 4 === 0 ? ["finding"] : [],
        }),
      );
      const filled = fill(text, recordOf({ moments, after: updated }));
      expect(filled).not.toMatch(/[{}]/);
      expect(filled.length).toBeLessThan(audience === "customers" ? 2_000 : 3_000);
    },
  );

  it.each(policy.templates.map((template) => [template.id, template] as const))(
    "%s passes the checks of its own readers, once its blanks are filled [COMM-1] [COMM-2]",
    (_id, { text, headline = "", audience }) => {
      const record = recordOf({ after: updated });
      const filled = fill(`${headline}\n${text}`, record);
      const found = findings({ text: filled, audience, record });
      expect(found.filter(({ check }) => check !== "blank")).toEqual([]);
    },
  );
});
