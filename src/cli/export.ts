import { resolve } from "node:path";
import { loadPolicy, loadStorage } from "../config/index.ts";
import { openForReading } from "../db/open.ts";
import { storeOn } from "../db/store.ts";
import { counted } from "../lib/amounts.ts";
import { InvalidInputError } from "../lib/errors.ts";
import { environment, readArgs } from "./environment.ts";
import { exportEverything } from "./export/full.ts";
import { emptyFolder } from "./export/write.ts";

const usage = "export --out DIR [--without-private] [--database PATH]";

/** `sitrep export`: writes everything that the record holds, beside a running bot. */
export async function exportAll(args: readonly string[]): Promise<number> {
  const options = {
    out: { type: "string" },
    "without-private": { type: "boolean", default: false },
    database: { type: "string" },
  } as const;
  const { values } = readArgs(args, options, usage);
  if (!values.out) throw new InvalidInputError(`Where to? Name a folder.\nUsage: sitrep ${usage}`);
  const env = environment();
  const policy = loadPolicy(env.CONFIG_DIR || undefined);
  const out = resolve(values.out);
  const store = storeOn(openForReading(resolve(values.database ?? loadStorage(env).databasePath)));
  try {
    const wish = { policy, isWithPrivate: !values["without-private"] };
    const { incidents, entries, leftOut } = await exportEverything(store, emptyFolder(out), wish);
    const hidden = leftOut > 0 ? ` ${counted(leftOut, "private incident")} left out.` : "";
    const what = `${counted(incidents, "incident")} and ${counted(entries, "entry", "entries")}`;
    process.stdout.write(`${what} written to ${out}.${hidden}\n`);
    return 0;
  } finally {
    await store.close();
  }
}
