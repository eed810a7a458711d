#!/usr/bin/env node
import { DomainError } from "../lib/errors.ts";
import { commands } from "./commands.ts";

const USAGE = `sitrep <command>

${commands.map(({ usage, help }) => `  ${usage}\n      ${help}`).join("\n")}

Settings come from the environment, or from a file .env in the working directory; see .env.sample.
`;

/** Runs one command; a sentence for people goes to standard error, with exit code 1. */
async function main([name = "help", ...args]: readonly string[]): Promise<number> {
  const command = commands.find((candidate) => candidate.name === name);
  if (command && args.some((word) => word === "--help" || word === "-h")) {
    process.stdout.write(`${command.help}\n\nUsage: sitrep ${command.usage}\n`);
    return 0;
  }
  if (command) return command.run(args);
  const isHelp = ["help", "--help", "-h"].includes(name);
  (isHelp ? process.stdout : process.stderr).write(isHelp ? USAGE : `sitrep does not know "${name}".\n\n${USAGE}`);
  return isHelp ? 0 : 1;
}

/** A full disk, a folder without rights: nothing that a stack would explain. */
function isForOperator(error: unknown): error is Error {
  const codes = ["ENOSPC", "EDQUOT", "EACCES", "EPERM", "EROFS", "EEXIST", "ENOTDIR", "EISDIR", "ENAMETOOLONG"];
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof DomainError || isForOperator(error))) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
