import { existsSync } from "node:fs";
import { loadEnvFile } from "node:process";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { InvalidInputError } from "../lib/errors.ts";

/** The environment, with what a file `.env` in the working directory adds to it. */
export function environment(): NodeJS.ProcessEnv {
  if (existsSync(".env")) loadEnvFile(".env");
  return process.env;
}

/** Flags and words of a command; an unknown flag is a sentence for the person. */
export function readArgs<T extends ParseArgsConfig["options"]>(args: readonly string[], options: T, usage: string) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new InvalidInputError(`${error instanceof Error ? error.message : String(error)}\nUsage: sitrep ${usage}`);
  }
}

/** Resolves when the process is asked to end. */
export function askedToStop(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, resolve);
  });
}
