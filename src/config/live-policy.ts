import type { Clock } from "../lib/clock.ts";
import type { Log } from "../lib/log.ts";
import { diskFiles, type Files } from "./files.ts";
import { FolderWatch } from "./folder-watch.ts";
import { type Config, type Reloadable, reloadPolicy } from "./load-config.ts";
import type { Policy } from "./policy.ts";
import { ConfigProblems, type Problem } from "./problem.ts";

export interface LivePolicyOptions {
  readonly config: Reloadable & Pick<Config, "policy">;
  readonly clock: Clock;
  readonly log: Log;
  /** What has to be done anew when another policy has come into force. */
  readonly onChange: () => Promise<void>;
  /** Called when the files have mistakes, and when they have none any more. */
  readonly onProblems?: () => Promise<void>;
  readonly files?: Files;
}

/** The policy in force: that of the files while they are sound, else the last one that was. */
export class LivePolicy {
  readonly #options: LivePolicyOptions;
  readonly #watch: FolderWatch | undefined;
  #policy: Policy;
  #problems: readonly Problem[] = [];
  #reloading: Promise<void> | undefined;

  constructor(options: LivePolicyOptions) {
    const { configDir: directory, policy } = options.config;
    this.#options = options;
    this.#policy = policy;
    const onChange = () => this.reload();
    this.#watch = directory === undefined ? undefined : new FolderWatch({ clock: options.clock, directory, onChange });
  }

  get policy(): Policy {
    return this.#policy;
  }

  /** What is wrong with the files as they are now; empty when they are in force. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** True unless a change is being brought into force. */
  get isIdle(): boolean {
    return this.#reloading === undefined;
  }

  /** Begins to follow the files. */
  start(): void {
    this.#watch?.start();
  }

  async stop(): Promise<void> {
    await this.#watch?.stop();
    await this.#reloading;
  }

  /** Reads the files now; what is unsound is told in the log and changes nothing. Never rejects. */
  async reload(): Promise<void> {
    while (this.#reloading) await this.#reloading;
    this.#reloading = this.#reload().finally(() => {
      this.#reloading = undefined;
    });
    await this.#reloading;
  }

  async #reload(): Promise<void> {
    const before = this.#problems;
    await this.#takeOver();
    if (before.length + this.#problems.length > 0) await this.#options.onProblems?.();
  }

  async #takeOver(): Promise<void> {
    const { config, log, onChange, files = diskFiles } = this.#options;
    if (config.configDir === undefined) {
      log.info("the shipped policy is in force: CONFIG_DIR is not set, so there is nothing to read anew");
      return;
    }
    try {
      this.#policy = reloadPolicy(config, files);
      this.#problems = [];
    } catch (error) {
      if (error instanceof ConfigProblems) this.#refuse(error);
      else log.error({ err: error }, "the configuration could not be read; the one from before stays in force");
      return;
    }
    try {
      await onChange();
      log.info("another configuration is in force");
    } catch (error) {
      log.error({ err: error }, "another configuration is in force, but not everything follows it yet");
    }
  }

  #refuse({ problems }: ConfigProblems): void {
    this.#problems = problems;
    const told = problems.map(({ where, what, mend }) => `${where}: ${what}. ${mend}`);
    this.#options.log.error(
      { problems: told },
      "the configuration has mistakes, so the one from before stays in force; `sitrep validate` tells them too",
    );
  }
}
