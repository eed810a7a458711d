import type { KnownBlock, ModalView } from "@slack/types";
import type { Log } from "../../../lib/log.ts";
import { modal, section } from "../blocks/index.ts";
import { Mrkdwn } from "../escape.ts";
import type { SlackCaller } from "../speaking/caller.ts";
import type { InteractiveClient } from "../speaking/interactive.ts";
import type { Reply } from "./hearing.ts";
import type { AskedBy } from "./payloads.ts";

export interface PrivateRepliesOptions {
  caller: SlackCaller;
  interactive: InteractiveClient;
  log: Log;
}

const RESPONSE_URL_TIMEOUT_MS = 5_000;

/** Tells one person something, where they asked if that is possible, in a direct message if not. */
export class PrivateReplies {
  readonly #options: PrivateRepliesOptions;

  constructor(options: PrivateRepliesOptions) {
    this.#options = options;
  }

  /** Never rejects: who cannot be told is logged. */
  async tell(asked: AskedBy, reply: Reply): Promise<void> {
    for (const way of [this.#byResponseUrl, this.#byNotice, this.#byEphemeral, this.#byDirectMessage]) {
      try {
        if (await way.call(this, asked, reply)) return;
      } catch (error) {
        this.#options.log.debug({ err: error, userId: asked.userId }, "one way to reply failed");
      }
    }
    this.#options.log.warn({ userId: asked.userId }, "a reply could not be delivered");
  }

  async #byResponseUrl({ responseUrl }: AskedBy, reply: Reply): Promise<boolean> {
    if (!responseUrl) return false;
    const answer = await fetch(responseUrl, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify({
        response_type: "ephemeral",
        replace_original: reply.replaceOriginal ?? false,
        ...content(reply),
      }),
      redirect: "error",
      signal: AbortSignal.timeout(RESPONSE_URL_TIMEOUT_MS),
    });
    return answer.ok;
  }

  async #byNotice({ surface, triggerId }: AskedBy, reply: Reply): Promise<boolean> {
    if (!surface || !triggerId) return false;
    const { interactive } = this.#options;
    const show = surface === "home" ? interactive.open : interactive.push;
    await show(triggerId, notice(reply));
    return true;
  }

  async #byEphemeral({ channelId, userId }: AskedBy, reply: Reply): Promise<boolean> {
    if (!channelId || !userId) return false;
    await this.#options.caller.call("chat.postEphemeral", { channel: channelId, user: userId, ...content(reply) });
    return true;
  }

  async #byDirectMessage({ userId }: AskedBy, reply: Reply): Promise<boolean> {
    if (!userId) return false;
    const message = { channel: userId, unfurl_links: false, ...content(reply) };
    await this.#options.caller.call("chat.postMessage", message, { channel: userId });
    return true;
  }
}

/** The parts of a reply that every way of replying sends. */
export function content(reply: Reply): { text: string; blocks?: KnownBlock[] } {
  const hasBlocks = reply.blocks !== undefined && reply.blocks.length > 0;
  return { text: reply.text, ...(hasBlocks && { blocks: [...(reply.blocks ?? [])] }) };
}

/** A form without fields that only says something. */
export function notice(reply: Reply): ModalView {
  const { blocks } = content(reply);
  return modal({ callbackId: "notice", title: "Sitrep", blocks: blocks ?? [section(new Mrkdwn(reply.text))] });
}
