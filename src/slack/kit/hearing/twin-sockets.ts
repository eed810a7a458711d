import type { App, Receiver } from "@slack/bolt";
import type { SocketLinkOptions } from "./socket-link.ts";
import { SocketLink } from "./socket-link.ts";

/** Two connections that feed one app: while Slack refreshes one, the other hears. */
export class TwinSockets implements Receiver {
  readonly #links: readonly SocketLink[];

  constructor(options: SocketLinkOptions) {
    this.#links = [new SocketLink(options), new SocketLink(options)];
  }

  get isOpen(): boolean {
    return this.#links.some((link) => link.isOpen);
  }

  init(app: App): void {
    for (const link of this.#links) link.receiver.init(app);
  }

  /** Resolves when one of the two hears; rejects when Slack refuses the app token. */
  async start(): Promise<void> {
    const starts = this.#links.map((link) => link.start());
    await Promise.any(starts).catch((error: unknown) => {
      throw error instanceof AggregateError ? error.errors[0] : error;
    });
  }

  async stop(): Promise<void> {
    await Promise.all(this.#links.map((link) => link.stop()));
  }
}
