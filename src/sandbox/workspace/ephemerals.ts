import type { Feed } from "./feed.ts";
import { SlackError } from "./slack-error.ts";
import type { State } from "./state.ts";
import type { Ephemeral, MessageContent, Ts } from "./types.ts";

/** Messages that one person alone can see. */
export class Ephemerals {
  readonly #state: State;
  readonly #feed: Feed;

  constructor(state: State, feed: Feed) {
    this.#state = state;
    this.#feed = feed;
  }

  /** Shows it to `to`, without asking for membership: answers to commands reach a person anywhere. */
  show(input: MessageContent & { channelId: string; to: string; from: string; threadTs?: Ts }): Ephemeral {
    const ephemeral: Ephemeral = { ...input, ts: this.#state.ts() };
    this.#state.ephemerals.set(ephemeral.ts, ephemeral);
    return this.#changed(ephemeral);
  }

  find(ts: Ts): Ephemeral | undefined {
    return this.#state.ephemerals.get(ts);
  }

  /** Oldest first. */
  seenBy(userId: string, channelId: string): Ephemeral[] {
    return [...this.#state.ephemerals.values()].filter((each) => each.to === userId && each.channelId === channelId);
  }

  /** Replaces what it says, as `replace_original` of a response URL does. */
  replace(ts: Ts, content: MessageContent): Ephemeral {
    const ephemeral = this.#state.ephemerals.get(ts);
    if (!ephemeral) throw new SlackError("message_not_found");
    Object.assign(ephemeral, { blocks: undefined, attachments: undefined }, content);
    return this.#changed(ephemeral);
  }

  /** Takes it away, as `delete_original` or its reader does. */
  remove(ts: Ts): void {
    const ephemeral = this.#state.ephemerals.get(ts);
    if (!ephemeral) throw new SlackError("message_not_found");
    this.#state.ephemerals.delete(ts);
    this.#changed(ephemeral);
  }

  #changed(ephemeral: Ephemeral): Ephemeral {
    const { channelId, ts, to } = ephemeral;
    this.#feed.changed({ kind: "ephemeral", channelId, ts, userId: to });
    return ephemeral;
  }
}
