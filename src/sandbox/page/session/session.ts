import type { Ask, Request } from "../../live/requests.ts";
import type { Answer, Push } from "../../live/wire.ts";

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 5000;

export interface SessionListener {
  onPush(push: Push): void;
  onLink(link: "open" | "lost"): void;
}

const LOST: Answer = { ok: false, error: "lost", notice: "The workspace does not answer. Is it still running?" };

/** The connection of this window to the workspace, as one person; it comes back by itself. */
export class Session {
  readonly #name: string;
  readonly #listener: SessionListener;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #socket: WebSocket | undefined;
  #count = 0;
  #waitMs = FIRST_WAIT_MS;
  #isClosed = false;

  constructor(name: string, listener: SessionListener) {
    this.#name = name;
    this.#listener = listener;
    this.#connect();
  }

  ask<Act extends Request["act"]>(act: Act, args: Ask<Act>): Promise<Answer> {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return Promise.resolve(LOST);
    this.#count += 1;
    const id = this.#count;
    socket.send(JSON.stringify({ ...args, act, id }));
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  close(): void {
    this.#isClosed = true;
    this.#socket?.close();
    this.#giveUp();
  }

  #connect(): void {
    const socket = new WebSocket(`ws://${location.host}/live?as=${encodeURIComponent(this.#name)}`);
    this.#socket = socket;
    socket.onopen = () => {
      this.#waitMs = FIRST_WAIT_MS;
      this.#listener.onLink("open");
    };
    socket.onmessage = ({ data }) => this.#hear(asPush(JSON.parse(data)));
    socket.onclose = () => {
      this.#giveUp();
      if (this.#isClosed) return;
      this.#listener.onLink("lost");
      setTimeout(() => this.#isClosed || this.#connect(), this.#waitMs);
      this.#waitMs = Math.min(LONGEST_WAIT_MS, this.#waitMs * 2);
    };
  }

  #hear(push: Push): void {
    if (push.kind !== "answer") {
      this.#listener.onPush(push);
      return;
    }
    this.#waiting.get(push.to)?.(push.result);
    this.#waiting.delete(push.to);
  }

  #giveUp(): void {
    for (const resolve of this.#waiting.values()) resolve(LOST);
    this.#waiting.clear();
  }
}

/** Holds because page and workspace are built from the same wire types. */
const asPush = (value: unknown): Push => value as Push;
