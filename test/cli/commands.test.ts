import { readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { takeBackup } from "../../src/cli/backup/take.ts";
import { commands } from "../../src/cli/commands.ts";
import { startSandbox } from "../../src/sandbox/index.ts";
import { spawnSitrep, startBotProcess } from "../support/bot-process.ts";
import { sitrep } from "../support/command-line.ts";
import { filledDatabase } from "../support/filled.ts";
import { afterTest, temporaryFolder } from "../support/temporary-store.ts";
import { MANIFEST } from "../support/world.ts";

const AT = Date.UTC(2026, 2, 12, 14, 0);

describe("the command line", () => {
  it("tells the use of every command, and of none it does not know [OPS-5]", async () => {
    const runs = [["help"], ["restore", "--help"], ["frobnicate"]].map((args) => spawnSitrep(args, {}));
    expect(await Promise.all(runs.map(({ exited }) => exited))).toEqual([0, 0, 1]);
    const [help, restore, unknown] = runs.map(({ output }) => output());
    for (const { usage } of commands) expect(help).toContain(usage);
    expect(restore).toContain("Usage: sitrep restore FILE");
    expect(unknown).toContain('does not know "frobnicate"');
  });

  it.each([
    ["verify", "backups/sitrep-2026.db"],
    ["backup", "elsewhere"],
    ["forget", "U1", "U2", "--yes"],
    ["validate", "one", "two"],
  ])(
    "does nothing when a word of `%s` has no meaning, instead of something else than was meant [OPS-5]",
    async (...args) => {
      const databasePath = await filledDatabase(1, 1);
      const run = await sitrep(args, { DATABASE_PATH: databasePath });
      expect(run).toMatchObject({
        code: 1,
        output: expect.stringMatching(/ has no meaning here, so nothing was done/),
      });
      expect(run.output).toContain(`Usage: sitrep ${args[0]}`);
      expect(readdirSync(dirname(databasePath))).not.toContain("backups");
    },
  );

  it("says of an unknown flag no more than that [OPS-5]", async () => {
    const { output } = await sitrep(["verify", "--bogus"]);
    expect(output).toBe("Unknown option '--bogus'.\nUsage: sitrep verify [--database PATH]");
  });

  it("tells a full disk or missing rights in one sentence, without a stack [OPS-5]", async () => {
    const databasePath = await filledDatabase(1, 1);
    const run = spawnSitrep(["export", "--out", databasePath], { DATABASE_PATH: databasePath });
    expect(await run.exited).toBe(1);
    expect(run.output()).toMatch(/^EEXIST: file already exists, mkdir '[^\n]*sitrep.db'\n$/);
  });

  it("takes a backup beside a running bot, which takes its own by the calendar [OPS-4]", async () => {
    const sandbox = await startSandbox({ manifest: MANIFEST });
    afterTest(() => sandbox.close());
    const folder = temporaryFolder();
    const env = { DATABASE_PATH: join(folder, "sitrep.db"), BACKUP_DIR: join(folder, "elsewhere") };
    const bot = await startBotProcess(sandbox, {
      databasePath: env.DATABASE_PATH,
      env: { BACKUP_DIR: env.BACKUP_DIR, BACKUP_SCHEDULE: "* * * * * *" },
    });
    await bot.says("backup taken and read back");
    const byHand = await sitrep(["backup", "--to", join(folder, "by-hand")], env);
    expect(byHand).toMatchObject({ code: 0, output: expect.stringContaining("0 incidents, 0 entries") });
    expect(readdirSync(join(folder, "by-hand"))).toHaveLength(1);
    expect(await sitrep(["restore", "latest"], env)).toMatchObject({
      code: 1,
      output: expect.stringMatching(/is in use by process \d+/),
    });
    expect(await bot.stop()).toBe(0);
    expect(readdirSync(env.BACKUP_DIR).filter((name) => name.endsWith(".partial"))).toEqual([]);
  });

  it("refuses to start on a damaged file and names the backup, which then restores [OPS-4]", async () => {
    const databasePath = await filledDatabase(1, 1);
    const dir = join(databasePath, "..", "backups");
    const { path } = await takeBackup({ databasePath, dir, at: AT });
    writeFileSync(databasePath, "this is no database".repeat(500));
    const env = { DATABASE_PATH: databasePath };
    const slack = {
      SLACK_BOT_TOKEN: "xoxb-1234567890",
      SLACK_APP_TOKEN: "xapp-1234567890",
      SLACK_API_URL: "http://127.0.0.1:9/",
    };
    const start = spawnSitrep(["start"], { ...env, ...slack });
    expect(await start.exited).toBe(1);
    expect(start.output()).toContain(`npx sitrep restore ${path}`);
    const restore = await sitrep(["restore", path], { ...env, ...slack });
    expect(restore.output).toContain("now holds 1 incident and 2 entries");
    expect(restore.output).toContain("The next incident will be #2. Slack could not be asked");
    expect(restore.code).toBe(0);
    expect(await sitrep(["verify"], env)).toMatchObject({ code: 0 });
  });

  it("restores a backup from before an upgrade, and says of one from after it what to do [OPS-4]", async () => {
    const databasePath = await filledDatabase(1, 2);
    const older = await olderCopy(databasePath);
    expect((await sitrep(["restore", older], { DATABASE_PATH: databasePath })).output).toContain(
      "1 incident and 3 entries",
    );
    expect(await sitrep(["verify"], { DATABASE_PATH: databasePath })).toMatchObject({ code: 0 });

    const newer = new Database(older);
    newer.prepare("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', ?)").run(Date.UTC(2199, 0, 1));
    newer.close();
    const refused = await sitrep(["restore", older], { DATABASE_PATH: databasePath });
    expect(refused).toMatchObject({
      code: 1,
      output: expect.stringContaining(`${older} was written by a newer Sitrep`),
    });
  });

  it.each([
    ["verify", "--database"],
    ["export", "--out", "unused", "--database"],
    ["simulate", "--policy", "src/content/templates", "--database"],
    ["forget", "U1", "--database"],
    ["backup", "--database"],
    ["restore"],
  ])(
    "`%s` says of a file that is none of Sitrep's, empty or no database at all, that it is so [OPS-5]",
    async (...args) => {
      const databasePath = await filledDatabase(1, 1);
      const [strange, empty, none] = ["cats.db", "empty.db", "notes.txt"].map((name) => join(temporaryFolder(), name));
      const cats = new Database(strange);
      cats.exec("CREATE TABLE cats (name)");
      cats.close();
      writeFileSync(empty ?? "", "");
      writeFileSync(none ?? "", "this is no database".repeat(99));
      const env = { DATABASE_PATH: databasePath };
      const outputOf = async (file = "") => (await sitrep([...args, file], env)).output;
      expect(await outputOf(strange)).toContain("holds no record of Sitrep");
      expect(await outputOf(empty)).toContain("holds no record of Sitrep");
      expect(await outputOf(none)).toContain("file is not a database");
      expect(await sitrep(["verify"], env)).toMatchObject({ code: 0 });
    },
  );

  it("says of a file from before an upgrade that the bot brings it up to date [OPS-5]", async () => {
    const older = await olderCopy(await filledDatabase(1, 1));
    const run = await sitrep(["verify"], { DATABASE_PATH: older });
    expect(run).toMatchObject({
      code: 1,
      output: expect.stringContaining("was written by an older Sitrep. Starting the bot"),
    });
    expect((await sitrep(["doctor"], { DATABASE_PATH: older })).output).toContain(
      "the next start brings it up to date",
    );
  });

  it("asks which backup is meant, and shows those there are [OPS-5]", async () => {
    const databasePath = await filledDatabase(1, 1);
    const env = { DATABASE_PATH: databasePath };
    expect((await sitrep(["restore"], env)).output).toContain("There are no backups");
    const { path } = await takeBackup({ databasePath, dir: join(databasePath, "..", "backups"), at: AT });
    expect(await sitrep(["restore"], env)).toMatchObject({ code: 1, output: expect.stringContaining(path) });
    expect((await sitrep(["restore", databasePath], env)).output).toContain("is the database itself");
    expect((await sitrep(["restore", `${path}.x`], env)).output).toContain("there is no such file");
    expect((await sitrep(["restore", path, "--last-number", "many"], env)).output).toContain("not a number");
    const next = await sitrep(["restore", path, "--last-number", "41"], env);
    expect(next.output).toContain("The next incident will be #42.");
  });
});

/** A backup as the first version would have written it. */
async function olderCopy(databasePath: string): Promise<string> {
  const { path } = await takeBackup({ databasePath, dir: join(temporaryFolder(), "old"), at: AT });
  const file = new Database(path);
  file.exec(
    "DELETE FROM __drizzle_migrations WHERE created_at > (SELECT min(created_at) FROM __drizzle_migrations) + 1000",
  );
  file.exec("DROP INDEX entries_notices; DROP INDEX entries_pages");
  file.close();
  return path;
}
