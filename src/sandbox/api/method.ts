import type { z } from "zod";
import { SlackError, type Workspace } from "../workspace/index.ts";
import type { ChannelKind } from "../workspace/types.ts";

export type Json = Record<string, unknown>;

/** How often a method may be called; see rate-limits.ts. */
export type Tier = "tier1" | "tier2" | "tier3" | "tier4" | "post" | "unlimited";

export interface Call {
  readonly workspace: Workspace;
  /** The bot user, on whose behalf the call is made. */
  readonly by: string;
  /** Refuses with missing_scope unless the app has one of these. */
  need(...anyOf: readonly string[]): void;
  /** A URL for one Socket Mode connection. */
  openSocket(): string;
}

export interface Method {
  readonly tier: Tier;
  /** One of these is needed; methods whose need depends on the channel ask through `call.need`. */
  readonly scopes: readonly string[];
  readonly token: "bot" | "app" | "none";
  run(body: Json, call: Call): Json;
}

interface Spec<Params extends z.ZodType> {
  readonly tier: Tier;
  readonly scopes?: readonly string[];
  readonly token?: Method["token"];
  readonly params: Params;
  handle(params: z.output<Params>, call: Call): Json;
}

/** One row of the registry: the arguments are checked before `handle` sees them. */
export function method<Params extends z.ZodType>(spec: Spec<Params>): Method {
  return {
    tier: spec.tier,
    scopes: spec.scopes ?? [],
    token: spec.token ?? "bot",
    run(body, call) {
      const parsed = spec.params.safeParse(body);
      if (!parsed.success) throw invalidArguments(parsed.error);
      return spec.handle(parsed.data, call);
    },
  };
}

function invalidArguments(error: z.ZodError): SlackError {
  const messages = error.issues.map(({ path, message, code, ...issue }) => {
    const isMissing =
      code === "invalid_type" && "input" in issue ? issue.input === undefined : message.includes("undefined");
    const where = path.join("/");
    return isMissing ? `[ERROR] missing required field: ${where}` : `[ERROR] ${message} [json-pointer:/${where}]`;
  });
  return new SlackError("invalid_arguments", { response_metadata: { messages } });
}

const words: Record<ChannelKind, string> = { public: "channels", private: "groups", im: "im", mpim: "mpim" };

export const readScope = (kind: ChannelKind): string => `${words[kind]}:read`;
export const historyScope = (kind: ChannelKind): string => `${words[kind]}:history`;
export const writeScope = (kind: ChannelKind): string =>
  kind === "public" ? "channels:manage" : `${words[kind]}:write`;
