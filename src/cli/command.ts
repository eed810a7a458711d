/** One word of the command line. */
export interface CliCommand {
  readonly name: string;
  readonly usage: string;
  readonly help: string;
  /** Gives the exit code; a DomainError is told and ends with 1. */
  run(args: readonly string[]): Promise<number>;
}
