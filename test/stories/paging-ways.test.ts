import { describe, expect, it } from "vitest";
import type { Policy } from "../../src/config/index.ts";
import { signatureOf } from "../../src/http/paging/webhook.ts";
import type { Person } from "../../src/sandbox/index.ts";
import { fakePagerDuty, TROUBLE } from "../http/paging/fake-pagerduty.ts";
import { localServer } from "../http/paging/local-server.ts";
import { withLadder } from "../support/on-call.ts";
import { asks, declare, last, posts } from "../support/telling.ts";
import { told } from "../support/told.ts";
import { HOUR, MINUTE, startWorld, type WorldOptions } from "../support/world.ts";

/** Thursday, 12 March 2026, 03:00 UTC. */
const NIGHT = Date.UTC(2026, 2, 12, 3, 0);
const SECRET = "a secret of the house, long enough";

/** Only the ladder calls: what else might is another story. */
const ladderOnly: NonNullable<WorldOptions["policy"]> = (sandbox) => {
  const policy: Policy = withLadder(sandbox);
  const { noCommander } = policy.reminders;
  const off = Object.fromEntries(
    Object.entries(policy.escalation.triggers).map(([id, trigger]) => [id, { ...trigger, enabled: false }]),
  );
  return {
    ...policy,
    reminders: { ...policy.reminders, noCommander: { ...noCommander, enabled: false } },
    escalation: { ...policy.escalation, triggers: { ...policy.escalation.triggers, ...off } },
  };
};

async function night(words?: string) {
  const pagerduty = await fakePagerDuty();
  const world = await startWorld({ startAt: NIGHT, policy: ladderOnly, paging: { pagerduty: pagerduty.settings } });
  return { world, pagerduty, start: () => declare(world, words) };
}

const pageOf = (person: Person) => last(person.dm().filter(({ plain }) => plain.includes("You are paged")));
const statuses = (alerts: ReadonlyMap<string, { status: string }>) =>
  Object.fromEntries([...alerts].map(([key, { status }]) => [key, status]));

