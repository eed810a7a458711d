import type { Stage } from "./wire.ts";

/** Who plays scenarios, moves time and runs the app: the sandbox only shows the bar, whoever started it directs. */
export interface Director {
  look(): Stage;
  /** Milliseconds of the workspace's clock in one of the watcher's. */
  rate(): number;
  /** Tells of every change of what `look` gives. */
  onChange(listener: () => void): () => void;
  play(scenario: string): void;
  pause(): void;
  resume(): void;
  /** Ends the scenario where it is. */
  stop(): void;
  setSpeed(speed: number): void;
  /** Moves time ahead as fast as the app can follow. */
  skip(ms: number): void;
  /** Takes the app away in the middle of things. */
  stopApp(): Promise<void>;
  startApp(): Promise<void>;
}
