import { vi } from "vitest";
import { commands } from "../../src/cli/commands.ts";
import { DomainError } from "../../src/lib/errors.ts";

/** Runs one command in this process; gives its exit code and all that it wrote. */
export async function sitrep([name, ...args]: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) throw new Error(`there is no command ${name}`);
  for (const [variable, value] of Object.entries(env)) vi.stubEnv(variable, value);
  const written: string[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => written.push(String(chunk)) > 0);
  try {
    return { code: await command.run(args), output: written.join("") };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { code: 1, output: error.message };
  } finally {
    spy.mockRestore();
    vi.unstubAllEnvs();
  }
}
