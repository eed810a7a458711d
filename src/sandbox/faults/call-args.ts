import { isJson, parseJson } from "../delivery/json.ts";

const LONGEST_TEXT = 200;

/** The arguments of a call, whichever way its body is encoded; fields that hold JSON text are parsed. */
export function parseArgs(body: string, contentType: string, query: URLSearchParams): Record<string, unknown> {
  const fromQuery = Object.fromEntries(query);
  if (contentType.startsWith("application/json")) return { ...fromQuery, ...parseJson(body) };
  const fields = Object.fromEntries(new URLSearchParams(body));
  return Object.fromEntries(Object.entries({ ...fromQuery, ...fields }).map(([name, value]) => [name, parsed(value)]));
}

function parsed(value: string): unknown {
  if (!value.startsWith("{") && !value.startsWith("[")) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** What the call log keeps of a call's arguments: no token, no blocks, texts cut short, a view by its callback id. */
export function summary(args: Record<string, unknown>): Record<string, unknown> {
  const { token: _token, blocks: _blocks, attachments: _attachments, view, ...rest } = args;
  const named = isJson(view) ? { view: view.callback_id ?? view.type } : {};
  return Object.fromEntries(Object.entries({ ...rest, ...named }).map(([name, value]) => [name, short(value)]));
}

const short = (value: unknown): unknown => (typeof value === "string" ? value.slice(0, LONGEST_TEXT) : value);
