import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { restoreFile } from "../../src/cli/backup/restore-file.ts";
import { takeBackup } from "../../src/cli/backup/take.ts";
import { forgetPerson } from "../../src/cli/forget.ts";
import { fromRow, verifyRecord } from "../../src/core/ledger/index.ts";
import { product } from "../../src/core/product.ts";
import { sitrep } from "../support/command-line.ts";
import { filledDatabase, productLedger, said } from "../support/filled.ts";
import { ROOM, staffed } from "../support/staffed.ts";
import { temporaryStore } from "../support/temporary-store.ts";
import { MINUTE } from "../support/world.ts";

const SECRET = "quetzalcoatl";

describe("sitrep forget [OPS-10]", () => {
  it("removes every word of a person from file, search and log, while the chain still holds [TL-9]", async () => {
    const databasePath = await filledDatabase(2, 5);
    const before = temporaryStore(databasePath);
    const ledger = productLedger(before);
    await ledger.record(1, said("U7", `${SECRET} was here`, 50));
    await ledger.record(2, said("U7", `and ${SECRET} again`, 51));
    expect(await before.searchEntries(SECRET, undefined, 9)).toHaveLength(2);
    await before.close();

    const env = { DATABASE_PATH: databasePath, BACKUP_DIR: join(dirname(databasePath), "backups"), CONFIG_DIR: "" };
    const asked = await sitrep(["forget", "@U7"], env);
    expect(asked.output).toMatch(/words of U7 in 2 entries of #1, #2: messages, .*\nNothing was changed\./);
    expect(holds(databasePath, SECRET)).toBe(true);

    const done = await sitrep(["forget", "U7", "--yes"], env);
    expect(done).toMatchObject({ code: 0, output: expect.stringContaining("2 entries by U7 in 2 incidents") });
    expect(done.output).toContain("What they did stays too, with what they wrote on it: titles, updates");
    expect(holds(databasePath, SECRET)).toBe(false);
    const after = temporaryStore(databasePath);
    expect(await verifyRecord(after, product)).toEqual([]);
    expect(await after.searchEntries(SECRET, undefined, 9)).toEqual([]);
    expect(await after.searchEntries("exhausted", undefined, 99)).toHaveLength(10);
    const told = (await after.entriesOf(1)).map(fromRow).map((entry) => product.tell(entry)?.text);
    expect(told).toContain("@{U7}: (text removed)");
    expect(told).toContain("The words of one message of @{U7} were removed on request");
    await after.close();
    expect((await sitrep(["forget", "U7"], env)).output).toBe("The record has no words of U7.\n");
    const { path } = await takeBackup({ databasePath, dir: env.BACKUP_DIR, at: Date.UTC(2026, 2, 12) });
    expect(holds(path, SECRET)).toBe(false);
  });

  it("takes edits, notes and shared files with it, and does not learn them again from Slack [TL-6]", async () => {
    const world = await staffed("sev2");
    const [sam, kim] = [world.person("sam"), world.person("kim")];
    await world.pass(MINUTE);
    const first = await sam.say(ROOM, `${SECRET} one`);
    await world.pass(MINUTE);
    await sam.edit(first, `${SECRET} two`);
    await sam.command(ROOM, `/incident note ${SECRET} three`);
    await sam.upload(ROOM, { name: `${SECRET}.png`, content: "png", text: `${SECRET} four` });
    await kim.say(ROOM, "mine stays", { thread: first });
    await kim.react(first, "bulb");
    await world.settle();
    const { store, ledger } = world.bot().ctx;
    const words = async () => JSON.stringify((await store.entriesOf(1)).map(({ data }) => data));
    expect((await words()).split(SECRET).length).toBeGreaterThan(4);

    const { words: count } = await forgetPerson(store, ledger, sam.id);
    expect(count).toBe(4);
    await world.settle();
    expect(await words()).not.toContain(SECRET);
    expect(await words()).toContain("mine stays");
    await world.stopBot();
    await world.pass(30 * MINUTE);
    await world.startBot();
    await world.pass(MINUTE);
    const again = (await world.bot().store.entriesOf(1)).map(({ data }) => data);
    expect(JSON.stringify(again)).not.toContain(SECRET);
    expect(await world.verify()).toEqual([]);
  });

  it("names the copies that still have the words, those that a restore kept too", async () => {
    const databasePath = await filledDatabase(1, 1);
    const dir = join(dirname(databasePath), "backups");
    const { path: from } = await takeBackup({ databasePath, dir, at: Date.UTC(2026, 2, 12) });
    const { kept = "" } = await restoreFile({ from, databasePath, at: Date.UTC(2026, 2, 13) });
    const { output } = await sitrep(["forget", "U2", "--yes"], { DATABASE_PATH: databasePath, CONFIG_DIR: "" });
    expect(output).toContain(`earlier exports, ${kept}, and 1 backup in ${dir}.`);
  });

  it("refuses while a bot uses the file, and what is no person [OPS-5]", async () => {
    const databasePath = await filledDatabase(1, 1);
    const env = { DATABASE_PATH: databasePath, CONFIG_DIR: "" };
    expect((await sitrep(["forget"], env)).output).toContain("Whose words?");
    expect((await sitrep(["forget", "dana"], env)).output).toContain('"dana" is not a member id');
    temporaryStore(databasePath);
    expect((await sitrep(["forget", "U2", "--yes"], env)).output).toContain("is in use by process");
  });
});

const holds = (path: string, words: string): boolean =>
  ["", "-wal"].some((part) => {
    try {
      return readFileSync(path + part).includes(words);
    } catch {
      return false;
    }
  });
