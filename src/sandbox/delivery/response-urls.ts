import type { Clock } from "../../lib/clock.ts";
import type { Ids } from "../../lib/ids.ts";
import { messageContent, showable } from "../api/index.ts";
import { SlackError, type Workspace } from "../workspace/index.ts";
import { type Json, parseJson } from "./json.ts";

const MAX_USES = 5;
const LIFE_MS = 30 * 60_000;

/** Where a person was when they acted: the answer appears there. */
export interface ResponsePlace {
  readonly channelId: string;
  readonly userId: string;
  readonly threadTs?: string;
  /** The message whose button was pressed; `replace_original` and `delete_original` mean this one. */
  readonly original?: { readonly ts: string; readonly ephemeral: boolean };
}

interface Grant {
  place: ResponsePlace;
  readonly expiresAt: number;
  usesLeft: number;
}

export interface ResponseAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The addresses that let an app answer a person for half an hour, five times, even where its bot may not post. */
export class ResponseUrls {
  readonly #workspace: Workspace;
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #grants = new Map<string, Grant>();

  constructor(options: { workspace: Workspace; clock: Clock; ids: Ids }) {
    this.#workspace = options.workspace;
    this.#clock = options.clock;
    this.#ids = options.ids;
  }

  /** Makes an address under `/commands` or `/actions`. */
  grant(kind: "commands" | "actions", place: ResponsePlace): string {
    const path = `/${kind}/${this.#workspace.team.id}/${this.#ids.next()}`;
    this.#grants.set(path, { place, expiresAt: this.#clock.now() + LIFE_MS, usesLeft: MAX_USES });
    return `${this.#workspace.baseUrl}${path}`;
  }

  handle(path: string, body: string): ResponseAnswer {
    const grant = this.#grants.get(path);
    const message = parseJson(body);
    if (!grant) return refusal(404, "invalid_url");
    if (grant.expiresAt < this.#clock.now()) return refusal(404, "expired_url");
    if (grant.usesLeft <= 0) return refusal(404, "used_url");
    if (!message) return refusal(400, "invalid_payload");
    try {
      grant.place = this.show(grant.place, message, true);
    } catch (error) {
      if (error instanceof SlackError) return refusal(400, error.code);
      throw error;
    }
    grant.usesLeft -= 1;
    return { status: 200, headers: { "content-type": "application/json; charset=utf-8" }, body: '{"ok":true}' };
  }

  /** Shows the app's answer at a place: the body of an acknowledged command, or what came to a response URL. */
  show(place: ResponsePlace, message: Json, isFollowUp: boolean): ResponsePlace {
    const { messages, ephemerals, app } = this.#workspace;
    const { original } = place;
    if (message.delete_original === true) {
      if (original) this.#delete(place, original);
      return { ...place, original: undefined };
    }
    const content = messageContent(message, showable(this.#workspace));
    if (message.replace_original === true && original) {
      if (original.ephemeral) ephemerals.replace(original.ts, content);
      else messages.edit(app.botUserId, place.channelId, original.ts, { blocks: [], attachments: [], ...content });
      return place;
    }
    const threadTs = typeof message.thread_ts === "string" ? message.thread_ts : place.threadTs;
    const inThread = threadTs === undefined ? {} : { threadTs };
    if (message.response_type === "in_channel") {
      const said = { ...content, ...inThread, channelId: place.channelId, userId: app.botUserId };
      const posted = messages.append(said);
      return isFollowUp ? place : { ...place, original: { ts: posted.ts, ephemeral: false } };
    }
    const whispered = { ...content, ...inThread, channelId: place.channelId, to: place.userId, from: app.botUserId };
    const { ts } = ephemerals.show(whispered);
    return original ? place : { ...place, original: { ts, ephemeral: true } };
  }

  #delete(place: ResponsePlace, original: { ts: string; ephemeral: boolean }): void {
    const { messages, ephemerals, app } = this.#workspace;
    if (original.ephemeral) ephemerals.remove(original.ts);
    else messages.delete(app.botUserId, place.channelId, original.ts);
  }
}

const refusal = (status: number, error: string): ResponseAnswer => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8" },
  body: JSON.stringify({ ok: false, error }),
});
