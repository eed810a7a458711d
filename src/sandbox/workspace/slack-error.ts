/** A refusal as Slack words it: `code` is the `error` of the answer, `extra` stands beside it. */
export class SlackError extends Error {
  readonly code: string;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(code: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.name = "SlackError";
    this.code = code;
    this.extra = extra;
  }
}
