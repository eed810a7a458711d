import type { CliCommand } from "./command.ts";
import { demo } from "./demo/index.ts";
import { sandbox } from "./sandbox.ts";
import { start } from "./start.ts";
import { verify } from "./verify.ts";

/** The words of the command line. */
export const commands: readonly CliCommand[] = [start, demo, sandbox, verify];
