import { withNames } from "../../core/timeline/index.ts";
import { counted, moment } from "../../lib/amounts.ts";
import type { Difference } from "./compare.ts";

/** How one incident would have gone under the other policy. */
export interface Played {
  readonly number: number;
  readonly title: string;
  readonly severity: string;
  readonly sentBefore: number;
  readonly sentAfter: number;
  readonly differences: readonly Difference[];
  /** The other policy does not know its severity, so it would have reminded of nothing. */
  readonly isStranger: boolean;
}

/** The difference for a terminal: each incident that would have gone otherwise, then the sum. Pure. */
export function reportSimulation(played: readonly Played[], names: (userId: string) => string): string {
  const changed = played.filter(({ differences }) => differences.length > 0);
  const before = sum(played.map(({ sentBefore }) => sentBefore));
  const after = sum(played.map(({ sentAfter }) => sentAfter));
  const strangers = [...new Set(played.filter(({ isStranger }) => isStranger).map(({ severity }) => severity))];
  return [
    ...changed.flatMap((incident) => [...incidentLines(incident, names), ""]),
    ...strangers.map(
      (severity) => `That policy has no severity "${severity}": incidents of it would remind of nothing.`,
    ),
    `${counted(played.length, "incident")} replayed: ${counted(after, "reminder")} instead of ${before.toLocaleString("en")}; ${changed.length === 0 ? "none differs" : `${changed.length} ${changed.length === 1 ? "differs" : "differ"}`}.`,
    "",
  ].join("\n");
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

function incidentLines({ number, title, severity, differences }: Played, names: (userId: string) => string): string[] {
  const kinds = (["gone", "new", "moved"] as const).flatMap((kind) => {
    const count = differences.filter((difference) => difference.kind === kind).length;
    return count === 0 ? [] : [`${count} ${{ gone: "less", new: "more", moved: "at another time" }[kind]}`];
  });
  const lines = differences.map((difference) => `  ${differenceLine(difference)}`);
  return [`#${number} ${title} (${severity}): ${kinds.join(", ")}`, ...lines.map((line) => withNames(line, names))];
}

function differenceLine(difference: Difference): string {
  switch (difference.kind) {
    case "gone":
      return `− ${moment(difference.at)}  ${difference.text}`;
    case "new":
      return `+ ${moment(difference.at)}  ${difference.text}`;
    case "moved":
      return `~ ${moment(difference.at)} → ${moment(difference.toAt)}  ${difference.text}`;
  }
}
