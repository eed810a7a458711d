import type { Policy } from "../config/index.ts";
import { counted } from "../lib/amounts.ts";
import { bad, type Finding, good } from "./finding.ts";

const CHECK = "Configuration";

/** A configuration in which everything holds. */
export function soundConfiguration({ severities, roles, services, rotations }: Policy): Finding {
  const parts = [
    counted(severities.length, "severity", "severities"),
    counted(roles.length, "role"),
    counted(services.length, "service"),
    counted(rotations.length, "rotation"),
  ];
  return good(CHECK, `sound; ${parts.join(", ")}`);
}

/** One mistake, as the configuration tells it. */
export interface Mistake {
  readonly where: string;
  readonly what: string;
  readonly mend: string;
}

/** All mistakes of a configuration that would not start. */
export const wrongConfiguration = (mistakes: readonly Mistake[]): Finding[] =>
  mistakes.map(({ where, what, mend }) => bad(CHECK, `${where}: ${what}`, mend));

/** What a running bot did not take over when its files changed. */
export const refusedConfiguration = (mistakes: readonly Mistake[]): Finding[] =>
  mistakes.map(({ where, what, mend }) => bad(CHECK, `the change was refused: ${where}: ${what}`, mend));
