import { type Policy, shippedPolicy } from "../../src/config/index.ts";
import type { Sandbox } from "../../src/sandbox/index.ts";

/** Who stands on which rung in the stories. */
export const RUNGS = { on_call: "kim", secondary: "alex", manager: "sam", vice_president: "lee" } as const;

/** The shipped policy with one rotation and a whole ladder: Kim, Alex, Sam, Lee, and Priya in the executives' group. */
export function withLadder({ workspace }: Sandbox): Policy {
  const policy = shippedPolicy();
  const id = (name: string) => workspace.people.named(name)?.id ?? "";
  const group = workspace.userGroups.create({ name: "Executives", handle: "executives", users: [id("priya")] });
  const people: Record<string, { people: string[]; userGroups: string[] }> = {
    manager: { people: [id(RUNGS.manager)], userGroups: [] },
    vice_president: { people: [id(RUNGS.vice_president)], userGroups: [] },
    executives: { people: [], userGroups: [group.id] },
  };
  return {
    ...policy,
    rotations: [
      {
        id: "platform",
        name: "Platform",
        kind: "weekly",
        timeZone: "UTC",
        people: [id(RUNGS.on_call), id(RUNGS.secondary)],
        startsOn: "2026-03-09",
        handoverAt: 9 * 60,
        everyWeeks: 1,
        secondary: "next",
      },
    ],
    escalation: {
      ...policy.escalation,
      ladder: policy.escalation.ladder.map((rung) => ({ ...rung, who: { ...rung.who, ...people[rung.id] } })),
    },
  };
}
