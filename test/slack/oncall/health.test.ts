import { describe, expect, it } from "vitest";
import type { PageLoad } from "../../../src/core/escalation/index.ts";
import { healthMessage } from "../../../src/slack/oncall/views/health.ts";
import { withLadder } from "../../support/on-call.ts";
import { asks, declare } from "../../support/telling.ts";
import { DAY, MINUTE, startWorld } from "../../support/world.ts";

/** Thursday, 12 March 2026, 03:00 UTC: Kim's week. */
const NIGHT = Date.UTC(2026, 2, 12, 3, 0);

describe("`/incident oncall health`", () => {
  it("gives each person's pages, those of private incidents as numbers alone, and who was spared [ESC-7]", async () => {
    const world = await startWorld({ startAt: NIGHT, policy: withLadder });
    await declare(world);
    await world.pass(6 * MINUTE);
    const [dana, alex] = [world.person("dana"), world.person("alex")];
    const page = alex.dm().find(({ buttons }) => buttons.includes("Acknowledge"));
    if (!page) throw new Error("nobody was paged");
    await alex.click(page, "Acknowledge");
    await world.settle();
    await dana.command("general", "/incident declare private sev1 Leaked keys");
    await world.settle();
    const told = await asks(world, world.person("lee"), "/incident oncall health", "general");
    expect(told).toMatch(/@Kim: \*2 pages\*, 2 this week, 0, 0, 0 in the weeks before/);
    expect(told).toMatch(/@Alex L: \*1 page\*, .*\n.*0 unanswered {2}· {2}acknowledged after 1 min \(median\)/);
    expect(told).not.toContain("Leaked");
    expect(told).not.toContain(":warning: @Kim");
    await world.pass(30 * DAY);
    expect(await asks(world, world.person("lee"), "/incident oncall health", "general")).toContain("Nobody was paged.");
  });

  it("marks who is above the policy, and stays within a message [ESC-7]", () => {
    const week = (pages: number, isAbove: boolean) => ({ startAt: 0, pages, nightPages: pages, isAbove });
    const load = (userId: string): PageLoad => ({
      ...{ userId, pages: 13, nightPages: 13, outsideHours: 13, unanswered: 2, medianToAcknowledgeMs: undefined },
      weeks: [week(2, false), week(11, true), week(0, false), week(0, false)],
    });
    const loads = Array.from({ length: 80 }, (_, index) => load(`U${index}`));
    const spared = Array.from({ length: 50 }, (_, index) => `S${index}`);
    const limits = { pagesPerWeek: 10, nightPagesPerWeek: 3 };
    const { text, blocks = [] } = healthMessage({ loads, spared, since: 0, timeZone: "UTC", limits });
    const foot = JSON.stringify(blocks.at(-1));
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(text).toContain(
      ":warning: <@U0>: *13 pages*, 2 this week, 11 (above), 0, 0 in the weeks before\n13 at night (2 this week)  ·  13 outside business hours  ·  2 unanswered",
    );
    expect(foot).toContain("40 more people were paged less often.");
    expect(foot).toContain("and 30 more.");
  });
});
