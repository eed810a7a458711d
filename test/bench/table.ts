import { type Finding, times } from "./measured.ts";

const HEAD = ["row", "what", "Sitrep", "against", "theirs", "ratio", "demand"] as const;

/** Findings as one Markdown table, its columns aligned. */
export function asTable(findings: readonly Finding[]): string {
  const lines = [HEAD, ...findings.map(cells)];
  const widths = HEAD.map((_head, column) => Math.max(...lines.map((line) => [...(line[column] ?? "")].length)));
  const drawn = lines.map((line) => `| ${line.map((cell, column) => padded(cell, widths[column] ?? 0)).join(" | ")} |`);
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [drawn[0], rule, ...drawn.slice(1)].join("\n");
}

const padded = (cell: string, width: number): string => cell + " ".repeat(width - [...cell].length);

const cells = ({ row, what, ours, against, theirs, ratio, demand }: Finding): readonly string[] => [
  row,
  what,
  ours,
  against,
  theirs,
  ratio ? times(ratio) : "",
  demand ? `${demand.words}: ${demand.holds ? "holds" : "falls short"}` : "",
];
