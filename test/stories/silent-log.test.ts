import { describe, expect, it } from "vitest";
import { acmePolicy, CHANNELS } from "../../src/cli/demo/acme.ts";
import { perform } from "../../src/cli/demo/performance.ts";
import { loadScenario, type Scenario } from "../../src/cli/demo/scenario.ts";
import { shippedPolicy } from "../../src/config/index.ts";
import { withoutSecrets } from "../../src/core/timeline/index.ts";
import type { FaultRule } from "../../src/sandbox/index.ts";
import { hearLog } from "../support/heard-log.ts";
import { startWorld } from "../support/world.ts";

const SCENARIOS = ["checkout-outage", "leaked-credential", "slow-database"];

/** Errors are where words slip out: each call that can fail without ending the story does, now and then. */
const FAULTS: readonly FaultRule[] = [
  { kind: "server_error", methods: ["chat.postMessage"], times: 3, afterDeed: true },
  { kind: "rate_limited", methods: ["chat.update"], times: 3, retryAfterSec: 5 },
  { kind: "lost_answer", methods: ["chat.postEphemeral", "conversations.setTopic"], times: 2 },
  { kind: "missing_scope", methods: ["bookmarks.add", "pins.add"], needed: "pins:write" },
  { kind: "error", methods: ["chat.update"], error: "msg_blocks_too_long", times: 2 },
  // An answer that nobody understands: a bug, as the bot sees it.
  { kind: "error", methods: ["chat.postMessage"], error: "", extra: { ok: true, channel: 7 }, times: 2 },
  { kind: "error", methods: ["conversations.setPurpose"], error: "restricted_action" },
];

/** Every four words in a row that people typed, in small letters. */
function phrasesOf({ steps }: Scenario): Set<string> {
  const typed = steps.flatMap(({ name, value }) => {
    if (name === "say" || name === "command" || name === "edit") return [String(value)];
    return name === "submit" ? Object.values(Object(value)).map(String) : [];
  });
  const phrases = typed.flatMap((text) => {
    const words = text.toLowerCase().split(/\s+/);
    return words.slice(3).map((_, index) => words.slice(index, index + 4).join(" "));
  });
  return new Set(phrases);
}

describe("the log at its most talkative [OPS-3] [OPS-6]", () => {
  it.each(SCENARIOS)(
    "holds no word, title, name, token or secret of %s, whatever fails",
    { timeout: 60_000 },
    async (name) => {
      const scenario = await loadScenario(name);
      const heard = hearLog("trace");
      const world = await startWorld({
        ...{ startAt: scenario.start, log: heard.log, policy: acmePolicy, sandbox: { channels: CHANNELS } },
      });
      const { sandbox, clock, settle, pass } = world;
      for (const rule of FAULTS) sandbox.faults.add(rule);
      await perform({ scenario, sandbox, bot: world.bot(), clock, pace: pass, settle });
      await settle();
      const log = heard.text();
      const lower = log.toLowerCase();
      expect(heard.lines().length).toBeGreaterThan(5);
      expect(log).toContain("a deed failed for a reason of our own");
      const incidents = await world.bot().store.listIncidents({});
      const { people } = sandbox.workspace;
      const never = [
        ...phrasesOf(scenario),
        ...incidents.map(({ title }) => title.toLowerCase()),
        ...people
          .all()
          .flatMap(({ email, realName }) => [email, realName])
          .filter((text) => text !== ""),
        ...[sandbox.botToken, sandbox.appToken, sandbox.signingSecret],
        ...["akiaiosfodnn7example", "correct-horse", "/response/", "xoxb-", "xapp-"],
      ];
      expect(never.length).toBeGreaterThan(60);
      expect(never.filter((text) => lower.includes(text.toLowerCase()))).toEqual([]);
      const masked = (line: string) => withoutSecrets(line, shippedPolicy());
      expect(
        log
          .trim()
          .split("\n")
          .filter((line) => masked(line) !== line),
      ).toEqual([]);
      expect(await world.verify()).toEqual([]);
    },
  );
});
