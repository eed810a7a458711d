import type { AckTiming } from "../../slack/kit/index.ts";

const round = (ms: number): string => (ms < 10 ? ms.toFixed(1) : ms.toFixed(0));

function median(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** How long people and events waited for their acknowledgement in this run, one line a kind. */
export function ackFigures(timings: readonly AckTiming[]): string {
  const kinds = [...new Set(timings.map(({ kind }) => kind))].sort();
  const lines = kinds.map((kind) => {
    const sorted = timings
      .filter((timing) => timing.kind === kind)
      .map(({ ms }) => ms)
      .sort((a, b) => a - b);
    const worst = sorted.at(-1) ?? 0;
    return `  ${kind.padEnd(9)} ${String(sorted.length).padStart(4)} ×   median ${round(median(sorted))} ms   worst ${round(worst)} ms`;
  });
  return ["Answered by the bot, from arrival to acknowledgement:", ...lines].join("\n");
}
