import { describe, expect, it } from "vitest";
import { pagerDuty } from "../../../src/http/paging/pagerduty.ts";
import { signatureOf, webhook } from "../../../src/http/paging/webhook.ts";
import { poster } from "../../../src/http/speaking/post.ts";
import { VirtualClock } from "../../../src/lib/virtual-clock.ts";
import { fakePagerDuty, ROUTING_KEY, TROUBLE } from "./fake-pagerduty.ts";
import { type Answering, localServer } from "./local-server.ts";
import { PAGE } from "./some-page.ts";

const post = poster(300);
const SECRET = "a secret of the house, long enough";
const NOW = Date.UTC(2026, 2, 12, 3, 0, 1);

describe("PagerDuty", () => {
  it("takes a page, its acknowledgement and its end as one alert [ESC-5]", async () => {
    const pd = await fakePagerDuty();
    const way = pagerDuty(pd.settings, post);
    expect(await way.page(PAGE)).toEqual({ kind: "delivered", status: 202 });
    expect(await way.acknowledge(PAGE)).toEqual({ kind: "delivered", status: 202 });
    expect(pd.alerts.get(PAGE.key)).toMatchObject({ status: "acknowledged", severity: "critical", events: 1 });
    expect(await way.resolve(PAGE)).toEqual({ kind: "delivered", status: 202 });
    expect([...pd.alerts]).toEqual([
      [PAGE.key, { status: "resolved", severity: "critical", events: 1, summary: PAGE.text.summary }],
    ]);
  });

  it("knows a page that is sent twice for the one it has [ESC-5]", async () => {
    const pd = await fakePagerDuty();
    const way = pagerDuty(pd.settings, post);
    await way.page(PAGE);
    await way.page(PAGE);
    expect([...pd.alerts.values()]).toMatchObject([{ events: 2, status: "triggered" }]);
  });

  it.each([
    [0, "critical"],
    [1, "error"],
    [2, "warning"],
    [3, "info"],
    [5, "info"],
  ])("is told of severity rank %d as %s [ESC-5]", async (rank, level) => {
    const pd = await fakePagerDuty();
    await pagerDuty(pd.settings, post).page({ ...PAGE, severity: { ...PAGE.severity, rank } });
    expect(pd.alerts.get(PAGE.key)?.severity).toBe(level);
  });

  it("takes the longest title that anybody can give [ESC-5]", async () => {
    const pd = await fakePagerDuty();
    const text = { ...PAGE.text, summary: "🔥".repeat(3_000) };
    expect(await pagerDuty(pd.settings, post).page({ ...PAGE, text })).toMatchObject({ kind: "delivered" });
  });

  it("takes a page without a link and without details [ESC-5]", async () => {
    const pd = await fakePagerDuty();
    const page = { ...PAGE, url: undefined, details: undefined };
    expect(await pagerDuty(pd.settings, post).page(page)).toMatchObject({ kind: "delivered" });
  });

  it("gets the key of the rotation, else the one for all, else nothing [ESC-5]", async () => {
    const pd = await fakePagerDuty();
    const other = "X".repeat(32);
    const routingKeys = { PAGERDUTY_ROUTING_KEY_OTHER: ROUTING_KEY };
    const way = pagerDuty({ ...pd.settings, routingKey: other, routingKeys }, post);
    const page = { ...PAGE, keyName: "PAGERDUTY_ROUTING_KEY_OTHER" };
    expect(await way.page(page)).toMatchObject({ kind: "delivered" });
    expect(await way.page(PAGE)).toMatchObject({ kind: "refused", status: 400 });
    expect(pagerDuty({ ...pd.settings, routingKey: undefined }, post).isOnFor(PAGE)).toBe(false);
  });

  it.each<[keyof typeof TROUBLE, object]>([
    ["tooMany", { kind: "later", reason: "answered 429", isInDoubt: false, afterMs: 30_000 }],
    ["broken", { kind: "later", reason: "answered 503", isInDoubt: true }],
    ["endless", { kind: "later", reason: "answered 500", isInDoubt: true }],
    ["hang", { kind: "later", reason: "no answer in time", isInDoubt: true }],
    ["cut", { kind: "later", isInDoubt: true }],
    ["garbage", { kind: "delivered", status: 202 }],
    ["elsewhere", { kind: "refused", status: 307 }],
    [
      "refused",
      { kind: "refused", status: 400, reason: "answered 400: Event object is invalid; Invalid routing key (key)" },
    ],
  ])(
    "answers %s: the page is not lost, nor believed delivered, nor its key shown [ESC-5]",
    async (trouble, expected) => {
      const pd = await fakePagerDuty();
      pd.server.answer = TROUBLE[trouble];
      expect(await pagerDuty(pd.settings, post).page(PAGE)).toMatchObject(expected);
      expect(pd.server.requests).toHaveLength(1);
    },
  );

  it("is surely not reached where nobody listens [ESC-5]", async () => {
    const pd = await fakePagerDuty();
    await pd.server.close();
    expect(await pagerDuty(pd.settings, post).page(PAGE)).toEqual({
      kind: "later",
      reason: "not reached (ECONNREFUSED)",
      isInDoubt: false,
    });
  });
});

