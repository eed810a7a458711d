import { resolve } from "node:path";
import { loadPolicy, type Policy } from "../config/index.ts";
import { counted } from "../lib/amounts.ts";
import { environment, readArgs } from "./environment.ts";

const usage = "validate [DIR]";

/** `sitrep validate`: checks everything in a directory, as a whole, as the running bot does; every mistake is told with file, line and how to mend it. */
export async function validate(args: readonly string[]): Promise<number> {
  const { positionals } = readArgs(args, {}, usage, 1);
  const dir = positionals[0] ?? (environment().CONFIG_DIR || undefined);
  const policy = loadPolicy(dir === undefined ? undefined : resolve(dir));
  process.stdout.write(
    `${dir === undefined ? "The shipped policy" : `The configuration in ${dir}`} is sound: ${summary(policy)}.\n`,
  );
  return 0;
}

const summary = (policy: Policy): string => {
  const { severities, categories, roles, stages, audiences, services, rotations, templates } = policy;
  return [
    `severities ${severities.map(({ label }) => label).join(", ")}`,
    counted(categories.length, "category", "categories"),
    counted(roles.length, "role"),
    counted(stages.length, "stage"),
    counted(audiences.length, "audience"),
    counted(services.length, "service"),
    counted(rotations.length, "rotation"),
    counted(templates.length, "template"),
  ].join("; ");
};
