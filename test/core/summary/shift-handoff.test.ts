import { describe, expect, it } from "vitest";
import { type Policy, shippedPolicy } from "../../../src/config/index.ts";
import type { NewEntry } from "../../../src/core/ledger/index.ts";
import type { Incident } from "../../../src/core/product.ts";
import { product } from "../../../src/core/product.ts";
import { shiftHandoff } from "../../../src/core/summary/index.ts";
import { asEntry } from "../roles/incident-after.ts";

const at = (day: number, hour: number): number => Date.UTC(2026, 2, day, hour);
const SINCE = at(9, 9);
const NOW = at(16, 9);

const shift = { rotation: "payments", leaver: "SAM", arriver: "ALEX", since: SINCE };

interface Story {
  readonly id: number;
  readonly title: string;
  readonly declaredAt?: number;
  readonly isPrivate?: boolean;
  readonly isDrill?: boolean;
  readonly services?: readonly string[];
  readonly by?: string;
  readonly more?: readonly NewEntry[];
}

const moved = (stage: string): NewEntry => ({
  kind: "stage_changed",
  by: "person:KIM",
  at: at(16, 8),
  data: { before: "detection", stage, skipped: [] },
});

const resolved = (ms: number, rootCause?: string): NewEntry => ({
  kind: "resolved",
  by: "person:KIM",
  at: ms,
  data: {
    fix: "Rolled back",
    ...(rootCause && { rootCause }),
    impact: "",
    isRestored: true,
    areMetricsNormal: true,
    doUsersConfirm: true,
    followUps: [],
    skipped: [],
  },
});

const action = (dueAt: number): NewEntry => ({
  kind: "action_added",
  by: "person:KIM",
  at: at(10, 9),
  data: { id: "A1", text: "Alert on the pool", ownerId: "KIM", dueAt },
});

function incident({ id, title, declaredAt = at(16, 7), more = [], by = "SAM", ...rest }: Story): Incident {
  const { isPrivate = false, isDrill = false, services = [] } = rest;
  const data = { title, severity: "sev2", isPrivate, isDrill, services: [...services], via: "command" };
  const entries: NewEntry[] = [{ kind: "declared", by: `person:${by}`, at: declaredAt, data }, ...more];
  return entries.reduce((known, entry) => product.fold(known, asEntry(known, entry)), product.blank(id));
}

const told = (incidents: readonly Incident[], policy: Policy = shippedPolicy()): string =>
  shiftHandoff(incidents, shift, { policy, now: NOW });

describe("what a handoff says", () => {
  it("sorts what is going on, what happened and what comes under its headings [ESC-6]", () => {
    const text = told([
      incident({ id: 1, title: "Search slow" }),
      incident({ id: 2, title: "Checkout errors", more: [moved("remediation")] }),
      incident({ id: 3, title: "Mail late", more: [moved("verification")] }),
      incident({ id: 4, title: "Login down", declaredAt: at(10, 8), more: [resolved(at(10, 9)), action(at(18, 9))] }),
      incident({ id: 5, title: "Long ago", declaredAt: at(2, 8), more: [resolved(at(2, 9), "A typo")] }),
    ]);
    expect(text).toBe(
      [
        "Active incidents",
        "• #2 Checkout errors (SEV-2): in Remediation, open for 2 h, nobody leads it.",
        "",
        "Ongoing investigations",
        "• #1 Search slow (SEV-2): in Detection, open for 2 h, nobody leads it.",
        "",
        "Recent incidents",
        "• #4 Login down (SEV-2): resolved after 1 h. Rolled back",
        "",
        "Known issues",
        "• #4 Login down (SEV-2): the cause is not written down yet, 1 action item still open.",
        "",
        "Things to watch",
        "• #3 Mail late (SEV-2): in Verification, open for 2 h, nobody leads it.",
        "• Action item of #4, due Wed 18 Mar: Alert on the pool (@{KIM})",
      ].join("\n"),
    );
  });

  it("counts private incidents that the next one may not see, and leaves out those that the leaver may not [ESC-6]", () => {
    const text = told([
      incident({ id: 1, title: "Leaked key", isPrivate: true }),
      incident({ id: 2, title: "Payroll", isPrivate: true, by: "DANA" }),
    ]);
    expect(text).toBe("Active incidents\n• 1 private incident: ask @{SAM}");
  });

  it("leaves out drills, and what concerns the services of other rotations only [ESC-6]", () => {
    const service = {
      name: "Checkout",
      tier: 1 as const,
      aliases: [],
      dependsOn: [],
      runbooks: [],
      objectives: [],
      links: [],
    };
    const owners = { people: [], userGroups: [] };
    const policy: Policy = {
      ...shippedPolicy(),
      services: [
        { id: "checkout", ...service, owners, rotation: "payments" },
        { id: "search", ...service, name: "Search", owners, rotation: "search" },
      ],
    };
    const text = told(
      [
        incident({ id: 1, title: "A drill", isDrill: true }),
        incident({ id: 2, title: "Search slow", services: ["search"] }),
        incident({ id: 3, title: "Checkout errors", services: ["search", "checkout"] }),
        incident({ id: 4, title: "Something odd" }),
      ],
      policy,
    );
    expect(text.match(/#\d/g)).toEqual(["#3", "#4"]);
  });

  it("says so when there is nothing to say [ESC-6]", () => {
    expect(told([])).toBe("Nothing is open, nothing happened in this shift, and nothing is due soon.");
  });

  it("keeps each list short [ESC-6]", () => {
    const many = Array.from({ length: 12 }, (_, n) => incident({ id: n + 1, title: "x".repeat(300) }));
    expect(told(many)).toContain("• and 4 more: /incident list");
  });
});
