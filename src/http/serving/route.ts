import type { IncomingHttpHeaders } from "node:http";

/** A request as far as it decides what is answered; only GET and HEAD come so far. */
export interface Asked {
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Something that is served: paths and what is answered there; undefined leaves the path to others. */
export interface Route {
  /** How it is named to whoever comes to nothing. */
  readonly hint: string;
  answer(asked: Asked): Promise<Answer | undefined> | Answer | undefined;
}

/** An answer that programs read. */
export const json = (status: number, body: unknown, headers?: Readonly<Record<string, string>>): Answer => ({
  status,
  type: "application/json; charset=utf-8",
  body: `${JSON.stringify(body)}\n`,
  ...(headers && { headers }),
});
