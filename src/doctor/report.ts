import type { Finding } from "./finding.ts";

const SIGNS = { good: "✔", poor: "!", bad: "✖" } as const;
const MARGIN = 20;

/** The findings as lines for a terminal, in the order in which they were made. Pure. */
export function reportText(findings: readonly Finding[]): string {
  const lines = findings.map(({ check, state, what, mend }) => {
    const told = `${SIGNS[state]} ${check.padEnd(MARGIN - 2)}${what}`;
    return mend === undefined ? told : `${told}\n${" ".repeat(MARGIN)}→ ${mend}`;
  });
  return `${[...lines, "", verdict(findings)].join("\n")}\n`;
}

function verdict(findings: readonly Finding[]): string {
  const [wrong, weak] = (["bad", "poor"] as const).map(
    (state) => findings.filter((each) => each.state === state).length,
  );
  if (wrong)
    return `${wrong === 1 ? "One thing stops" : `${wrong} things stop`} Sitrep from doing its work${weak ? `, ${weak} could be better` : ""}.`;
  return weak ? `Sitrep works; ${weak} ${weak === 1 ? "thing" : "things"} could be better.` : "All is well.";
}
