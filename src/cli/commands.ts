/** One word of the command line. */
export interface CliCommand {
  readonly name: string;
  readonly usage: string;
  readonly help: string;
  /** Gives the exit code; a DomainError is told and ends with 1. Each command loads what it needs, so that the bot starts fast. */
  run(args: readonly string[]): Promise<number>;
}

/** The words of the command line. */
export const commands: readonly CliCommand[] = [
  {
    name: "start",
    usage: "start",
    help: "Run the bot.",
    async run() {
      // The file is read while the rest of the program is being loaded.
      const checking = (await import("./early-check.ts")).beginCheck();
      return (await import("./start.ts")).start(checking);
    },
  },
  {
    name: "demo",
    usage: "demo [--headless] [--scenario NAME] [--speed N|max] [--port N] [--out DIR]",
    help: "Try the bot in a page on this machine, without Slack.",
    run: async (args) => (await import("./demo/index.ts")).demo(args),
  },
  {
    name: "sandbox",
    usage: "sandbox [--port N] [--manifest FILE] [--app-url URL] [--rate-limits]",
    help: "Run a Slack workspace on this machine, for any app.",
    run: async (args) => (await import("./sandbox.ts")).sandbox(args),
  },
  {
    name: "doctor",
    usage: "doctor [--json]",
    help: "Say what is wrong with the installation and how to mend it.",
    run: async (args) => (await import("./doctor.ts")).doctor(args),
  },
  {
    name: "backup",
    usage: "backup [--to DIR] [--database PATH]",
    help: "Take a backup now, beside a running bot, and check it.",
    run: async (args) => (await import("./backup.ts")).backup(args),
  },
  {
    name: "restore",
    usage: "restore FILE|latest [--last-number N] [--database PATH]",
    help: "Put a backup in the database's place; the old file is kept.",
    run: async (args) => (await import("./restore.ts")).restore(args),
  },
  {
    name: "export",
    usage: "export --out DIR [--without-private] [--database PATH]",
    help: "Write everything as JSON Lines and Markdown.",
    run: async (args) => (await import("./export.ts")).exportAll(args),
  },
  {
    name: "forget",
    usage: "forget U0123ABCD [--yes] [--database PATH]",
    help: "Remove a person's messages and notes; the record stays verifiable.",
    run: async (args) => (await import("./forget.ts")).forget(args),
  },
  {
    name: "validate",
    usage: "validate [DIR]",
    help: "Check policy, services, rotations and templates of a directory (CONFIG_DIR).",
    run: async (args) => (await import("./validate.ts")).validate(args),
  },
  {
    name: "simulate",
    usage: "simulate --policy DIR [--incident N] [--json] [--database PATH]",
    help: "Say which reminders, escalations and pages another policy would have sent.",
    run: async (args) => (await import("./simulate.ts")).simulate(args),
  },
  {
    name: "verify",
    usage: "verify [--database PATH]",
    help: "Check that no entry of the record was changed or removed.",
    run: async (args) => (await import("./verify.ts")).verify(args),
  },
];
