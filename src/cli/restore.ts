import { resolve } from "node:path";
import { loadConfig, loadStorage } from "../config/index.ts";
import { lastNumberOf } from "../db/backup.ts";
import { backupsIn } from "../db/backup-names.ts";
import { counted, moment, stretch } from "../lib/amounts.ts";
import { systemClock } from "../lib/clock.ts";
import { ConfigError, InvalidInputError } from "../lib/errors.ts";
import { createLog } from "../lib/log.ts";
import { SlackCallError } from "../slack/kit/index.ts";
import { type Opened, openedChannels } from "./backup/numbers.ts";
import { restoreFile } from "./backup/restore-file.ts";
import { environment, readArgs } from "./environment.ts";

const usage = "restore FILE|latest [--last-number N] [--database PATH]";
const SHOWN = 10;

/** `sitrep restore`: puts a backup in the place of the database, which is kept beside it. */
export async function restore(args: readonly string[]): Promise<number> {
  const options = { database: { type: "string" }, "last-number": { type: "string" } } as const;
  const { values, positionals } = readArgs(args, options, usage, 1);
  const storage = loadStorage(environment());
  const databasePath = resolve(values.database ?? storage.databasePath);
  const from = chosen(positionals[0], backupsIn(resolve(storage.backups.dir)));
  if (from === databasePath) throw new InvalidInputError(`${from} is the database itself. Name a backup of it.`);
  const stated = numberGiven(values["last-number"]);
  const known = lastNumberOf(from);
  const opened = stated === undefined ? await askSlack() : [];
  const lost = opened?.filter(({ number }) => number > known) ?? [];
  const lastNumber = Math.max(known, stated ?? 0, ...lost.map(({ number }) => number));

  const report = await restoreFile({ from, databasePath, at: systemClock.now(), lastNumber });
  const { incidents, entries, kept } = report;
  process.stdout.write(
    [
      `${databasePath} now holds ${counted(incidents, "incident")} and ${counted(entries, "entry", "entries")} of ${from}.`,
      ...(kept ? [`What was there before is kept as ${kept}.`] : []),
      ...lostLines(lost),
      `The next incident will be #${lastNumber + 1}.${opened ? "" : " Slack could not be asked which numbers were given since; where that is wrong, restore again with --last-number N."}`,
      "Start the bot: it reads from Slack what was said in its channels since. What was done by buttons and forms since",
      "is not in Slack's history; correct the incidents where that matters.",
      "",
    ].join("\n"),
  );
  return 0;
}

function chosen(wanted: string | undefined, backups: ReturnType<typeof backupsIn>): string {
  const from = wanted === "latest" ? backups[0]?.path : wanted;
  if (from !== undefined) return resolve(from);
  const now = systemClock.now();
  const lines = backups.slice(0, SHOWN).map(({ path, at }) => `  ${path}  (${moment(at)}, ${stretch(now - at)} ago)`);
  const known = lines.length > 0 ? ["The newest backups:", ...lines] : ["There are no backups in BACKUP_DIR."];
  throw new InvalidInputError(["Which backup is to be restored?", ...known, `Usage: sitrep ${usage}`].join("\n"));
}

function numberGiven(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidInputError(`--last-number ${text} is not a number. Write that of the last incident, such as 12.`);
}

/** Undefined when Slack cannot be asked: a restore must work without it. */
async function askSlack(): Promise<Opened[] | undefined> {
  try {
    return await openedChannels(loadConfig(environment()), { clock: systemClock, log: createLog("silent") });
  } catch (error) {
    if (error instanceof SlackCallError || error instanceof ConfigError) return undefined;
    throw error;
  }
}

function lostLines(lost: readonly Opened[]): string[] {
  if (lost.length === 0) return [];
  return [
    "Declared after this backup was made, so it does not have them; their channels are still in Slack:",
    ...lost.map(({ number, channel }) => `  #${number} in #${channel}`),
  ];
}
