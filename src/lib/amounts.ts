/** "1 incident", "2 incidents". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** "12.4 MB", of 1,000,000 bytes each, or "3.1 GB". */
export const megabytes = (bytes: number): string =>
  bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;

const UNITS = [
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
  [1_000, "second"],
] as const;

/** A stretch of time in its largest unit: "3 hours". */
export function stretch(ms: number): string {
  const [size, unit] = UNITS.find(([each]) => ms >= each) ?? [1_000, "second"];
  return counted(Math.floor(ms / size), unit);
}

/** "2026-03-12 14:00 UTC". */
export const moment = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
