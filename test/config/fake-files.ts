import { basename, dirname } from "node:path";
import { diskFiles, type Files } from "../../src/config/files.ts";

/** A disk on which `/conf` holds the given files; everything else is read from the real one. */
export function filesWith(conf: Record<string, string>): Files {
  return {
    list: (directory) => (directory === "/conf" ? Object.keys(conf) : diskFiles.list(directory)),
    read: (path) => (dirname(path) === "/conf" ? (conf[basename(path)] ?? diskFiles.read(path)) : diskFiles.read(path)),
  };
}
