import { describe, expect, it } from "vitest";
import { type Attempt, type Gateway, joinGateways, PRIORITY } from "../../../src/core/ledger/index.ts";
import { createHttpGateway } from "../../../src/http/gateway.ts";
import { createLog } from "../../../src/lib/log.ts";
import { VirtualClock } from "../../../src/lib/virtual-clock.ts";

const attemptOf = (kind: string, firstTriedAt = 0): Attempt => ({
  id: 1,
  incidentId: 1,
  attempts: 1,
  isInDoubt: false,
  firstTriedAt,
  effect: { key: `1/${kind}`, kind, lane: "1", priority: PRIORITY.page, data: {} },
});

const edge = (name: string, kinds: string[], gathered: string[] = []): Gateway => ({
  kinds: new Set(kinds),
  gathered: new Set(gathered),
  carryOut: async ({ effect }) => ({ kind: "given_up", reason: `${name} had ${effect.kind}` }),
});

describe("several edges carry out deeds [OPS-2]", () => {
  const joined = joinGateways([edge("slack", ["post", "remind"], ["remind"]), edge("http", ["page_outside"])]);

  it.each([
    ["post", "slack had post"],
    ["page_outside", "http had page_outside"],
    ["dance", "no deed for effects of kind dance"],
  ])("%s goes to the edge whose kind it is, or is given up", async (kind, reason) => {
    expect(await joined.carryOut(attemptOf(kind), [])).toEqual({ kind: "given_up", reason });
  });

  it("what one gathers is gathered", () => {
    expect([...joined.gathered]).toEqual(["remind"]);
  });

  it("an error of ours holds a lane for ten minutes and not for ever", async () => {
    const clock = new VirtualClock(0);
    const fails = async () => Promise.reject(new Error("a bug"));
    const gateway = createHttpGateway({ clock, log: createLog("silent") }, [{ page_outside: fails }]);
    expect(await gateway.carryOut(attemptOf("page_outside"), [])).toMatchObject({ kind: "again", isInDoubt: true });
    await clock.advance(11 * 60_000, async () => {});
    expect(await gateway.carryOut(attemptOf("page_outside"), [])).toMatchObject({ kind: "given_up" });
  });
});
