import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { acmePolicy } from "../../../src/cli/demo/acme.ts";
import { type Demo, openDemo } from "../../../src/cli/demo/watching.ts";
import { loadPolicy } from "../../../src/config/index.ts";
import { backupsIn } from "../../../src/db/backup-names.ts";
import { until } from "../../../src/sandbox/person/until.ts";
import { temporaryFolder } from "../../support/temporary-store.ts";
import { startWorld } from "../../support/world.ts";

const HOUR = 3_600_000;

let demo: Demo | undefined;
afterEach(async () => {
  await demo?.close();
  demo = undefined;
});

async function played(name: string): Promise<Demo> {
  demo = await openDemo({ scenario: name, out: temporaryFolder(), speed: 600 });
  const { director } = demo;
  director.play(name);
  director.skip(3 * 3_600_000);
  await until(() => director.look().state === "idle", 25_000);
  expect(director.look().problem).toBeUndefined();
  return demo;
}

describe("the demo's company [TRY-1]", () => {
  it("keeps its record as a real one is kept: backed up every hour, so that its admin finds nothing wrong [OPS-4]", async () => {
    const out = temporaryFolder();
    const dir = join(out, "demo-backups");
    demo = await openDemo({ scenario: "checkout-outage", out });
    const { sandbox, director } = demo;
    const dana = sandbox.person("dana");
    const seen = () => dana.home().plain.split("*How Sitrep is doing*")[1]?.trim() ?? "";
    await dana.openHome();
    await until(() => seen().toLowerCase().includes("checked at"), 10_000);
    expect(seen()).toMatch(/^All is well, checked at/);
    const before = seen();
    const [first] = backupsIn(dir);
    director.skip(2.5 * HOUR);
    await until(() => (backupsIn(dir)[0]?.at ?? 0) >= (first?.at ?? 0) + HOUR, 20_000);
    await dana.openHome();
    await until(() => seen() !== before && !seen().includes("Checking"), 10_000);
    expect(seen()).toMatch(/^All is well, checked at/);
  });

  it("names its people by handle, which a real configuration may not", async () => {
    const { sandbox } = await startWorld();
    const [shop] = acmePolicy(sandbox).rotations;
    expect(shop).toMatchObject({ people: [sandbox.person("sam").id, sandbox.person("alex").id] });
    expect(() => loadPolicy("src/content/demo")).toThrow(/rotations\.yml:\d+.*"@sam"|rotations\.yml/);
  });

  it("shows a ladder that climbs, an approval, and customers who are told what was approved [ESC-2] [AUTH-1] [COMM-2]", async () => {
    const { sandbox, statusPage, director } = await played("checkout-outage");
    const [incident] = [
      sandbox
        .person("dana")
        .channels()
        .find((name) => name.startsWith("inc-1")) ?? "",
    ];
    const alex = sandbox.person("alex");
    expect(alex.dm().some(({ plain }) => /Acknowledged by Alex L .*paged as Secondary on call/s.test(plain))).toBe(
      true,
    );
    const room = sandbox.person("dana").sees(incident);
    expect(room.filter(({ plain }) => plain.includes("Approved* by"))).toHaveLength(3);
    const news = sandbox.person("gus").sees("customer-news");
    expect(news.map(({ plain }) => plain.split("\n")[0])).toEqual(["*Problems with paying*", "*You can pay again*"]);
    const page = await (await fetch(statusPage)).text();
    expect(page).toContain("You can pay again");
    expect(page).not.toContain("pool");
    expect(director.look().app).toBe("running");
  });

  it("hands a shift over in the middle of an incident [ESC-6]", async () => {
    const { sandbox } = await played("slow-database");
    const told = sandbox
      .person("dana")
      .dm()
      .map(({ plain }) => plain);
    expect(told.some((text) => text.includes("Handoff of Data") && text.includes("Order search is slow"))).toBe(true);
  });
});
