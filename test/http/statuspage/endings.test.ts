import { describe, expect, it } from "vitest";
import { loadPolicy } from "../../../src/config/load-policy.ts";
import { filesWith } from "../../config/fake-files.ts";
import { VERIFIED } from "../../support/closing.ts";
import { startRelay } from "../../support/relay.ts";
import { asks } from "../../support/telling.ts";
import { HOUR, MINUTE, startWorld, type World } from "../../support/world.ts";

const policy = loadPolicy(
  "/conf",
  filesWith({
    "policy.yml": "statusPage: { enabled: true }",
    "services.yml": `
payments: { name: payments, tier: 0, statusPage: { name: Payments } }
search: { name: search, tier: 2, statusPage: { name: Search } }
`,
  }),
);

const ROOM = "inc-1-checkout-errors";

/** Dana runs "Checkout errors", with Kim in it; the page is read as a customer reads it. */
async function watched() {
  const relay = await startRelay({ isReplaying: false });
  const world = await startWorld({ policy, relay, config: { publicUrl: "https://status.acme.test/" } });
  const [dana, kim] = [world.person("dana"), world.person("kim")];
  await dana.command("general", "/incident declare sev1 Checkout errors");
  await world.settle();
  await kim.join(ROOM);
  await world.settle();
  const raw = async (path = "/status") => {
    await world.pass(11_000);
    const response = await fetch(`http://127.0.0.1:${world.bot().port()}${path}`, {
      headers: { connection: "close" },
    });
    return { status: response.status, body: await response.text() };
  };
  const read = async (path = "/status") =>
    (await raw(path)).body
      .replace(/<style[\s\S]*?<\/style>/, "")
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ");
  return { world, dana, kim, raw, read };
}

/** Words that were approved, as they stand on the record. */
async function tell(world: World, number: number, status: string, text: string, service = "payments") {
  const data = {
    ...{ template: `customers-${status}`, title: "Customer notice", audience: "customers", status },
    ...{ headline: service === "payments" ? "Paying fails" : "Search is slow", text, services: [service] },
    ...{ channels: [], people: [], userGroups: [], overruled: [], isApproved: true },
  };
  await world.bot().ctx.ledger.record(number, () => [{ kind: "notice_sent", by: "person:U1", data }]);
  await world.settle();
}

async function resolve(world: World, channel = ROOM) {
  const dana = world.person("dana");
  await dana.command(channel, "/incident resolve rolled back");
  await dana.submit({ Impact: "Payments failed", ...VERIFIED });
  await world.settle();
}

describe("how it ends for customers [COMM-3]", () => {
  it("resolved inside is not told: the page keeps the last word until the notice goes, which the team is asked for", async () => {
    const { world, dana, read, raw } = await watched();
    await tell(world, 1, "identified", "Some of you cannot pay.");
    await world.pass(HOUR);
    await resolve(world);
    await world.pass(HOUR);
    const page = await read();
    expect(page).toContain("A major outage is going on");
    expect(page).toContain("Paying fails Identified");
    expect(page).not.toContain("Resolved");
    expect(dana.finds(ROOM, "may want to know how it ended").buttons).toContain("Write: Customer notice: resolved");
    expect(
      dana
        .dm()
        .map(({ plain }) => plain)
        .join("\n"),
    ).toContain("It is over, and customers have not been told so.");
    await tell(world, 1, "resolved", "Paying works again.");
    const after = await read();
    expect(after).toContain("All systems operational");
    expect(after).toContain("Paying fails Resolved 12 Mar 2026, 14:00 to 12 Mar 2026, 16:0");
    // It did harm until it was resolved, not until somebody said so.
    expect((await raw()).body).toContain('title="Thursday, 12 Mar 2026: 1 h down"');
    expect(await world.verify()).toEqual([]);
  });

  it("closed without such a notice it is shown as over, with its times and no words of ours", async () => {
    const { world, dana, kim, read, raw } = await watched();
    await tell(world, 1, "identified", "Some of you cannot pay.");
    await dana.command(ROOM, "/incident severity sev4");
    await world.pass(HOUR);
    await resolve(world);
    expect(await read()).toContain("Paying fails Identified");
    await kim.command(ROOM, "/incident close");
    await world.settle();
    expect((await world.bot().ctx.ledger.incident(1)).facts.isClosed).toBe(true);
    const page = await read();
    expect(page).toContain("All systems operational");
    expect(page).toContain("Paying fails Ended 12 Mar 2026, 14:00 to 12 Mar 2026, 15:00");
    expect(page).not.toContain("Resolved");
    const { incidents } = JSON.parse((await raw("/status/api/v2/incidents.json")).body);
    expect(incidents[0]).toMatchObject({ status: "resolved", incident_updates: [{ status: "identified" }] });
    expect((await raw("/status/feed.atom")).body).not.toContain("Resolved");
  });

  it("taken back as declared by mistake it is over at once, and was no outage", async () => {
    const { world, dana, read, raw } = await watched();
    await tell(world, 1, "identified", "Some of you cannot pay.");
    await world.pass(HOUR);
    await asks(world, dana, "/incident cancel it was the test system");
    await world.pass(HOUR);
    const page = await read();
    expect(page).toContain("All systems operational");
    expect(page).toContain("Paying fails Ended 12 Mar 2026, 14:00 to 12 Mar 2026, 15:0");
    expect((await raw()).body).not.toContain("h down");
  });
});

