import { describe, expect, it } from "vitest";
import { z } from "zod";
import { DomainError } from "../../src/lib/errors.ts";
import { SlackCallError } from "../../src/slack/kit/index.ts";
import { allDoors, type Door } from "../support/doors.ts";
import { inputFor, UNLIMITED } from "../support/knocking.ts";
import { startWorld } from "../support/world.ts";

/** The same input about incident 1, every other id in it spelled as told; those of doors without an incident all. */
function inputNaming(door: Door, spelled: string): object[] {
  if (door.kind === "submit") {
    const metadata = { role: spelled, section: spelled, template: spelled, id: spelled, to: spelled, page: spelled };
    const values = { to: spelled, on_call: spelled, why: spelled, incident: "1", into: spelled, other: spelled };
    return [{ ...inputFor(door, 1), metadata: { incidentId: 1, ...metadata }, values: { ...values, text: spelled } }];
  }
  return [0, 1, 2, 3].flatMap((more) =>
    ["1", spelled].map((first) => ({
      ...inputFor(door, 1),
      actionId: [door.name, first, ...Array.from({ length: more }, () => spelled)].join(":"),
      value: spelled,
      selected: spelled,
    })),
  );
}

/** Nobody could forge a trigger, so Slack opens nothing here; what a form carries is not of one shape for all of them. */
const isForPeople = (error: unknown): boolean =>
  error === undefined || error instanceof DomainError || error instanceof SlackCallError || error instanceof z.ZodError;

describe("an id that we did not make", () => {
  it.each(["constructor", "__proto__", "toString", "no-such-thing", "%00", ""])(
    "finds nothing and breaks nothing, spelled %j, behind any button and form [OPS-6]",
    { timeout: 60_000 },
    async (spelled) => {
      const world = await startWorld({ policy: UNLIMITED });
      const dana = world.person("dana");
      await dana.command("general", "/incident declare sev1 Checkout errors");
      await world.settle();
      const { ctx } = world.bot();
      const asked = { userId: dana.id, triggerId: "T1" };
      let pressed = 0;
      const broken: string[] = [];
      for (const door of allDoors(ctx).doors.filter(({ kind }) => kind === "click" || kind === "submit")) {
        for (const input of inputNaming(door, spelled)) {
          const error: unknown = await door.handle({ ...input, ...asked, requestKey: `R${++pressed}` }).then(
            () => undefined,
            (thrown: unknown) => thrown,
          );
          if (!isForPeople(error))
            broken.push(`${door.kind} ${door.name} ${JSON.stringify(input)}: ${String(error).slice(0, 90)}`);
        }
      }
      expect(broken).toEqual([]);
      await world.settle();
      expect(await world.verify()).toEqual([]);
    },
  );
});
