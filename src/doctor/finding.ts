/** What one look at the installation found, and how to mend it. */
export interface Finding {
  readonly check: string;
  /** "poor" works, but something is lost or will be. */
  readonly state: "good" | "poor" | "bad";
  readonly what: string;
  readonly mend?: string;
}

/** From where it is looked: beside the bot by whoever may read its file, or by the bot itself for people in Slack. */
export type Vantage = "terminal" | "bot";

export const good = (check: string, what: string): Finding => ({ check, state: "good", what });
export const poor = (check: string, what: string, mend: string): Finding => ({ check, state: "poor", what, mend });
export const bad = (check: string, what: string, mend: string): Finding => ({ check, state: "bad", what, mend });

/** What is not good, worst first. */
export const problemsIn = (findings: readonly Finding[]): readonly Finding[] =>
  (["bad", "poor"] as const).flatMap((state) => findings.filter((each) => each.state === state));
