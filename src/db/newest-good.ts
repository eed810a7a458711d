import { moment } from "../lib/amounts.ts";
import { ConfigError } from "../lib/errors.ts";
import { unsoundness } from "./backup.ts";
import { type BackupFile, backupsIn } from "./backup-names.ts";

/** The newest backup whose every page is sound; what was written in it was checked when it was taken. */
const newestGood = (dir: string): BackupFile | undefined =>
  backupsIn(dir).find(({ path }) => unsoundness(path) === undefined);

/** Says which backup can take the place of a damaged file, and how. */
export function withGoodBackup(damaged: ConfigError, { dir }: { readonly dir: string }): ConfigError {
  const good = newestGood(dir);
  return new ConfigError(
    good
      ? `${damaged.message}\nThe newest good backup is ${good.path}, of ${moment(good.at)}.\nTo use it: npx sitrep restore ${good.path}\nThe damaged file is kept, and what was said in Slack since is read again.`
      : `${damaged.message}\nThere is no good backup in ${dir}.`,
  );
}
