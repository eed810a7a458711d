import { describe, expect, it } from "vitest";
import { loadPolicy } from "../../../src/config/load-policy.ts";
import { statusPageRoute } from "../../../src/http/statuspage/route.ts";
import { filesWith } from "../../config/fake-files.ts";
import { startRelay } from "../../support/relay.ts";
import { DAY, HOUR, MINUTE, startWorld, THURSDAY, type World } from "../../support/world.ts";

const policyWith = (extra = "", page = "") =>
  loadPolicy(
    "/conf",
    filesWith({
      "policy.yml": `statusPage: { enabled: true, title: "Acme <status>", support: { title: Help, url: "mailto:help@acme.test" } ${page} }\n${extra}`,
      "services.yml": `
payments-core: { name: payments-core, tier: 0, statusPage: { name: Payments, description: Cards and transfers } }
search-api: { name: search-api, tier: 2, statusPage: { name: Search } }
billing-cron: { name: billing-cron, tier: 3 }
`,
    }),
  );

const PUBLIC_URL = "https://status.acme.test/";

interface Served {
  readonly world: World;
  get(path: string, headers?: Record<string, string>): Promise<{ status: number; headers: Headers; body: string }>;
  text(path: string): Promise<string>;
  notice(number: number, status: string, text: string, extra?: object): Promise<void>;
}

async function served(extra?: string, ofPage?: string): Promise<Served> {
  const policy = policyWith(extra, ofPage);
  const relay = await startRelay({ isReplaying: false });
  const world = await startWorld({ policy, relay, config: { publicUrl: PUBLIC_URL } });
  const port = world.bot().port();
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: "close", ...headers } });
    return { status: response.status, headers: response.headers, body: await response.text() };
  };
  return {
    world,
    get,
    text: async (path) => (await get(path)).body,
    async notice(number, status, text, more = {}) {
      const data = {
        ...{ template: `customers-${status}`, title: "Customer notice", audience: "customers" },
        ...{ status, headline: "Card payments fail", text, services: ["payments-core"] },
        ...{ channels: [], people: [], userGroups: [], overruled: [], ...more },
      };
      await world.bot().ctx.ledger.record(number, () => [{ kind: "notice_sent", by: "person:U1", data }]);
      await world.settle();
    },
  };
}

const declare = async ({ world }: Served, words: string) => {
  await world.person("dana").command("general", `/incident declare ${words}`);
  await world.settle();
};

