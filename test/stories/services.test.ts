import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../src/config/index.ts";
import type { Person } from "../../src/sandbox/index.ts";
import { service } from "../core/services/catalog.ts";
import { shop } from "../support/catalog.ts";
import { announcement, asks, card, declare, incidentNow, ROOM } from "../support/telling.ts";
import { MINUTE, startWorld } from "../support/world.ts";

const HITS = "Hits Checkout; 3 services depend on it (1 of tier 0, 1 of tier 1)";

const inRoom = (dana: Person, names: readonly string[], room = ROOM) => {
  const members = dana.members(room);
  return names.filter((name) => members.includes(name));
};

/** Owners of the checkout, and who is on call for it. */
const TEAM = ["lee", "kim", "priya"];

describe("an incident of a service that the catalog knows", () => {
  it("lets in its owners and whoever is on call for it, and tells how far it reaches [INC-2] [SVC-2]", async () => {
    const world = await startWorld({ policy: shop });
    const dana = await declare(world, "sev2 Checkout errors");
    await world.pass(MINUTE);
    expect(inRoom(dana, [...TEAM, "sam"])).toEqual(TEAM);
    expect(announcement(dana).plain).toContain(HITS);
    expect(card(dana).plain).toContain("*Services*: Checkout; 3 services depend on it (1 of tier 0, 1 of tier 1)");
    expect(dana.bookmarks(ROOM).map(({ link }) => link)).toContain("https://runbooks.example/drain");
    expect((await incidentNow(world)).facts.services).toEqual(["checkout"]);
    expect(await world.verify()).toEqual([]);
  });

  it("is told anew when its services change, and calls those who were added [SVC-2] [INC-3]", async () => {
    const world = await startWorld({ policy: shop });
    const dana = await declare(world, "sev2 Login errors");
    const room = "inc-1-login-errors";
    expect(announcement(dana).plain).not.toContain("Hits");
    await asks(world, dana, "/incident edit services basket", room);
    await world.pass(MINUTE);
    expect(announcement(dana).plain).toContain(HITS);
    expect(inRoom(dana, TEAM, room)).toEqual(TEAM);
    await asks(world, dana, "/incident edit services reports", room);
    expect(announcement(dana).plain).toContain("Hits Reports; nothing else depends on it");
    expect(await world.verify()).toEqual([]);
  });

  it.each(["--private", "--drill"])(
    "lets in no owner by its file when it is declared %s [INC-4] [DRILL-1]",
    async (flag) => {
      const world = await startWorld({ policy: shop });
      const dana = await declare(world, `sev2 Checkout errors ${flag}`);
      await world.pass(MINUTE);
      expect(inRoom(dana, ["lee", "kim"])).toEqual([]);
    },
  );
});

describe("the field for services", () => {
  it("offers the catalog, in declaring and in editing [SVC-1]", async () => {
    const world = await startWorld({ policy: shop });
    const dana = world.person("dana");
    await dana.command("general", "/incident");
    await dana.submit({ Title: "Orders fail", Severity: "sev3", Services: ["Web shop", "Ledger"] });
    await world.settle();
    expect((await incidentNow(world)).facts.services).toEqual(["web", "ledger"]);
    await dana.command("inc-1-orders-fail", "/incident edit");
    await dana.submit({ Services: ["Reports"] });
    await world.settle();
    expect((await incidentNow(world)).facts.services).toEqual(["reports"]);
  });

  it("asks as one types where the catalog is longer than a list may be [SVC-1]", async () => {
    const services = Array.from({ length: 130 }, (_, n) => service({ id: `svc-${n}`, name: `Service ${n}`, tier: 3 }));
    const world = await startWorld({ policy: { ...shippedPolicy(), services } });
    const dana = world.person("dana");
    await dana.command("general", "/incident");
    const { options } = await dana.suggestions("modal", "Services", "service 12");
    expect(options.slice(0, 2)).toEqual(["Service 12", "Service 120"]);
    expect((await dana.suggestions("modal", "Services", "")).options).toHaveLength(100);
    await dana.submit({ Title: "Orders fail", Severity: "sev3", Services: ["Service 129"] });
    await world.settle();
    expect((await incidentNow(world)).facts.services).toEqual(["svc-129"]);
    await dana.command("inc-1-orders-fail", "/incident edit");
    await dana.submit({ Title: "Orders fail again" });
    await world.settle();
    expect((await incidentNow(world)).facts.services).toEqual(["svc-129"]);
  });

  it("is typed where there is no catalog [SVC-1]", async () => {
    const world = await startWorld();
    const dana = world.person("dana");
    await dana.command("general", "/incident");
    await dana.submit({ Title: "Orders fail", Severity: "sev3", Services: "checkout, coffee" });
    await world.settle();
    expect((await incidentNow(world)).facts.services).toEqual(["checkout", "coffee"]);
  });
});

