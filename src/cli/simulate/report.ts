import { withNames } from "../../core/timeline/index.ts";
import { counted, moment } from "../../lib/amounts.ts";
import type { Difference } from "./compare.ts";
import { KINDS, type Sent } from "./sent.ts";

/** How many of each. */
export type Counts = Readonly<Record<Sent["kind"], number>>;

/** How one incident would have gone under the other policy. */
export interface Played {
  readonly number: number;
  readonly title: string;
  readonly severity: string;
  readonly before: Counts;
  readonly after: Counts;
  readonly differences: readonly Difference[];
  /** The other policy does not know its severity, so it would have reminded of nothing and called only whom somebody asked for. */
  readonly isStranger: boolean;
}

/** The difference for a terminal: each incident that would have gone otherwise, then the sum. Pure. */
export function reportSimulation(played: readonly Played[], names: (userId: string) => string): string {
  const changed = played.filter(({ differences }) => differences.length > 0);
  const sums = KINDS.flatMap((kind) => {
    const before = sum(played.map((each) => each.before[kind]));
    const after = sum(played.map((each) => each.after[kind]));
    // Who has nobody on a ladder need not read of pages.
    return kind !== "reminder" && before + after === 0
      ? []
      : [`${counted(after, kind)} instead of ${before.toLocaleString("en")}`];
  });
  const strangers = [...new Set(played.filter(({ isStranger }) => isStranger).map(({ severity }) => severity))];
  return [
    ...changed.flatMap((incident) => [...incidentLines(incident, names), ""]),
    ...strangers.map(
      (severity) =>
        `That policy has no severity "${severity}": incidents of it would remind of nothing, and call only whom somebody asks for.`,
    ),
    `${counted(played.length, "incident")} replayed: ${sums.join(", ")}; ${changed.length === 0 ? "none differs" : `${changed.length} ${changed.length === 1 ? "differs" : "differ"}`}.`,
    "",
  ].join("\n");
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

function incidentLines({ number, title, severity, differences }: Played, names: (userId: string) => string): string[] {
  const kinds = (["gone", "new", "moved"] as const).flatMap((kind) => {
    const count = differences.filter((difference) => difference.kind === kind).length;
    return count === 0 ? [] : [`${count} ${{ gone: "less", new: "more", moved: "otherwise" }[kind]}`];
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
      return `~ ${moment(difference.at)}${difference.toAt === difference.at ? "" : ` → ${moment(difference.toAt)}`}  ${difference.text}${difference.toText === undefined ? "" : ` → ${difference.toText}`}`;
  }
}
