import { SlackError } from "../workspace/index.ts";
import type { Json } from "./method.ts";

export interface ApiRequest {
  /** Such as "chat.postMessage". */
  readonly method: string;
  /** From the Authorization header; a form may carry it as well. */
  readonly token?: string;
  readonly body: string | Uint8Array;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** One header, whatever its case. */
export function header(headers: ApiRequest["headers"], name: string): string {
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof found === "string" ? found : (found?.[0] ?? "");
}

/** The arguments of a call, which Slack takes as JSON, form or query. */
export function argumentsOf({ body, headers }: ApiRequest): Json {
  const text = typeof body === "string" ? body : Buffer.from(body).toString("utf8");
  if (text === "") return {};
  const type = header(headers, "content-type").split(";")[0]?.trim() ?? "";
  if (type === "application/json") return fromJson(text);
  if (type === "" || type === "application/x-www-form-urlencoded") return Object.fromEntries(new URLSearchParams(text));
  throw new SlackError("invalid_post_type");
}

function fromJson(text: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new SlackError("invalid_json");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new SlackError("json_not_object");
  const given = Object.entries(value).filter(([, each]) => each !== null);
  return Object.fromEntries(given);
}
