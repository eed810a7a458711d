import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ApprovalStep } from "../../../src/config/index.ts";
import { AUTHORITY, authorityOf } from "../../../src/core/approvals/index.ts";
import { shipped } from "./asked.ts";

const README = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");

const SEVERITIES = ["sev1", "sev2", "sev3", "sev4", "sev5"];

describe("the table of authority", () => {
  it("says of every step at which severities it waits, and the policy says the same [AUTH-1] [AUTH-2]", () => {
    const waiting = (step: ApprovalStep) =>
      SEVERITIES.filter((severity) => authorityOf(step, severity, shipped) === "approval");
    expect(waiting("set_severity")).toEqual(["sev1", "sev2"]);
    expect(waiting("close")).toEqual(["sev1", "sev2", "sev3"]);
    expect(waiting("customer_message")).toEqual(SEVERITIES);
  });

  it("has a row with approval for every step that the product can do [AUTH-2]", () => {
    const rows = AUTHORITY.filter(({ authority }) => authority === "approval").flatMap(({ step }) => step ?? []);
    expect(rows.sort()).toEqual([...ApprovalStep.options].sort());
  });

  it("gives no step to what is never done [AUTH-3]", () => {
    expect(AUTHORITY.filter(({ authority, step }) => authority === "never" && step !== undefined)).toEqual([]);
  });

  it.each(AUTHORITY.map(({ what, authority }) => [authority, what] as const))(
    "is told by the README: %s, %s [AUTH-1] [AUTH-2] [AUTH-3]",
    (authority, what) => {
      const heads = { alone: "Sitrep alone", approval: "With a person's yes", never: "Never" };
      const [, row = ""] = README.split(`| **${heads[authority]}** |`);
      expect(row.split("\n")[0]).toContain(what);
    },
  );
});
