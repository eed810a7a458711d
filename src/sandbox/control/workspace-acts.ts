import { z } from "zod";
import { settleWhen } from "../../lib/settle.ts";
import { VirtualClock } from "../../lib/virtual-clock.ts";
import { populate } from "../world.ts";
import type { Controlled } from "./controlled.ts";

const Scope = {
  methods: z.array(z.string()).optional(),
  channel: z.string().optional(),
  times: z.number().int().positive().optional(),
  forMs: z.number().positive().optional(),
};

const Rule = z.discriminatedUnion("kind", [
  z.object({ ...Scope, kind: z.literal("rate_limited"), retryAfterSec: z.number().int().positive() }),
  z.object({
    ...Scope,
    kind: z.literal("server_error"),
    status: z.number().int().optional(),
    afterDeed: z.boolean().optional(),
  }),
  z.object({ ...Scope, kind: z.literal("slow"), ms: z.number().positive() }),
  z.object({ ...Scope, kind: z.literal("lost_answer") }),
  z.object({ ...Scope, kind: z.literal("lost_call") }),
  z.object({ ...Scope, kind: z.literal("error"), error: z.string() }),
  z.object({ ...Scope, kind: z.literal("unknown_method") }),
  z.object({ ...Scope, kind: z.literal("missing_scope"), needed: z.string() }),
]);

const share = z.number().min(0).max(1).optional();

const Faulting = z.object({
  rules: z.array(Rule).optional(),
  chaos: z
    .object({
      ...{ seed: z.number().int(), methods: z.array(z.string()).optional() },
      ...{ rateLimited: share, retryAfterSec: z.number().int().optional(), serverError: share },
      ...{
        serverErrorAfterDeed: share,
        slow: share,
        slowMs: z.number().optional(),
        lostAnswer: share,
        lostCall: share,
      },
    })
    .optional(),
  events: z
    .object({
      seed: z.number().int().optional(),
      extraCopies: z.number().int().min(0).optional(),
      delayMs: z.tuple([z.number(), z.number()]).optional(),
      share,
    })
    .optional(),
  capEvents: z.number().int().positive().optional(),
  down: z.object({ ms: z.number().positive(), how: z.enum(["refuse", "reset"]).optional() }).optional(),
  sockets: z.enum(["drop", "refresh", "refresh-with-warning", "half-open"]).optional(),
});

const User = z.object({
  name: z.string(),
  realName: z.string().optional(),
  displayName: z.string().optional(),
  tz: z.string().optional(),
  isGuest: z.boolean().optional(),
  teamId: z.string().optional(),
  isAdmin: z.boolean().optional(),
  isOwner: z.boolean().optional(),
});

/** Acts of nobody in particular: `POST /control/<name>`. */
export const WORKSPACE_ACTS: Readonly<Record<string, (sandbox: Controlled, input: unknown) => Promise<unknown>>> = {
  users: async (sandbox, input) => {
    const user = User.parse(input);
    return sandbox.act(() => ({ id: sandbox.workspace.people.add(user).id }));
  },
  deactivate: async (sandbox, input) => {
    const { name } = z.object({ name: z.string() }).parse(input);
    await sandbox.act(() => sandbox.workspace.people.change(sandbox.person(name).id, { deleted: true }));
  },
  channels: async (sandbox, input) => {
    const shape = z.object({
      name: z.string(),
      private: z.boolean().optional(),
      members: z.array(z.string()).min(1),
    });
    const channel = shape.parse(input);
    await sandbox.act(() => populate(sandbox.workspace, [], [channel]));
    return { id: sandbox.workspace.channels.named(channel.name)?.id };
  },
  plan: async (sandbox, input) => {
    sandbox.workspace.plan = z.object({ plan: z.enum(["free", "pro"]) }).parse(input).plan;
  },
  "rate-limits": async (sandbox, input) => {
    sandbox.setRateLimits(z.object({ on: z.boolean() }).parse(input).on);
  },
  tokens: async (sandbox, input) => {
    const { revoked } = z.object({ revoked: z.boolean() }).parse(input);
    await sandbox.act(() => (revoked ? sandbox.workspace.revokeTokens() : sandbox.workspace.restoreTokens()));
  },
  "request-url": async (sandbox, input) => {
    const { url } = z.object({ url: z.url() }).parse(input);
    return { verified: await sandbox.useHttp(url) };
  },
  faults: async (sandbox, input) => {
    const { rules = [], chaos, events, capEvents, down, sockets } = Faulting.parse(input);
    for (const rule of rules) sandbox.faults.add(rule);
    if (chaos) sandbox.faults.chaos(chaos);
    if (events) sandbox.faults.events(events);
    if (capEvents !== undefined) sandbox.faults.capEvents(capEvents);
    if (sockets === "drop") sandbox.faults.dropSockets();
    if (sockets === "half-open") sandbox.faults.halfOpenSockets();
    if (sockets === "refresh") void sandbox.faults.refreshSockets();
    if (sockets === "refresh-with-warning") void sandbox.faults.refreshSockets({ warn: true });
    // The answer must leave before the connections break.
    if (down) setImmediate(() => void sandbox.faults.down(down));
  },
  clock: async (sandbox, input) => {
    const { advanceMs } = z.object({ advanceMs: z.number().positive() }).parse(input);
    if (!(sandbox.clock instanceof VirtualClock)) throw new Error("this workspace runs on the system clock");
    const { clock } = sandbox;
    await clock.advance(
      advanceMs,
      settleWhen(() => sandbox.isIdle()),
    );
    return { now: clock.now() };
  },
};
