import { createServer, type IncomingMessage, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { afterTest } from "./temporary-store.ts";

/** A way from Slack to the bot's HTTP door on which somebody may sit. */
export interface Relay {
  /** Leads to this port from now on; gives the address under which Slack sends. */
  leadTo(port: number): Promise<string>;
  /** How many requests were sent a second time. */
  replays(): number;
}

const PATH = "/slack/events";

/** Hands everything on as it is; with `isReplaying`, every request a second time, as recorded, right after its answer. */
export async function startRelay({ isReplaying }: { isReplaying: boolean }): Promise<Relay> {
  let port = 0;
  let replays = 0;
  const server = createServer(async (incoming, response) => {
    try {
      const body = await buffer(incoming);
      const { status, headers, text } = await handOn(port, incoming, body);
      if (isReplaying) {
        replays += 1;
        await handOn(port, incoming, body);
      }
      response.writeHead(status, { "content-type": headers["content-type"] ?? "text/plain" }).end(text);
    } catch {
      // The bot is away, as Slack would find it.
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterTest(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.address();
  const own = typeof address === "object" && address ? address.port : 0;
  return {
    replays: () => replays,
    leadTo: async (to) => {
      port = to;
      return `http://127.0.0.1:${own}${PATH}`;
    },
  };
}

function handOn(port: number, { method, headers }: IncomingMessage, body: Buffer) {
  return new Promise<{ status: number; headers: IncomingMessage["headers"]; text: Buffer }>((resolve, reject) => {
    const outgoing = request({ host: "127.0.0.1", port, path: PATH, method, headers, agent: false });
    outgoing.on("error", reject);
    outgoing.on("response", (answer) => {
      buffer(answer).then((text) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }), reject);
    });
    outgoing.end(body);
  });
}
