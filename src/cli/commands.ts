import type { CliCommand } from "./command.ts";
import { demo } from "./demo/index.ts";
import { exportIncident } from "./export.ts";
import { sandbox } from "./sandbox.ts";
import { start } from "./start.ts";
import { verify } from "./verify.ts";

export const commands: readonly CliCommand[] = [start, demo, sandbox, exportIncident, verify];