describe("the public status page", () => {
  it("says that all is well while customers were told nothing, whatever goes on inside [COMM-3]", async () => {
    const page = await served();
    await declare(page, "sev1 db-7 lost its disk");
    const text = await page.text("/status");
    expect(text).toContain("All systems operational");
    expect(text).toContain("Payments");
    expect(text).not.toMatch(/db-7|payments-core|billing-cron|inc-1/);
    expect(text).toContain("Acme &lt;status&gt;");
  });

  it("shows what customers were told, as it was told, and how the components are [COMM-3]", async () => {
    const page = await served();
    await declare(page, "sev1 db-7 lost its disk");
    await page.notice(1, "investigating", "Some card payments <fail>. Next news at 15:00.");
    const text = await page.text("/status");
    expect(text).toContain("A major outage is going on");
    expect(text).toContain("Some card payments &lt;fail&gt;. Next news at 15:00.");
    expect(text).toContain("Card payments fail");
    expect(text).not.toMatch(/db-7|payments-core/);

    await page.world.pass(HOUR);
    await page.notice(1, "resolved", "Payments work again.");
    const after = await page.text("/status");
    expect(after).toContain("All systems operational");
    expect(after).toContain("Past incidents");
    expect(after).toContain("1 h down");
    const [, link = ""] = /href="(\/status\/incidents\/[\w-]+)"/.exec(after) ?? [];
    const own = await page.get(link);
    expect(own.status).toBe(200);
    expect(own.body).toContain("Payments work again.");
  });

  it("never shows a private incident, a drill, or a severity that is not for the public [COMM-3] [INC-4]", async () => {
    const page = await served("severities: { sev3: { statusPage: { audience: internal } } }");
    const shown = { Title: "Fire exercise", Severity: "SEV-1 critical: Everyone is down, or data is lost or exposed." };
    await page.world.person("dana").command("general", "/incident");
    await page.world.settle();
    await page.world.person("dana").submit({ ...shown, "Private incident": true });
    await page.world.settle();
    await declare(page, "sev3 slow search");
    await page.notice(1, "investigating", "The private words.");
    await page.notice(2, "investigating", "The inner words.");
    const all = [
      await page.text("/status"),
      await page.text("/status/feed.atom"),
      await page.text("/status/api/v2/incidents.json"),
    ];
    expect(all.join("\n")).not.toMatch(/private words|inner words|Card payments fail/);
  });

  it("never shows what was practised, though the drill became a real incident [COMM-3] [INC-8]", async () => {
    const page = await served();
    const shown = { Title: "Fire exercise", Severity: "SEV-1 critical: Everyone is down, or data is lost or exposed." };
    await page.world.person("dana").command("general", "/incident");
    await page.world.settle();
    await page.world.person("dana").submit({ ...shown, Drill: true });
    await page.world.settle();
    await page.notice(1, "investigating", "The practised words.");
    await page.world.pass(MINUTE);
    await page.world.person("dana").command("inc-1-fire-exercise", "/incident real It burns");
    await page.world.pass(MINUTE);
    expect(await page.text("/status")).toContain("All systems operational");
    await page.notice(1, "identified", "The real words.");
    await page.world.pass(MINUTE);
    const text = await page.text("/status");
    expect(text).toContain("The real words.");
    expect(text).not.toContain("The practised words.");
  });

  it("goes on showing what goes on, under one address, however long ago the last word was [COMM-3]", async () => {
    const page = await served("", ", uptimeDays: 1, pastDays: 1");
    await declare(page, "sev1 db-7 lost its disk");
    await page.notice(1, "investigating", "Some card payments fail.");
    const addressIn = (text: string) => /href="(\/status\/incidents\/[\w-]+)"/.exec(text)?.[1];
    const address = addressIn(await page.text("/status"));
    await page.world.pass(DAY);
    await page.notice(1, "identified", "We know why.");
    await page.world.pass(3 * DAY);
    const text = await page.text("/status");
    expect(text).toContain("A major outage is going on");
    expect(addressIn(text)).toBe(address);
  });

  it("speaks the documents of Statuspage's public API, RSS and Atom [COMM-3]", async () => {
    const page = await served();
    await declare(page, "sev2 search is slow");
    await page.notice(1, "identified", "We found it.", { services: ["search-api"], headline: "Search is slow" });
    const summary = JSON.parse(await page.text("/status/api/v2/summary.json"));
    expect(summary).toMatchObject({
      page: { name: "Acme <status>", url: `${PUBLIC_URL}status`, time_zone: "UTC" },
      status: { indicator: "major", description: "Partial System Outage" },
      components: [
        { name: "Payments", status: "operational" },
        { name: "Search", status: "partial_outage" },
      ],
      incidents: [
        {
          name: "Search is slow",
          status: "identified",
          impact: "major",
          started_at: new Date(THURSDAY).toISOString(),
          components: [{ name: "Search" }],
          incident_updates: [{ status: "identified", body: "We found it." }],
        },
      ],
    });
    expect(summary.incidents[0].shortlink).toMatch(/^https:\/\/status\.acme\.test\/status\/incidents\/[\w-]{12}$/);
    const atom = await page.text("/status/feed.atom");
    expect(atom).toContain("Identified: Search is slow");
    expect(atom).toContain("We found it.");
    const rss = await page.get("/status/feed.rss");
    expect(rss.headers.get("content-type")).toContain("application/rss+xml");
    expect(rss.body).toContain("Identified: Search is slow");
    expect((await page.get("/status/api/v2/nothing.json")).status).toBe(404);
  });

  it("gives feed readers what they can read, whatever stands in a headline [COMM-3] [OPS-5]", async () => {
    const page = await served();
    await declare(page, "sev2 search is slow");
    const headline = "Search & <img src=x onerror=alert(1)> \u0007]]>\ud800]]><item><title>Forged</title></item>";
    await page.notice(1, "identified", "We found \u0000it.", { headline });
    const [atom, rss] = [await page.text("/status/feed.atom"), await page.text("/status/feed.rss")];
    // As a parser of XML reads it: HTML, and text.
    expect(atom).toContain(
      '<title type="html"><![CDATA[Identified: Search &amp; &lt;img src=x onerror=alert(1)&gt; ]]',
    );
    expect(rss).toContain("<title><![CDATA[Identified: Search & <img src=x onerror=alert(1)> ]]");
    const asRead = (xml: string) => xml.replaceAll(/<!\[CDATA\[.*?\]\]>/gs, "");
    expect(asRead(atom) + asRead(rss)).not.toContain("Forged");
    expect(atom + rss).toContain("We found it.");
    expect(atom + rss).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
    const { items } = JSON.parse(await page.text("/status/feed.json"));
    expect(items[0].title).toContain("Identified: Search & <img src=x onerror=alert(1)>");
  });

  it("reads the record at most every ten seconds, and sends nobody what they have already [COMM-3]", async () => {
    const page = await served();
    const first = await page.get("/status");
    const etag = first.headers.get("etag") ?? "";
    expect(first.headers.get("cache-control")).toContain("max-age");
    expect((await page.get("/status", { "if-none-match": etag })).status).toBe(304);
    await declare(page, "sev1 db-7 lost its disk");
    await page.notice(1, "investigating", "Some card payments fail.");
    expect((await page.get("/status", { "if-none-match": etag })).status).toBe(304);
    await page.world.pass(MINUTE);
    expect((await page.get("/status", { "if-none-match": etag })).status).toBe(200);
  });

  it("is written once for all who look, and not kept for addresses where nothing is [COMM-3]", async () => {
    const { world } = await served();
    const { store, ctx } = world.bot();
    const route = statusPageRoute({ store, policy: ctx.policy, clock: world.clock, publicUrl: PUBLIC_URL });
    const look = (path: string) => route.answer({ url: new URL(`http://here${path}`), headers: {} });
    const first = await look("/status");
    expect(await look("/status/")).toBe(first);
    expect(await look("/status/incidents/zzz")).not.toBe(await look("/status/incidents/zzz"));
    await world.pass(MINUTE);
    expect(await look("/status")).not.toBe(first);
  });

  it("lets a page do nothing but be shown, and answers nothing but questions [OPS-6]", async () => {
    const page = await served();
    const { headers } = await page.get("/status");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect((await page.get("/status/incidents/zzz")).status).toBe(404);
    expect((await page.get("/status/incidents/abc123")).status).toBe(404);
    expect((await page.get("/healthz")).status).toBe(200);
    expect((await page.get("/etc/passwd")).status).toBe(404);
    expect((await page.get("/%E0%A4%A")).status).toBe(404);
  });

  it("is not there unless the policy has it on [COMM-3]", async () => {
    const world = await startWorld();
    const { clock } = world;
    const policy = () => world.bot().ctx.policy();
    const route = statusPageRoute({ store: world.bot().store, policy, clock, publicUrl: PUBLIC_URL });
    expect(await route.answer({ url: new URL("http://here/status"), headers: {} })).toBeUndefined();
  });
});
