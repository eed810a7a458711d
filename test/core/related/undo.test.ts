import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../../src/config/index.ts";
import { type Entry, type NewEntry, person } from "../../../src/core/ledger/index.ts";
import { type Incident, product } from "../../../src/core/product.ts";
import { takeBack, UNDO, UNDO_KINDS, type UndoKind } from "../../../src/core/related/index.ts";

const POLICY = shippedPolicy();
const NOW = Date.UTC(2026, 2, 12, 14);
const MINUTE = 60_000;

function recordOf(...entries: readonly NewEntry[]): Incident {
  return entries.reduce<Incident>((incident, entry, index) => {
    const stored: Entry = {
      ...entry,
      incidentId: 1,
      seq: index + 1,
      at: NOW,
      recordedAt: NOW,
      key: entry.key ?? String(index + 1),
      about: entry.about,
      data: product.checked(entry),
      hash: "",
      isRedacted: false,
    };
    return product.fold(incident, stored);
  }, product.blank(1));
}

const DANA = person("UDANA");
const SAM = person("USAM");
const declared: NewEntry = {
  kind: "declared",
  by: DANA,
  data: { title: "Checkout", severity: "sev2", isPrivate: false, isDrill: false, via: "command" },
};
const ACTS: Readonly<Record<UndoKind, NewEntry>> = {
  declared,
  severity_changed: { kind: "severity_changed", by: DANA, data: { before: "sev2", severity: "sev1" } },
  update_posted: { kind: "update_posted", by: DANA, data: { status: "investigating", text: "All is well" } },
  merged_into: { kind: "merged_into", by: DANA, data: { incidentId: 7 } },
};
const acted = (kind: UndoKind) => recordOf(declared, ...(kind === "declared" ? [] : [ACTS[kind]]));
const seqOf = (kind: UndoKind) => (kind === "declared" ? 1 : 2);
const take = (incident: Incident, kind: UndoKind, userId = "UDANA", now = NOW) =>
  takeBack({ userId, seq: seqOf(kind), kind })(incident, { policy: POLICY, now });

describe("every act that can be taken back [INC-10]", () => {
  it.each(UNDO_KINDS)("%s: by its author, to the last moment of five minutes", (kind) => {
    expect(take(acted(kind), kind, "UDANA", NOW + 5 * MINUTE - 1).length).toBeGreaterThan(0);
  });

  it.each(UNDO_KINDS)("%s: pressed too late it says what can be done instead", (kind) => {
    const incident = acted(kind);
    expect(() => take(incident, kind, "UDANA", NOW + 5 * MINUTE)).toThrow(UNDO[kind].instead(incident));
  });

  it.each(UNDO_KINDS)("%s: by nobody else", (kind) => {
    expect(() => take(acted(kind), kind, "USAM")).toThrow("Only who did it can take it back.");
  });

  it.each(UNDO_KINDS)("%s: its timer is planned for the end of that time", (kind) => {
    const at = NOW + POLICY.undoWithinMs;
    const world = { policy: POLICY, now: NOW };
    expect(product.timers(acted(kind), world)).toContainEqual({ key: `undo/${seqOf(kind)}`, kind: "undo_over", at });
  });

  it.each([
    ["declared", "acknowledged", { kind: "acknowledged", by: SAM, data: {} }],
    ["declared", "an update of one's own", { ...ACTS.update_posted }],
    ["severity_changed", "another severity", { ...ACTS.severity_changed, by: SAM }],
    ["update_posted", "another update", { ...ACTS.update_posted, by: SAM }],
    ["update_posted", "a merge", { ...ACTS.merged_into }],
  ] as const)("%s: not after %s, which builds on it", (kind, _what, further) => {
    const incident = recordOf(declared, ...(kind === "declared" ? [] : [ACTS[kind]]), further);
    expect(() => take(incident, kind)).toThrow("something was built on it");
  });

  it("what takes back cannot itself be taken back", () => {
    const back = recordOf(declared, ACTS.severity_changed, {
      kind: "severity_changed",
      by: DANA,
      data: { before: "sev1", severity: "sev2", takesBack: true },
    });
    expect(back.related.undoable.map(({ kind }) => kind)).toEqual(["declared"]);
  });
});
