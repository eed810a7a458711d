import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { asks, declare, ROOM } from "../support/telling.ts";
import { temporaryFolder } from "../support/temporary-store.ts";
import { MINUTE, startWorld } from "../support/world.ts";

const SOON = 10_000;

const rotation = (userId: string) =>
  `shop:\n  name: Shop\n  kind: weekly\n  timeZone: UTC\n  people: [${userId}]\n  startsOn: "2026-01-05"\n  handoverAt: "09:00"\n`;

describe("a change of the configuration while incidents are open [OPS-8]", () => {
  it("re-times what is due, without a restart", async () => {
    const configDir = temporaryFolder();
    const world = await startWorld({ configDir });
    await declare(world, "sev1 Checkout errors");
    const { store } = world.bot();
    const due = async () => (await store.timersOf(1)).find(({ key }) => key.includes("update"))?.dueAt ?? 0;
    const before = await due();
    writeFileSync(join(configDir, "policy.yml"), "severities:\n  sev1: { updateEvery: 40 min }\n");
    await world.pass(SOON);
    expect((await due()) - before).toBe(25 * MINUTE);
    expect(await world.verify()).toEqual([]);
  });

  it("shows in the next form, and not before it is sound", async () => {
    const configDir = temporaryFolder();
    const world = await startWorld({ configDir });
    const dana = await declare(world, "sev2 Checkout errors");
    writeFileSync(join(configDir, "services.yml"), "checkout: { name: Checkout, tier: 9 }\n");
    await world.pass(SOON);
    expect(await asks(world, dana, "/incident service")).toContain("There is no catalog of services yet");
    writeFileSync(join(configDir, "services.yml"), "checkout: { name: Checkout, tier: 0 }\n");
    await world.pass(SOON);
    expect(await asks(world, dana, "/incident service")).toContain("Checkout");
    await asks(world, dana, "/incident edit services checkout", ROOM);
    expect(await asks(world, dana, "/incident")).toContain("SEV-2");
  });

  it("that is refused leaves services, rotations and templates as they were", async () => {
    const configDir = temporaryFolder();
    mkdirSync(join(configDir, "templates"));
    const write = (name: string, text: string) => writeFileSync(join(configDir, name), text);
    const world = await startWorld({ configDir });
    const dana = await declare(world, "sev2 Checkout errors");
    const template = "---\ntitle: Board\naudience: internal\napproval: no\n---\nWhat we know so far.\n";
    write("services.yml", "checkout: { name: Checkout, tier: 1, rotation: shop }\n");
    write("rotations.yml", rotation(world.person("sam").id));
    write("templates/board.md", template);
    await world.pass(SOON);
    const told = async () => {
      await asks(world, dana, "/incident notify board");
      const form = dana.modal().plain;
      await dana.closeModal();
      return [await asks(world, dana, "/incident service checkout"), await asks(world, dana, "/incident oncall"), form];
    };
    const before = await told();
    expect(before).toEqual([
      expect.stringContaining("*Checkout*"),
      expect.stringContaining("On call: @Sam"),
      expect.stringContaining("What we know so far."),
    ]);
    write("policy.yml", "undoWithin: soon\n");
    await world.pass(SOON);
    expect(world.bot().ctx.policy().services).toHaveLength(1);
    expect(await told()).toEqual(before);
    write("services.yml", "checkout: { name: Cash desk, tier: 9 }\n");
    write("rotations.yml", rotation(world.person("kim").id));
    write("templates/board.md", "No front matter.\n");
    await world.pass(SOON);
    expect(await told()).toEqual(before);
    await declare(world, "sev3 Checkout is slow");
    expect((await world.bot().ctx.ledger.incident(2)).facts.services).toEqual(["checkout"]);
  });

  it("holds for whom the policy lets do what, from the next click on [OPS-6]", async () => {
    const configDir = temporaryFolder();
    const world = await startWorld({ configDir });
    const dana = await declare(world, "sev2 Checkout errors");
    const lead = `entitlements:\n  lead: { people: [${world.person("lee").id}] }\n`;
    writeFileSync(join(configDir, "policy.yml"), lead);
    await world.pass(SOON);
    expect(await asks(world, dana, "/incident severity sev1")).toMatch(/Lee|may/);
    expect((await world.bot().ctx.ledger.incident(1)).facts.severity).toBe("sev2");
  });
});
