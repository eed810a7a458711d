import type { Policy } from "../config/index.ts";
import { counted } from "../lib/amounts.ts";
import type { ConfigError } from "../lib/errors.ts";
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

/** All mistakes of a configuration that would not start. */
export const wrongConfiguration = ({ message }: ConfigError): Finding =>
  bad(
    CHECK,
    message.replaceAll("\n\n", "\n"),
    "Correct it, then ask the doctor again. A running bot goes on with the configuration from before.",
  );

/** One mistake, as the configuration tells it. */
export interface Mistake {
  readonly where: string;
  readonly what: string;
  readonly mend: string;
}

/** What a running bot did not take over when its files changed. */
export const refusedConfiguration = (mistakes: readonly Mistake[]): Finding[] =>
  mistakes.map(({ where, what, mend }) => bad(CHECK, `the change was refused: ${where}: ${what}`, mend));
