import { describe, expect, it } from "vitest";
import { type Rotation, shippedPolicy } from "../../src/config/index.ts";
import { examinePaging, judgeKeys } from "../../src/doctor/paging.ts";
import { unreachable } from "../../src/http/speaking/reach.ts";
import { fakePagerDuty, ROUTING_KEY } from "../http/paging/fake-pagerduty.ts";
import { localServer } from "../http/paging/local-server.ts";

const policy = shippedPolicy();
const SECRET = "a secret of the house, long enough";

describe("what the doctor makes of paging [ESC-5] [OPS-4]", () => {
  it("finds the ways that answer, and pages nobody to find out", async () => {
    const pagerduty = await fakePagerDuty();
    const server = await localServer((response) => response.writeHead(405).end(), "/secret-path");
    const paging = { pagerduty: pagerduty.settings, webhook: { url: server.url, secret: SECRET } };
    pagerduty.server.answer = (response) => response.writeHead(404).end();
    expect(await examinePaging({ paging, policy }, unreachable)).toEqual([
      { check: "Paging", state: "good", what: "PagerDuty answers (a key for all); nobody was paged to find out" },
      { check: "Paging", state: "good", what: "the webhook answers (signed); nobody was paged to find out" },
    ]);
    for (const { method, body, headers } of [...pagerduty.server.requests, ...server.requests]) {
      expect([method, body, headers["sitrep-signature"]]).toEqual(["OPTIONS", "", undefined]);
    }
  });

  it("says which way cannot be reached, without its address or secrets", async () => {
    const server = await localServer((response) => response.end(), "/secret-path");
    await server.close();
    const findings = await examinePaging(
      { paging: { webhook: { url: server.url, secret: SECRET } }, policy },
      unreachable,
    );
    expect(findings).toMatchObject([{ state: "poor", what: "the webhook cannot be reached: ECONNREFUSED" }]);
    expect(JSON.stringify(findings)).not.toMatch(/secret/);
  });

  it("names rotations of which PagerDuty is never told", () => {
    const rotation: Rotation = {
      id: "payments",
      name: "Payments",
      kind: "daily",
      timeZone: "UTC",
      people: ["U0DANA0001"],
      startsOn: "2026-01-01",
      handoverAt: 0,
      everyDays: 1,
      secondary: "next",
    };
    const keys = {
      url: "https://events.pagerduty.com/v2/enqueue",
      routingKeys: { PAGERDUTY_ROUTING_KEY_WEB: ROUTING_KEY },
    };
    const config = {
      paging: { pagerduty: { ...keys, routingKey: undefined } },
      policy: { ...policy, rotations: [rotation] },
    };
    expect(judgeKeys(config)).toMatchObject([{ state: "poor", what: "PagerDuty is not told of pages to payments" }]);
    expect(judgeKeys({ ...config, paging: { pagerduty: { ...keys, routingKey: ROUTING_KEY } } })).toEqual([]);
  });
});
