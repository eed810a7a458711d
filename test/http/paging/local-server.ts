import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterTest } from "../../support/temporary-store.ts";

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answers a request; leaves it hanging when it does nothing. */
export type Answering = (response: ServerResponse, request: Request) => void;

export interface LocalServer {
  readonly url: string;
  readonly requests: Request[];
  /** Answers from now on. */
  answer: Answering;
  /** Lets nobody connect any longer. */
  close(): Promise<void>;
}

/** A server on this machine that is gone after the test. */
export async function localServer(answer: Answering, path = "/"): Promise<LocalServer> {
  const requests: Request[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const heard: Request = {
        method: request.method ?? "",
        path: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(parts).toString("utf8"),
      };
      requests.push(heard);
      local.answer(response, heard);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  afterTest(close);
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  const local: LocalServer = { url: `http://127.0.0.1:${port}${path}`, requests, answer, close };
  return local;
}
