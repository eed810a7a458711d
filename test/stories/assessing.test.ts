import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../src/config/index.ts";
import { shop } from "../support/catalog.ts";
import { announcement, asks, declare, incidentNow, last, ROOM, whispers } from "../support/telling.ts";
import { startWorld } from "../support/world.ts";

const SHARE = "How many users are hit?";

describe("assessing the impact [RANK-2]", () => {
  it("names a severity and why; one click sets it, and the record has all that was said", async () => {
    const world = await startWorld();
    const dana = await declare(world, "sev4 Checkout errors");
    await dana.command(ROOM, "/incident assess");
    await dana.submit({
      [SHARE]: "10 to 50 %",
      "In numbers, if you know": "1,200",
      Business: ["Paying customers are hit", "A promise to customers (SLA) is broken or about to be"],
      "Revenue lost so far (USD)": "12.5k",
    });
    await world.settle();
    const advice = dana.modal().plain;
    expect(advice).toContain("*SEV-2 major*; it stands at SEV-4");
    expect(advice).toContain("12,500 USD are lost so far");
    expect(advice).toContain("a promise to customers is broken or about to be");
    expect((await incidentNow(world)).facts.severity).toBe("sev4");

    await dana.click("modal", "Set SEV-2");
    await world.settle();
    expect(dana.modal().plain).toContain("#1 is SEV-2 now. Updates are now due every 30 min.");
    expect(announcement(dana).plain).toContain("SEV-2");
    const { facts } = await incidentNow(world);
    expect(facts.severity).toBe("sev2");
    expect(facts.assessments).toMatchObject([
      {
        users: { share: "some", count: 1_200, arePaying: true },
        business: { revenue: 12_500, isSlaBroken: true, isReputationAtRisk: false },
        advised: "sev2",
      },
    ]);
    const timeline = await asks(world, dana, "/incident timeline");
    expect(timeline).toContain("assessed the impact");
    expect(timeline).toMatch(/from SEV-4 to SEV-2: .*12,500 USD/);
    expect(await world.verify()).toEqual([]);
  });

  it("leaves the severity to the person who keeps it", async () => {
    const world = await startWorld();
    const dana = await declare(world, "sev4 Checkout errors");
    await dana.command(ROOM, "/incident assess");
    await dana.submit({ [SHARE]: "None yet", "Data: what is suspected?": ["Data may be exposed"] });
    await world.settle();
    expect(dana.modal().plain).toContain("SEV-1");
    await dana.click("modal", "Keep SEV-4");
    await world.settle();
    expect(dana.modal().plain).toContain("#1 stays SEV-4");
    expect((await incidentNow(world)).facts.severity).toBe("sev4");
  });

  it("is a level worse where the catalog says that much stands on what is hit [SVC-2]", async () => {
    const world = await startWorld({ policy: shop });
    const dana = await declare(world, "sev3 Checkout errors");
    await dana.command(ROOM, "/incident assess");
    await dana.submit({ [SHARE]: "10 to 50 %" });
    await world.settle();
    expect(dana.modal().plain).toContain("SEV-2");
    expect(dana.modal().plain).toContain("Mobile app (tier 0) is hit, which makes it one level worse");
  });

  it("is offered where one declares, and where one changes the severity", async () => {
    const world = await startWorld({ policy: shippedPolicy("p0-p4") });
    const dana = world.person("dana");
    await dana.command("general", "/incident");
    await dana.submit({ Title: "Checkout errors", Severity: "p3" });
    await world.settle();
    await dana.click("modal", "Assess impact");
    await dana.submit({ [SHARE]: "All of them" });
    await world.settle();
    await dana.click("modal", "Set P0");
    await world.settle();
    expect((await incidentNow(world)).facts.severity).toBe("p0");
    await dana.closeModal({ all: true });
    await dana.command(ROOM, "/incident severity");
    await dana.click("modal", "Not sure? Assess the impact");
    await world.settle();
    expect(dana.modal().plain).toContain(SHARE);
    await dana.closeModal({ all: true });
    await asks(world, dana, "/incident");
    await dana.click(last(whispers(dana)), "Assess impact");
    await world.settle();
    expect(dana.modal().plain).toContain(SHARE);
  });

  it("asks again for a number that is none, and loses nothing that was filled in [OPS-5]", async () => {
    const world = await startWorld();
    const dana = await declare(world);
    await dana.command(ROOM, "/incident assess");
    const { errors } = await dana.submit({ [SHARE]: "Over 50 %", "In numbers, if you know": "loads" });
    expect(errors).toEqual({
      "In numbers, if you know": "Write how many users as a number, such as 1,200 or 10k, or leave it empty.",
    });
    await dana.submit({ "In numbers, if you know": "" });
    await world.settle();
    expect((await incidentNow(world)).facts.assessments[0]?.users).toEqual({ share: "most", arePaying: false });
  });
});