describe("PagerDuty is a further way [ESC-5]", () => {
  it("gets an alert for each rung, hears who has it, and that it is over", async () => {
    const { world, pagerduty, start } = await night();
    const dana = await start();
    await world.pass(6 * MINUTE);
    expect([...pagerduty.alerts]).toMatchObject([
      ["sitrep/bot-1/1/e1/1", { status: "triggered", severity: "critical" }],
      ["sitrep/bot-1/1/e1/2", { status: "triggered", severity: "critical" }],
    ]);
    expect(pagerduty.alerts.get("sitrep/bot-1/1/e1/1")?.summary).toBe("SEV-1 #1 Checkout errors: declared as SEV-1");
    const alex = world.person("alex");
    await alex.click(pageOf(alex), "Acknowledge");
    await world.settle();
    expect(statuses(pagerduty.alerts)).toEqual({
      "sitrep/bot-1/1/e1/1": "acknowledged",
      "sitrep/bot-1/1/e1/2": "acknowledged",
    });
    await asks(world, dana, "/incident cancel false alarm");
    expect(statuses(pagerduty.alerts)).toEqual({
      "sitrep/bot-1/1/e1/1": "resolved",
      "sitrep/bot-1/1/e1/2": "resolved",
    });
    expect(await told(world)).toContain("03:00:01 PagerDuty was paged");
    expect(await world.verify()).toEqual([]);
  });

  it("is down, and the direct message gets through at once; once it is up it is paged, once", async () => {
    const { world, pagerduty, start } = await night();
    const { answer } = pagerduty.server;
    pagerduty.server.answer = TROUBLE.broken;
    await start();
    await world.pass(2 * MINUTE);
    expect(pageOf(world.person("kim")).plain).toContain("Checkout errors");
    expect(pagerduty.alerts.size).toBe(0);
    expect(await told(world)).toContainEqual(
      expect.stringMatching(/03:01:\d\d PagerDuty does not take the page \(answered 503\); Sitrep goes on trying/),
    );
    pagerduty.server.answer = answer;
    await world.pass(MINUTE);
    expect([...pagerduty.alerts.values()]).toMatchObject([{ status: "triggered", events: 1 }]);
    expect((await told(world)).filter((line) => line.includes("PagerDuty was paged"))).toHaveLength(1);
    expect(await world.verify()).toEqual([]);
  });

  it("is not paged any longer when somebody answered before it was up", async () => {
    const { world, pagerduty, start } = await night();
    const { answer } = pagerduty.server;
    pagerduty.server.answer = TROUBLE.tooMany;
    await start();
    await world.pass(MINUTE);
    const kim = world.person("kim");
    await kim.click(pageOf(kim), "Acknowledge");
    pagerduty.server.answer = answer;
    await world.pass(HOUR);
    expect(pagerduty.events).toEqual([]);
    expect(await told(world)).toContainEqual(expect.stringContaining("PagerDuty did not have to be paged any longer"));
  });

  it("refuses the key: that is on the record for all to see, and the ladder climbs on", async () => {
    const { world, pagerduty, start } = await night();
    pagerduty.server.answer = TROUBLE.refused;
    await start();
    await world.pass(6 * MINUTE);
    expect(pagerduty.server.requests).toHaveLength(2);
    expect(await told(world)).toContain(
      "03:00:01 PagerDuty could not be paged: it answered 400: Event object is invalid; Invalid routing key (key)",
    );
    expect(pageOf(world.person("alex")).plain).toContain("Checkout errors");
    expect(await world.verify()).toEqual([]);
  });

  it.each([
    ["refuses the page", TROUBLE.refused, "PagerDuty could not be paged: /incident timeline says why."],
    ["does not answer", TROUBLE.broken, "PagerDuty has not taken this page yet. I go on trying."],
  ])("%s: the page itself says so, to whoever is called and to the channel", async (_, trouble, line) => {
    const { world, pagerduty, start } = await night();
    const { answer } = pagerduty.server;
    const dana = await start();
    await world.pass(4 * MINUTE);
    pagerduty.server.answer = trouble;
    await world.pass(3 * MINUTE);
    const [kim, alex] = [world.person("kim"), world.person("alex")];
    const notice = () => last(posts(dana).filter(({ plain }) => plain.includes("paged* as Secondary")));
    for (const { plain } of [pageOf(alex), notice()]) expect(plain.replaceAll("`", "")).toContain(line);
    expect(pageOf(kim).plain).not.toContain("PagerDuty");
    pagerduty.server.answer = answer;
    await world.pass(2 * MINUTE);
    expect(pageOf(alex).plain.includes("PagerDuty")).toBe(trouble === TROUBLE.refused);
    await alex.click(pageOf(alex), "Acknowledge");
    await world.settle();
    expect(posts(dana).some(({ plain }) => plain.includes("PagerDuty"))).toBe(false);
    expect(await world.verify()).toEqual([]);
  });

  it("keeps its alert through a restart of the bot, and gets no second one", async () => {
    const { world, pagerduty, start } = await night();
    const { answer } = pagerduty.server;
    pagerduty.server.answer = TROUBLE.cut;
    await start();
    await world.pass(30_000);
    await world.stopBot();
    pagerduty.server.answer = answer;
    await world.startBot();
    await world.pass(MINUTE);
    expect([...pagerduty.alerts.values()]).toMatchObject([{ status: "triggered", events: 1 }]);
  });

  it("fails, and the other ways do not wait for it", async () => {
    const pagerduty = await fakePagerDuty();
    const server = await localServer((response) => response.end());
    const paging = { pagerduty: pagerduty.settings, webhook: { url: server.url, secret: SECRET } };
    const world = await startWorld({ startAt: NIGHT, policy: ladderOnly, paging });
    pagerduty.server.answer = TROUBLE.broken;
    await declare(world);
    await world.pass(6 * MINUTE);
    expect(server.requests.map(({ headers }) => headers["idempotency-key"])).toEqual([
      "sitrep/bot-1/1/e1/1/page",
      "sitrep/bot-1/1/e1/2/page",
    ]);
    expect(pageOf(world.person("alex")).plain).toContain("Checkout errors");
    expect(pagerduty.alerts.size).toBe(0);
  });

  it("hears nothing of a drill", async () => {
    const { world, pagerduty } = await night();
    await world.person("dana").command("general", "/incident declare --drill sev1 Checkout errors");
    await world.pass(20 * MINUTE);
    expect(pagerduty.server.requests).toEqual([]);
  });
});

describe("a private incident [ESC-5] [INC-4]", () => {
  it("goes out with its number, severity and link, and with nothing that was written", async () => {
    const server = await localServer((response, { headers, body }) => {
      const timestamp = String(headers["sitrep-timestamp"]);
      response.writeHead(headers["sitrep-signature"] === signatureOf(SECRET, timestamp, body) ? 200 : 401).end();
    });
    const webhook = { url: server.url, secret: SECRET };
    const world = await startWorld({ startAt: NIGHT, policy: ladderOnly, paging: { webhook } });
    await world.person("dana").command("general", "/incident declare --private sev1 Checkout errors");
    await world.pass(2_000);
    expect(server.requests).toHaveLength(1);
    const sent = JSON.parse(server.requests[0]?.body ?? "{}");
    expect(sent).toEqual({
      version: 1,
      event: "page",
      page: "sitrep/bot-1/1/e1/1",
      text: "SEV-1 #1, a private incident: you are needed. See Slack.",
      people: [{ slackId: world.person("kim").id }],
      rung: "On-call engineer",
      pagedAt: "2026-03-12T03:00:00.000Z",
      incident: {
        number: 1,
        severity: { id: "sev1", label: "SEV-1", rank: 0 },
        url: expect.stringContaining("/archives/"),
      },
    });
    expect(server.requests[0]?.body).not.toMatch(/checkout/i);
    expect(await told(world)).toContain("03:00:01 The paging webhook was paged");
  });
});
