import { resolve } from "node:path";
import { loadPolicy, loadStorage } from "../config/index.ts";
import { fromRow, HOUSE, Ledger, person } from "../core/ledger/index.ts";
import { forgetShiftWords, SHIFT_WORDED, shiftWordsOf } from "../core/oncall/index.ts";
import { columnsOf, type Incident, product } from "../core/product.ts";
import { forgetWords, SPOKEN } from "../core/timeline/index.ts";
import { TYPED } from "../core/upkeep.ts";
import { backupsIn } from "../db/backup-names.ts";
import { keptBeside } from "../db/backup-swap.ts";
import { openForReading } from "../db/open.ts";
import { scrub } from "../db/scrub.ts";
import { openStore, type Store, storeOn } from "../db/store.ts";
import { counted } from "../lib/amounts.ts";
import { systemClock } from "../lib/clock.ts";
import { InvalidInputError } from "../lib/errors.ts";
import { environment, readArgs } from "./environment.ts";

const usage = "forget U0123ABCD [--yes] [--database PATH]";

/** `sitrep forget`: removes what a person said, for good; the chain of hashes still holds. The bot must be stopped. */
export async function forget(args: readonly string[]): Promise<number> {
  const options = { yes: { type: "boolean", default: false }, database: { type: "string" } } as const;
  const { values, positionals } = readArgs(args, options, usage, 1);
  const env = environment();
  const storage = loadStorage(env);
  const path = resolve(values.database ?? storage.databasePath);
  const userId = userIdIn(positionals[0]);
  const policy = loadPolicy(env.CONFIG_DIR || undefined);
  if (!values.yes) {
    process.stdout.write(await announcement(path, userId));
    return 0;
  }
  const store = openStore(path);
  const parts = { store, product, columns: columnsOf, policy: () => policy, clock: systemClock };
  const removed = await forgetPerson(store, new Ledger<Incident>(parts), userId).finally(() => store.close());
  scrub(path);
  const backups = backupsIn(storage.backups.dir).length;
  const kept = keptBeside(path).map((name) => `, ${name}`);
  process.stdout.write(
    [
      `Removed the words of ${counted(removed.words, "entry", "entries")} by ${userId} in ${removed.places}. That they were said stays on record.`,
      "What they did stays too, with what they wrote on it: titles, updates, texts to customers, action items, answers in forms, and",
      "reasons for a severity, a page or an approval.",
      `Not touched: Slack itself, post-mortems and files that were posted there, earlier exports${kept.join("")}, and ${counted(backups, "backup")} in ${storage.backups.dir}.`,
      "Backups go as BACKUP_KEEP says; delete them and run `sitrep backup` to be done now. After restoring an older one, run this again.",
      "",
    ].join("\n"),
  );
  return 0;
}

/** Drops the words of everything that a person said, incident by incident, and of what they wrote around shifts. */
export async function forgetPerson(store: Store, ledger: Ledger<Incident>, userId: string): Promise<Found> {
  const { worded, shifts, ...found } = await wordsOf(store, userId);
  for (const [incidentId, keys] of worded) await ledger.record(incidentId, forgetWords({ userId, keys }));
  await ledger.record(HOUSE, forgetShiftWords(userId, shifts));
  await store.dropKept(TYPED);
  return found;
}

interface Found {
  readonly words: number;
  /** Where they stand, as a person reads it: "2 incidents and in shifts". */
  readonly places: string;
}

async function wordsOf(store: Store, userId: string) {
  const worded = await store.worded({ by: person(userId), kinds: SPOKEN });
  const house = await store.entriesOf(HOUSE, { kinds: SHIFT_WORDED });
  const shifts = shiftWordsOf(house.map(fromRow), userId);
  const words = [...worded.values()].flat().length + shifts.keys.length;
  const inShifts = shifts.keys.length > 0 ? ["shifts"] : [];
  const places = [...(worded.size > 0 || inShifts.length === 0 ? [counted(worded.size, "incident")] : []), ...inShifts];
  const names = [...[...worded.keys()].map((id) => `#${id}`), ...inShifts];
  return { worded, shifts, words, places: places.join(" and in "), names };
}

function userIdIn(text: string | undefined): string {
  const id = text?.replace(/^<?@?/, "").replace(/>$/, "");
  if (id && /^[UW][A-Z0-9]+$/.test(id)) return id;
  throw new InvalidInputError(
    `${text ? `"${text}" is not a member id.` : "Whose words?"} Write one such as U0123ABCD (in Slack: profile → ⋮ → Copy member ID).\nUsage: sitrep ${usage}`,
  );
}

/** Only reads, so a bot may run meanwhile. */
async function announcement(path: string, userId: string): Promise<string> {
  const store = storeOn(openForReading(path));
  const { words, names } = await wordsOf(store, userId).finally(() => store.close());
  if (words === 0) return `The record has no words of ${userId}.\n`;
  return `The record has words of ${userId} in ${counted(words, "entry", "entries")} of ${names.join(", ")}: messages, notes, names of files, what they wrote around shifts.\nNothing was changed. To remove them for good: stop the bot, then sitrep forget ${userId} --yes\n`;
}
