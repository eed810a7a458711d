import { WebSocket } from "ws";
import type { Sandbox } from "../../../src/sandbox/index.ts";
import type { Answer, Push } from "../../../src/sandbox/live/wire.ts";

/** A window without a browser: everything that came over the wire, as it came. */
export class Listener {
  readonly pushes: Push[] = [];
  /** The wire's own words. */
  raw = "";
  readonly #socket: WebSocket;
  #asked = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (data) => {
      const text = data.toString();
      this.raw += `${text}\n`;
      this.pushes.push(asPush(text));
    });
  }

  static async open(sandbox: Sandbox, name: string, headers: Record<string, string> = {}): Promise<Listener> {
    const socket = new WebSocket(`${sandbox.url.replace("http", "ws")}/live?as=${name}`, { headers });
    const listener = new Listener(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("error", reject);
    });
    await sandbox.until(() => listener.pushes.some(({ kind }) => kind === "hello"));
    return listener;
  }

  async ask(act: string, args: Record<string, unknown> = {}): Promise<Answer> {
    this.#asked += 1;
    const id = this.#asked;
    this.#socket.send(JSON.stringify({ ...args, act, id }));
    for (;;) {
      const push = this.pushes.find((each) => each.kind === "answer" && each.to === id);
      if (push?.kind === "answer") return push.result;
      await new Promise<void>((resolve) => this.#socket.once("message", () => resolve()));
    }
  }

  hello(): Extract<Push, { kind: "hello" }> {
    const push = this.pushes.find(({ kind }) => kind === "hello");
    if (push?.kind !== "hello") throw new Error("nobody said hello");
    return push;
  }

  /** The channel as it was last told. */
  channel(name: string) {
    const told = this.pushes.flatMap((push) =>
      push.kind === "hello" || push.kind === "channels" ? push.channels : [],
    );
    return told.findLast((channel) => channel.name === name);
  }

  /** Messages that were pushed, the newest last. */
  messages() {
    return this.pushes.flatMap((push) => (push.kind === "messages" ? push.messages : []));
  }

  close(): void {
    this.#socket.terminate();
  }
}

/** Holds because both ends are built from the same wire types. */
const asPush = (text: string): Push => JSON.parse(text);