/** Kim's "Carts are empty", of which customers know, is merged into Dana's. */
async function merged() {
  const parts = await watched();
  const { world, kim, dana } = parts;
  await kim.command("general", "/incident declare sev2 Carts are empty");
  await world.settle();
  await tell(world, 2, "investigating", "Search is slow for some of you.", "search");
  const address = addressIn((await parts.raw()).body);
  await world.pass(MINUTE);
  await asks(world, dana, "/incident merge #2");
  await world.pass(MINUTE);
  return { ...parts, address };
}

const addressIn = (body: string): string => /href="(\/status\/incidents\/[\w-]+)"/.exec(body)?.[1] ?? "";
const countOf = (text: string, words: string): number => text.split(words).length - 1;

describe("what customers know of an incident that is merged [INC-6] [COMM-3]", () => {
  it("goes on with its survivor: the page stays as it is, and the survivor's notices stand below the same headline", async () => {
    const { world, dana, read, raw, address } = await merged();
    const page = await read();
    expect(page).toContain("Search Major outage");
    expect(page).toContain("Search is slow Investigating");
    expect(page).not.toContain("Resolved");
    await tell(world, 1, "identified", "One database is down.");
    const both = await read();
    expect(both.indexOf("One database is down.")).toBeLessThan(both.indexOf("Search is slow for some of you."));
    expect(countOf(both, "Search is slow for some of you.")).toBe(1);
    expect((await raw(address)).status).toBe(200);
    const { items } = JSON.parse((await raw("/status/feed.json")).body);
    expect(items.map(({ id }: { id: string }) => id).at(-1)).toContain(address);
    await resolve(world);
    expect(await read()).toContain("Paying fails Identified");
    expect(dana.finds(ROOM, "may want to know how it ended").buttons).toContain("Write: Customer notice: resolved");
    await tell(world, 1, "resolved", "All works again.");
    const after = await read();
    expect(after).toContain("All systems operational");
    expect(after).toContain("Payments, Search");
    const { incidents } = JSON.parse((await raw("/status/api/v2/incidents.json")).body);
    expect(incidents).toHaveLength(1);
    expect(incidents[0].incident_updates.map(({ status }: { status: string }) => status)).toEqual([
      ...["resolved", "identified", "investigating"],
    ]);
    expect(await world.verify()).toEqual([]);
  });

  it("is told its end by the survivor alone, though that never said a word before", async () => {
    const { world, dana, read } = await merged();
    await resolve(world);
    await world.pass(HOUR);
    expect(await read()).toContain("Search is slow Investigating");
    expect(dana.finds(ROOM, "may want to know how it ended").buttons).toContain("Write: Customer notice: resolved");
    expect(
      dana
        .dm()
        .map(({ plain }) => plain)
        .join("\n"),
    ).toContain("It is over, and customers have not been told so.");
    expect(await asks(world, world.person("kim"), "/incident #2 notify customers", "incidents")).toContain(
      "It was merged into #1 and goes on there",
    );
    expect(await world.verify()).toEqual([]);
  });

  it("a part that was over before does not end what goes on", async () => {
    const parts = await watched();
    const { world, kim, dana, read } = parts;
    await tell(world, 1, "investigating", "Some of you cannot pay.");
    await kim.command("general", "/incident declare sev2 Carts are empty");
    await world.settle();
    await tell(world, 2, "investigating", "Search is slow.", "search");
    await world.pass(MINUTE);
    await tell(world, 2, "resolved", "Search is fast.", "search");
    await asks(world, dana, "/incident merge #2");
    await world.pass(MINUTE);
    const page = await read();
    expect(page).toContain("A major outage is going on");
    expect((await world.bot().ctx.ledger.incident(1)).notices.customers?.status).toBe("investigating");
  });

  it("stands by itself again when the merging is taken back", async () => {
    const { world, dana, read, raw, address } = await merged();
    await tell(world, 1, "identified", "One database is down.");
    await dana.click(dana.finds(ROOM, "was merged into this incident"), "Undo the merge");
    await world.settle();
    await world.pass(MINUTE);
    const own = await read(address);
    expect(own).toContain("Search is slow for some of you.");
    expect(own).not.toContain("One database is down.");
    const { incidents } = JSON.parse((await raw("/status/api/v2/incidents/unresolved.json")).body);
    expect(incidents.map(({ name }: { name: string }) => name).sort()).toEqual(["Paying fails", "Search is slow"]);
    await tell(world, 1, "resolved", "All works again.");
    expect(await read()).toContain("Search is slow Investigating");
    expect((await world.bot().ctx.ledger.incident(2)).notices.customers?.status).toBe("investigating");
    expect(await world.verify()).toEqual([]);
  });

  it("and by itself again the survivor owes those customers nothing", async () => {
    const { world, dana } = await merged();
    await dana.click(dana.finds(ROOM, "was merged into this incident"), "Undo the merge");
    await world.settle();
    expect((await world.bot().ctx.ledger.incident(1)).notices.customers).toBeUndefined();
  });
});
