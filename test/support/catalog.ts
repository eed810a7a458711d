import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadPolicy, type Policy } from "../../src/config/index.ts";
import type { Sandbox } from "../../src/sandbox/index.ts";

/** The policy of a folder with these files. */
export function policyOfFiles(files: Readonly<Record<string, string>>): Policy {
  const directory = mkdtempSync(join(tmpdir(), "sitrep-config-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  return loadPolicy(directory);
}

/** A shop: Lee and a user group of Kim own the checkout, Priya is on call for it; the ledger stands below. */
export function shop(sandbox: Sandbox): Policy {
  const id = (name: string) => sandbox.person(name).id;
  const group = sandbox.workspace.userGroups.create({ name: "Shop", handle: "shop", users: [id("kim")] });
  return policyOfFiles({
    "services.yml": `
checkout:
  name: Checkout
  tier: 2
  aliases: [basket]
  description: Takes the order.
  owners: { people: [${id("lee")}], userGroups: [${group.id}] }
  dependsOn: [ledger]
  channel: "#team-shop"
  rotation: shop
  runbooks: [{ title: Drain a node, url: "https://runbooks.example/drain" }]
  objectives: ["99.95 % of requests a month"]
mobile: { name: Mobile app, tier: 0, dependsOn: [checkout] }
web: { name: Web shop, tier: 1, dependsOn: [checkout] }
reports: { name: Reports, tier: 3, dependsOn: [web] }
ledger: { name: Ledger, tier: 0 }
`,
    "rotations.yml": `
shop:
  name: Shop on call
  kind: weekly
  timeZone: UTC
  people: [${id("priya")}]
  startsOn: "2026-01-05"
  handoverAt: "09:00"
`,
  });
}
