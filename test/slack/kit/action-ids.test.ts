import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { InvalidInputError } from "../../../src/lib/errors.ts";
import { actionId } from "../../../src/slack/kit/action-ids.ts";

const claimRole = actionId("claim_role", { incidentId: z.coerce.number().int().positive(), role: z.string().min(1) });
const openHelp = actionId("open_help", {});

describe("actionId", () => {
  it("builds short ids that read well", () => {
    expect(claimRole.build({ incidentId: 12, role: "commander" })).toBe("claim_role:12:commander");
    expect(openHelp.build({})).toBe("open_help");
  });

  it("gives back what was put in", () => {
    fc.assert(
      fc.property(
        fc.nat().map((n) => n + 1),
        fc.string({ minLength: 1, maxLength: 20 }),
        (incidentId, role) => {
          const params = { incidentId, role };
          expect(claimRole.parse(claimRole.build(params))).toEqual(params);
        },
      ),
    );
  });

  it.each([
    "claim_role",
    "claim_role:x:commander",
    "claim_role:12",
    "claim_role:12:",
    "claim_role:12:a:b",
    "other:12:a",
    "claim_role:12:%",
  ])("refuses %s with a sentence", (id) => {
    expect(() => claimRole.parse(id)).toThrow(InvalidInputError);
  });

  it("matches only its own kind", () => {
    expect(claimRole.pattern.test("claim_role:1:a")).toBe(true);
    expect(claimRole.pattern.test("claim_roles:1:a")).toBe(false);
    expect(openHelp.pattern.test("open_help")).toBe(true);
    expect(openHelp.pattern.test("open_help_page")).toBe(false);
  });

  it("refuses to build an id that Slack would refuse", () => {
    expect(() => claimRole.build({ incidentId: 1, role: "x".repeat(255) })).toThrow(RangeError);
  });
});
