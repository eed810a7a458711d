import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { HOUSE, type NewEntry } from "../../../src/core/ledger/index.ts";
import { sitrep } from "../../support/command-line.ts";
import { filledDatabase, opened, productLedger, said } from "../../support/filled.ts";
import { ROOM, staffed } from "../../support/staffed.ts";
import { temporaryFolder, temporaryStore } from "../../support/temporary-store.ts";
import { MINUTE } from "../../support/world.ts";

const lines = (path: string): Record<string, unknown>[] =>
  readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

const sha256 = (text: string) => createHash("sha256").update(text).digest("base64url");

describe("sitrep export [OPS-10]", () => {
  it("writes every entry so that a stranger can check the chain by what the README says [TL-9]", async () => {
    const databasePath = await filledDatabase(2, 1_200);
    const out = join(temporaryFolder(), "out");
    const run = await sitrep(["export", "--out", out], { DATABASE_PATH: databasePath, CONFIG_DIR: "" });
    expect(run).toMatchObject({ code: 0, output: expect.stringContaining("2 incidents and 2,402 entries") });
    const entries = lines(join(out, "entries.jsonl"));
    expect(entries).toHaveLength(2_402);
    const last = new Map<unknown, unknown>();
    for (const entry of entries) {
      const { incidentId, seq, kind, key, about, at, recordedAt, by, data, dataHash, hash } = entry;
      const before = last.get(incidentId) ?? "";
      expect(sha256(String(data))).toBe(dataHash);
      expect(sha256(JSON.stringify([before, incidentId, seq, kind, key, about, at, recordedAt, by, dataHash]))).toBe(
        hash,
      );
      last.set(incidentId, hash);
    }
    expect(lines(join(out, "incidents.jsonl")).map(({ id, lastHash }) => [id, lastHash])).toEqual([...last]);
  });

  it("writes timelines and post-mortems for people, with names and addresses", async () => {
    const world = await staffed("sev2");
    const dana = world.person("dana");
    await world.pass(MINUTE);
    await world.person("sam").say(ROOM, "the pool is exhausted");
    await world.settle();
    await dana.command(ROOM, "/incident resolve rolled back");
    await dana.submit({ Impact: "340 carts", "Service restored": true, "Metrics normal": true, "Users confirm": true });
    await world.pass(MINUTE);
    const { databasePath } = world.bot().ctx.config;
    const out = join(temporaryFolder(), "out");
    // Beside the running bot.
    expect(await sitrep(["export", "--out", out], { DATABASE_PATH: databasePath, CONFIG_DIR: "" })).toMatchObject({
      code: 0,
    });
    const folder = join(out, "incidents", "0001-checkout-errors");
    expect(readdirSync(folder).sort()).toEqual(["postmortem.md", "timeline.md"]);
    const timeline = readFileSync(join(folder, "timeline.md"), "utf8");
    expect(timeline).toContain("Sam: the pool is exhausted");
    const postmortem = readFileSync(join(folder, "postmortem.md"), "utf8");
    expect(postmortem).toContain("340 carts");
    expect(postmortem).toMatch(/\(https?:\/\/[^)]+\/archives\/C/);
    expect(statSync(join(out, "entries.jsonl")).mode & 0o777).toBe(0o600);
  });

  it("writes what was said around shifts too, but not where private incidents are left out", async () => {
    const databasePath = await filledDatabase(1, 1);
    const store = temporaryStore(databasePath);
    const data = { rotation: "payments", level: "primary", userId: "U5", from: 0, to: 9, why: "fever", source: "set" };
    const set: NewEntry = { kind: "override_set", by: "person:U5", key: "override/1", data: { id: "1", ...data } };
    await productLedger(store).record(HOUSE, () => [set]);
    await store.close();
    const folders = [["--out"], ["--without-private", "--out"]].map((words) => [
      ...words,
      join(temporaryFolder(), "out"),
    ]);
    for (const words of folders) {
      await sitrep(["export", ...words], { DATABASE_PATH: databasePath, CONFIG_DIR: "" });
    }
    const [whole = [], open = []] = folders.map((words) => lines(join(words.at(-1) ?? "", "entries.jsonl")));
    expect(whole.filter(({ incidentId }) => incidentId === HOUSE).map(({ kind }) => kind)).toEqual(["override_set"]);
    expect(open.filter(({ incidentId }) => incidentId === HOUSE)).toEqual([]);
  });

  it("leaves private incidents out when asked, also their words", async () => {
    const databasePath = await filledDatabase(1, 1);
    const store = temporaryStore(databasePath);
    const ledger = productLedger(store);
    await ledger.open(opened("Stolen laptop", true));
    await ledger.record(2, said("U5", "it was in the car", 9));
    await store.close();
    const out = join(temporaryFolder(), "out");
    const env = { DATABASE_PATH: databasePath, CONFIG_DIR: "" };
    const run = await sitrep(["export", "--out", out, "--without-private"], env);
    expect(run.output).toContain("1 private incident left out");
    const all = readdirSync(out, { recursive: true, encoding: "utf8" })
      .filter((name) => statSync(join(out, name)).isFile())
      .map((name) => name + readFileSync(join(out, name), "utf8"))
      .join("\n");
    expect(all).toContain("Checkout errors 1");
    expect(all).not.toMatch(/Stolen|stolen|in the car/);
  });

  it("does not mix with what is there, and asks where to [OPS-5]", async () => {
    const databasePath = await filledDatabase(1, 1);
    const env = { DATABASE_PATH: databasePath, CONFIG_DIR: "" };
    expect((await sitrep(["export"], env)).output).toContain("Where to?");
    expect((await sitrep(["export", "--out", join(databasePath, "..")], env)).output).toContain("is not empty");
  });
});
