import { readdirSync, readFileSync } from "node:fs";

/** The little that the configuration needs of a disk; both throw what `node:fs` throws. */
export interface Files {
  read(path: string): string;
  list(directory: string): string[];
}

export const diskFiles: Files = {
  read: (path) => readFileSync(path, "utf8"),
  list: (directory) => readdirSync(directory),
};

const REASONS: Record<string, string> = {
  ENOENT: "does not exist",
  ENOTDIR: "is not a directory",
  EISDIR: "is a directory",
  EACCES: "may not be read by this user",
  EPERM: "may not be read by this user",
};

/** Why a path could not be read, to stand after its name. */
export function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS[code] ?? `cannot be read (${code || String(error)})`;
}
