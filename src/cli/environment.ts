import { existsSync } from "node:fs";
import { loadEnvFile } from "node:process";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { InvalidInputError } from "../lib/errors.ts";

/** The environment, with what a file `.env` in the working directory adds to it. */
export function environment(): NodeJS.ProcessEnv {
  if (existsSync(".env")) loadEnvFile(".env");
  return process.env;
}

/** Flags and up to `mostWords` words of a command; what it does not know is refused, for somebody meant something by it. */
export function readArgs<T extends ParseArgsConfig["options"]>(
  args: readonly string[],
  options: T,
  usage: string,
  mostWords = 0,
) {
  const parsed = parse(args, options, usage);
  const superfluous = parsed.positionals[mostWords];
  if (superfluous === undefined) return parsed;
  throw new InvalidInputError(`"${superfluous}" has no meaning here, so nothing was done.\nUsage: sitrep ${usage}`);
}

function parse<T extends ParseArgsConfig["options"]>(args: readonly string[], options: T, usage: string) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const [what] = (error instanceof Error ? error.message : String(error)).split(". ");
    throw new InvalidInputError(`${what}.\nUsage: sitrep ${usage}`);
  }
}

/** Resolves when the process is asked to end. */
export function askedToStop(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, resolve);
  });
}