describe("the paging webhook", () => {
  /** What a receiver does by the README, and nothing else. */
  const verifying: Answering = (response, { headers, body }) => {
    const timestamp = String(headers["sitrep-timestamp"]);
    const isFresh = Math.abs(Number(timestamp) * 1_000 - NOW) < 300_000;
    const isSigned = headers["sitrep-signature"] === signatureOf(SECRET, timestamp, body);
    response.writeHead(isFresh && isSigned ? 200 : 401).end();
  };

  it("is signed over its time and body, with a key that names the deed [ESC-5]", async () => {
    const server = await localServer(verifying, "/pages");
    const way = webhook({ url: server.url, secret: SECRET }, post, new VirtualClock(NOW));
    expect(await way.page(PAGE)).toEqual({ kind: "delivered", status: 200 });
    expect(await way.acknowledge(PAGE)).toEqual({ kind: "delivered", status: 200 });
    expect(await way.resolve(PAGE)).toEqual({ kind: "delivered", status: 200 });
    expect(server.requests.map(({ headers }) => headers["idempotency-key"])).toEqual(
      ["page", "acknowledged", "resolved"].map((event) => `${PAGE.key}/${event}`),
    );
    expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({
      version: 1,
      event: "page",
      page: PAGE.key,
      text: PAGE.text.summary,
      people: PAGE.people,
      rung: PAGE.rung,
      pagedAt: "2026-03-12T03:00:00.000Z",
      incident: { number: 12, severity: PAGE.severity, url: PAGE.url, ...PAGE.details },
    });
  });

  it("is signed as the README says, by a value known from elsewhere [ESC-5]", () => {
    // printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac secret
    expect(signatureOf("secret", "1700000000", '{"a":1}')).toBe(
      "v1=49f24e537407743fa4a0242bb63b94b9a47ee99cbbe071ccd8a22550ae411686",
    );
  });

  it("is given up where another secret is known [ESC-5]", async () => {
    const server = await localServer(verifying);
    const way = webhook({ url: server.url, secret: `${SECRET}!` }, post, new VirtualClock(NOW));
    expect(await way.page(PAGE)).toEqual({ kind: "refused", status: 401, reason: "answered 401" });
  });

  it("does not go where a redirect leads [ESC-5]", async () => {
    const thief = await localServer((response) => response.end());
    const server = await localServer((response) => response.writeHead(302, { location: thief.url }).end());
    const way = webhook({ url: server.url, secret: SECRET }, post, new VirtualClock(NOW));
    expect(await way.page(PAGE)).toMatchObject({ kind: "refused", status: 302 });
    expect(thief.requests).toEqual([]);
  });
});