describe("a service that the catalog does not have", () => {
  it("opens the form with everything else that was typed, and the nearest names [SVC-1] [OPS-5]", async () => {
    const world = await startWorld({ policy: shop });
    const dana = world.person("dana");
    await dana.command("general", "/incident declare sev2 Orders fail --service chekout --service ledger");
    await world.settle();
    expect(dana.modal().plain).toContain("There is no service “chekout” in the catalog. Did you mean Checkout?");
    await dana.submit();
    await world.settle();
    const { facts } = await incidentNow(world);
    expect(facts).toMatchObject({ title: "Orders fail", severity: "sev2", services: ["ledger"] });
  });

  it("is answered with what was typed, to be sent again [SVC-1] [OPS-5]", async () => {
    const world = await startWorld({ policy: shop });
    const dana = await declare(world);
    const answer = await asks(world, dana, "/incident edit services ledger, chekout");
    expect(answer).toContain("Did you mean Checkout?");
    expect(answer).toContain("/incident edit services ledger, chekout");
    expect((await incidentNow(world)).facts.services).toEqual(["checkout"]);
    expect(await asks(world, dana, "/incident subscribe service lodger", "general")).toContain("Did you mean Ledger?");
  });
});

describe("/incident service", () => {
  it("lists the catalog by tiers with what is open [SVC-1]", async () => {
    const world = await startWorld({ policy: shop });
    const dana = await declare(world);
    const list = await asks(world, dana, "/incident service", "general");
    expect(list).toContain("Tier 0, foundation");
    expect(list).toMatch(/Checkout · .*1 open/);
  });

  it("tells everything of one, private incidents only to those in them [SVC-1] [SVC-2] [INC-4]", async () => {
    const world = await startWorld({ policy: shop });
    const dana = await declare(world, "sev2 Checkout errors --private");
    const told = await asks(world, dana, "/incident service basket", "general");
    for (const words of [
      "*Checkout* · tier 2 (feature)",
      "Takes the order.",
      "@Lee",
      "*On call now:* @Priya",
      "(Shop on call)",
      "*Needs:* Ledger",
      HITS,
      "*Reached then:* Mobile app, Web shop, Reports",
      "SEV-2 #1 Checkout errors",
      "Drain a node",
      "99.95 % of requests a month",
    ]) {
      expect(told).toContain(words);
    }
    expect(await asks(world, world.person("sam"), "/incident service basket", "general")).toContain(
      "*Open incidents:* none",
    );
  });

  it("tells how to begin where there is no catalog [SVC-1]", async () => {
    const world = await startWorld();
    const answer = await asks(world, world.person("dana"), "/incident service", "general");
    expect(answer).toContain("services.yml");
    expect(answer).toContain("dependsOn: [payments]");
  });
});

describe("a subscription to a service", () => {
  it("holds by whatever name it was asked for [UPD-4]", async () => {
    const world = await startWorld({ policy: shop });
    const sam = world.person("sam");
    expect(await asks(world, sam, "/incident subscribe basket", "general")).toContain("every update of Checkout");
    const dana = await declare(world);
    await asks(world, dana, "/incident update Half of the orders fail");
    await world.pass(MINUTE);
    expect(
      sam
        .dm()
        .map(({ plain }) => plain)
        .join("\n"),
    ).toContain("Half of the orders fail");
    expect(await asks(world, sam, "/incident subscribe list", "general")).toContain("incidents of Checkout");
    expect(await asks(world, sam, "/incident unsubscribe checkout", "general")).toContain("no longer get");
    expect(await asks(world, sam, "/incident subscribe list", "general")).toContain("subscribed to nothing");
  });
});
