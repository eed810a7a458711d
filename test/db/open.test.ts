import { closeSync, mkdirSync, openSync, statSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { openForReading } from "../../src/db/open.ts";
import { openStore, storeOn } from "../../src/db/store.ts";
import { ConfigError } from "../../src/lib/errors.ts";
import { filledDatabase, opened, productLedger, said } from "../support/filled.ts";
import { temporaryFolder, temporaryStore } from "../support/temporary-store.ts";

const path = () => join(temporaryFolder(), "sitrep.db");

const refusal = (file: string): string => {
  try {
    openStore(file);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error("the file was opened");
};

describe("opening the database", () => {
  it("makes the folder and the file, durable through a power failure [OPS-2]", async () => {
    const file = join(temporaryFolder(), "deep", "down", "sitrep.db");
    const store = openStore(file);
    expect(await store.lastNumber()).toBe(0);
    await store.close();
    const reopened = new Database(file);
    expect(reopened.pragma("journal_mode", { simple: true })).toBe("wal");
    reopened.close();
  });

  it("refuses a file that another Sitrep holds, and says who", async () => {
    const file = path();
    const store = openStore(file);
    expect(refusal(file)).toContain(`is in use by process ${process.pid}`);
    await store.close();
    await openStore(file).close();
  });

  it("refuses a file that is no database, and says what to do [OPS-5]", () => {
    const file = path();
    writeFileSync(file, "this is a shopping list, not a database, and a rather long one at that".repeat(50));
    expect(refusal(file)).toMatch(/is damaged .* Move it away/);
  });

  it("refuses a damaged page instead of finding it later", async () => {
    const file = path();
    await openStore(file).close();
    const raw = new Database(file);
    raw.exec(
      "CREATE TABLE ballast (x); INSERT INTO ballast SELECT hex(randomblob(500)) FROM json_each('[1,2,3,4,5,6,7,8,9]')",
    );
    raw.pragma("wal_checkpoint(TRUNCATE)");
    const pageSize = Number(raw.pragma("page_size", { simple: true }));
    const pages = Number(raw.pragma("page_count", { simple: true }));
    raw.close();
    const handle = openSync(file, "r+");
    writeSync(handle, Buffer.alloc(pageSize, 0xff), 0, pageSize, (pages - 1) * pageSize);
    closeSync(handle);
    expect(refusal(file)).toMatch(/is damaged/);
  });

  it("refuses a file that a newer program wrote", async () => {
    const file = path();
    await openStore(file).close();
    const raw = new Database(file);
    raw.prepare("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', ?)").run(Date.UTC(2199, 0, 1));
    raw.close();
    expect(refusal(file)).toContain("was written by a newer Sitrep");
  });

  it("does not make another program's database its own [OPS-5]", () => {
    const file = path();
    const raw = new Database(file);
    raw.exec("CREATE TABLE cats (name)");
    raw.close();
    expect(refusal(file)).toContain("holds no record of Sitrep");
  });

  it("reads beside a running bot as it was at one moment [OPS-4]", async () => {
    const file = await filledDatabase(1, 1);
    const reader = storeOn(openForReading(file));
    expect(await reader.entriesOf(1)).toHaveLength(2);
    const writer = temporaryStore(file);
    await productLedger(writer).record(1, said("U2", "meanwhile", 9));
    expect(await reader.entriesOf(1)).toHaveLength(2);
    expect((await reader.incident(1))?.version).toBe(2);
    await reader.close();
  });

  it("keeps the record from other users of the machine, its log and the folder too [OPS-6]", async () => {
    const file = join(temporaryFolder(), "deep", "sitrep.db");
    const store = openStore(file);
    await productLedger(store).open(opened("Secret"));
    for (const part of ["", "-wal", "-shm"]) expect(rightsOf(file + part)).toBe(0o600);
    expect(rightsOf(dirname(file))).toBe(0o700);
    await store.close();
  });

  it("says what the system says of a place that cannot be written, and does not blame another process [OPS-5]", () => {
    const file = path();
    writeFileSync(file, "");
    expect(refusal(join(file, "sitrep.db"))).toMatch(
      /cannot be opened: .*sitrep.db.*ENOTDIR|cannot be opened: (ENOTDIR|EEXIST)/,
    );
    const folder = temporaryFolder();
    mkdirSync(join(folder, "sitrep.db.lock"));
    const said = refusal(join(folder, "sitrep.db"));
    expect(said).toContain("cannot be opened: unable to open database file. Check DATABASE_PATH, the rights");
    expect(said).not.toContain("in use");
  });
});

const rightsOf = (file: string): number => statSync(file).mode & 0o777;
