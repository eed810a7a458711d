import { describe, expect, it } from "vitest";
import { type Attempt, type Effect, PRIORITY } from "../../../src/core/ledger/index.ts";
import { UnavailableError } from "../../../src/lib/errors.ts";
import { createLog } from "../../../src/lib/log.ts";
import { VirtualClock } from "../../../src/lib/virtual-clock.ts";
import type { Deed } from "../../../src/slack/kit/deeds.ts";
import { createGateway } from "../../../src/slack/kit/gateway.ts";
import { meaningOf, SlackCallError, type SlackFailure } from "../../../src/slack/kit/index.ts";

const NOW = 1_000_000;
const MINUTE = 60_000;

const effect: Effect = { key: "12/3/post", kind: "post", lane: "12", priority: PRIORITY.update, data: { text: "hi" } };
const attempt = (firstTriedAt = NOW): Attempt => ({
  id: 1,
  incidentId: 12,
  attempts: 1,
  isInDoubt: false,
  firstTriedAt,
  effect,
});

const refused = (code: string, needed?: string): SlackFailure => ({
  kind: "refused",
  code,
  meaning: meaningOf(code),
  details: [],
  answer: {},
  ...(needed && { needed }),
});

function outcomeOf(deed: Partial<Deed<unknown>>, error: unknown, firstTriedAt?: number) {
  const carryOut = async () => {
    throw error;
  };
  const parts = { clock: new VirtualClock(NOW), log: createLog("silent") };
  const gateway = createGateway(parts, [
    { post: { whenRefused: { note: "The card could not be posted" }, carryOut, ...deed } },
  ]);
  return gateway.carryOut(attempt(firstTriedAt), []);
}

const failed = (failure: SlackFailure, deed: Partial<Deed<unknown>> = {}, firstTriedAt?: number) =>
  outcomeOf(deed, new SlackCallError("chat.postMessage", failure), firstTriedAt);

const note = (text: string) => [
  { kind: "deed_failed", by: "sitrep", key: "failed/12/3/post", data: { deed: "12/3/post", text } },
];

describe("what a failed call means for the deed [OPS-2]", () => {
  it("a disk that is full is no fault of ours: it is tried again for as long as that lasts, and may have been done", async () => {
    const full = new UnavailableError("Sitrep cannot write to its database just now.");
    const longAgo = NOW - 60 * MINUTE;
    expect(await outcomeOf({}, full, longAgo)).toMatchObject({ kind: "again", isInDoubt: true });
  });

  it.each([
    [
      "rate limited",
      { kind: "rate_limited", untilMs: NOW + 30_000 },
      { kind: "again", isInDoubt: false, atMs: NOW + 30_000 },
    ],
    ["an answer that was lost", { kind: "in_doubt", reason: "x" }, { kind: "again", isInDoubt: true }],
    ["Slack not reached", { kind: "unreachable", reason: "x" }, { kind: "again", isInDoubt: false }],
    ["a bad moment of Slack", refused("internal_error"), { kind: "again", isInDoubt: false }],
    ["a revoked token", refused("token_revoked"), { kind: "again", isInDoubt: false, atMs: NOW + MINUTE }],
    [
      "a channel that is archived by hand",
      refused("is_archived"),
      { kind: "again", isInDoubt: false, atMs: NOW + 5 * MINUTE },
    ],
  ] satisfies [string, SlackFailure, object][])("%s: it is tried again", async (_name, failure, expected) => {
    expect(await failed(failure)).toMatchObject(expected);
  });

  it("gives up with a visible note what Slack will never do", async () => {
    expect(await failed(refused("invalid_blocks"))).toEqual({
      kind: "given_up",
      reason: "invalid_blocks",
      entries: note("The card could not be posted (invalid_blocks)."),
    });
  });

  it("drops a nicety that this Slack lacks without a word [OPS-9]", async () => {
    const outcome = await failed(refused("missing_scope", "bookmarks:write"), { whenRefused: "drop" });
    expect(outcome).toEqual({ kind: "given_up", reason: "missing_scope, needs bookmarks:write", entries: [] });
  });

  it("drops a nicety for a channel that is gone, so that its lane is free", async () => {
    expect(await failed(refused("is_archived"), { whenRefused: "drop" })).toMatchObject({ kind: "given_up" });
  });

  it("gives up on a closed channel after a day", async () => {
    expect(await failed(refused("is_archived"), {}, NOW - 25 * 60 * MINUTE)).toMatchObject({ kind: "given_up" });
  });

  it("lets the deed say itself what a refusal means", async () => {
    const entries = [{ kind: "channel_refused", by: "sitrep" as const, data: {} }];
    expect(await failed(refused("restricted_action"), { refused: () => entries })).toMatchObject({
      kind: "given_up",
      entries,
    });
  });

  it("tries a deed again that failed by a mistake of ours, then leaves a note", async () => {
    expect(await outcomeOf({}, new TypeError("oops"))).toMatchObject({ kind: "again", isInDoubt: true });
    const outcome = await outcomeOf({}, new TypeError("oops"), NOW - 11 * MINUTE);
    expect(outcome).toMatchObject({
      kind: "given_up",
      entries: note("The card could not be posted (an error inside Sitrep)."),
    });
  });
});
