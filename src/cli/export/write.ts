import { closeSync, mkdirSync, openSync, readdirSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { InvalidInputError } from "../../lib/errors.ts";

/** A folder that an export fills; what is in it is for the owner's eyes alone. */
export interface Folder {
  write(name: string, pieces: Iterable<string> | AsyncIterable<string>): Promise<void>;
}

/** Opens a folder that is new or empty, so that two exports do not mix; throws InvalidInputError otherwise. */
export function emptyFolder(path: string): Folder {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (readdirSync(path).length > 0) {
    throw new InvalidInputError(`${path} is not empty. Name a new folder, so that two exports do not mix.`);
  }
  return {
    async write(name, pieces) {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      const handle = openSync(file, "wx", 0o600);
      try {
        for await (const piece of pieces) writeSync(handle, piece);
      } finally {
        closeSync(handle);
      }
    },
  };
}
