import { ConfigError } from "../lib/errors.ts";

/** One thing that is wrong with the configuration. */
export interface Problem {
  /** A variable, or `file:line:column`. */
  where: string;
  what: string;
  mend: string;
}

/** All problems in one error, so that a second start does not find the next one. */
export class ConfigProblems extends ConfigError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(report(problems));
    this.problems = problems;
  }
}

function report(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "one problem" : `${problems.length} problems`;
  const lines = problems.map(({ where, what, mend }) => `${where}\n  ${what}\n  → ${mend}`);
  return [`Sitrep cannot start: ${count} in its configuration.`, ...lines].join("\n\n");
}

/** Takes apart what the schemas say, by their custom "what is wrong; how to mend it". */
export function whatAndMend(message: string): Pick<Problem, "what" | "mend"> {
  const [what = message, ...mend] = message.split("; ");
  return { what, mend: sentence(mend.join("; ") || "correct it") };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?]$/.test(text) ? "" : "."}`;
}
