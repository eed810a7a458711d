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

  /** Told as what is wrong with files, or as why there is no start with them. */
  constructor(problems: readonly Problem[], keptFrom: "reading" | "starting" = "reading") {
    super(report(problems, keptFrom));
    this.problems = problems;
  }
}

function report(problems: readonly Problem[], keptFrom: "reading" | "starting"): string {
  const count = problems.length === 1 ? "one problem" : `${problems.length} problems`;
  const head =
    keptFrom === "starting" ? `Sitrep cannot start: ${count} in its configuration.` : `These files have ${count}.`;
  return [head, ...problems.map(({ where, what, mend }) => `${where}\n  ${what}\n  → ${mend}`)].join("\n\n");
}

/** Takes apart what the schemas say, by their custom "what is wrong; how to mend it"; undefined where they say nothing of their own. */
export function whatAndMend(message: string): Pick<Problem, "what" | "mend"> | undefined {
  const [what = message, ...mend] = message.split("; ");
  return mend.length === 0 ? undefined : { what, mend: sentence(mend.join("; ")) };
}

/** With a capital and a full stop. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?]$/.test(text) ? "" : "."}`;
}
