import { describe, expect, it } from "vitest";
import { judgeChannel, judgeRooms } from "../../../src/cli/doctor/channels.ts";
import { judgeClock } from "../../../src/cli/doctor/clock.ts";
import { reportText } from "../../../src/cli/doctor/report.ts";
import { judgeScopes, wantedScopes } from "../../../src/cli/doctor/scopes.ts";
import { judgeSocket, judgeToken } from "../../../src/cli/doctor/slack.ts";
import { judgeBackups, judgeDisk } from "../../../src/cli/doctor/storage.ts";
import { SlackCallError } from "../../../src/slack/kit/index.ts";

const NOW = Date.UTC(2026, 2, 12, 14, 0);
const HOUR = 3_600_000;
const backups = { dir: "/backups", schedule: "17 * * * *", keep: { hours: 6, days: 7, weeks: 4 } };
const refused = (code: string) =>
  new SlackCallError("auth.test", { kind: "refused", code, meaning: "auth", details: [], answer: {} });
const room = { id: "C1", name: "incidents", is_archived: false, is_member: true, is_private: false };

describe("what the doctor makes of it [OPS-4]", () => {
  it("is content with the scopes of the manifest, and knows what each of them is for", () => {
    const wanted = wantedScopes();
    expect(judgeScopes(wanted, wanted)).toEqual([
      { check: "Scopes", state: "good", what: `all ${wanted.length} of manifest.yml` },
    ]);
    const each = wanted.map(
      (scope) =>
        judgeScopes(
          wanted,
          wanted.filter((other) => other !== scope),
        )[0],
    );
    expect(each.filter((finding) => finding?.state === "bad")).toHaveLength(7);
    for (const finding of each) {
      expect(finding?.mend).toContain("Reinstall");
      expect(finding?.what).not.toContain("what needs it");
    }
  });

  it.each([
    [0, "good", "agrees"],
    [-29_000, "good", "agrees"],
    [45_000, "poor", "45 seconds ahead of Slack"],
    [-3_600_000, "bad", "1 hour behind Slack"],
  ])("a clock %i ms ahead is %s", (ahead, state, what) => {
    expect(judgeClock(ahead)).toMatchObject({ state, what: expect.stringContaining(what) });
  });

  it.each([
    ["none at all", backups, undefined, "poor"],
    ["one of this hour", backups, NOW - HOUR, "good"],
    ["one of the day before yesterday", backups, NOW - 40 * HOUR, "poor"],
    ["none, and none wanted", { ...backups, schedule: undefined }, undefined, "poor"],
    ["a fresh one by other hands", { ...backups, schedule: undefined }, NOW - HOUR, "good"],
  ])("of backups, %s", (_what, settings, newestAt, state) => {
    expect(judgeBackups(settings, newestAt, NOW).state).toBe(state);
  });

  it.each([
    [100e6, 1e6, "bad"],
    [500e6, 1e6, "poor"],
    [5e9, 1e6, "good"],
    [5e9, 2e9, "poor"],
  ])("%i bytes free for a database of %i are %s", (free, size, state) => {
    expect(judgeDisk("/data", free, size).state).toBe(state);
  });

  it.each([
    ["joined", room, ["chat:write"], "good"],
    ["public, with the right to post", { ...room, is_member: false }, ["chat:write.public"], "good"],
    ["public, without that right", { ...room, is_member: false }, ["chat:write"], "bad"],
    ["archived", { ...room, is_archived: true }, ["chat:write"], "bad"],
    ["not there", undefined, ["chat:write"], "bad"],
  ])("an incidents channel that is %s", (_what, seen, granted, state) => {
    const finding = judgeChannel({ ref: "incidents", seen, from: "INCIDENTS_CHANNEL", isVital: true }, granted);
    expect(finding.state).toBe(state);
    if (state === "bad") expect(finding.mend).toMatch(/\.$/);
  });

  it("names the incidents whose channel the bot cannot hear", () => {
    const findings = judgeRooms([
      { number: 1, seen: room },
      { number: 2, seen: { ...room, name: "inc-2", is_member: false } },
      { number: 3, seen: undefined },
      { number: 4, seen: { ...room, name: "inc-4", is_archived: true } },
    ]);
    expect(findings.map(({ what }) => what)).toEqual([
      "the bot is not in #inc-2, so the record of #2 has a gap",
      "the channel of #3 is gone",
      "#inc-4 of #4 is archived",
    ]);
    expect(judgeRooms([{ number: 1, seen: room }])).toMatchObject([{ state: "good" }]);
  });

  it("tells a refused token from a Slack that is not there", () => {
    expect(judgeToken(refused("invalid_auth"), "https://slack.com/api/").mend).toContain("OAuth & Permissions");
    const gone = new SlackCallError("auth.test", { kind: "unreachable", reason: "ENOTFOUND" });
    expect(judgeToken(gone, "https://slack.com/api/")).toMatchObject({
      state: "bad",
      mend: expect.stringContaining("SLACK_API_URL"),
    });
    const limited = new SlackCallError("auth.test", { kind: "rate_limited", untilMs: NOW });
    expect(judgeToken(limited, "https://slack.com/api/").state).toBe("poor");
    expect(judgeSocket(refused("missing_scope")).mend).toContain("connections:write");
    expect(judgeSocket(refused("invalid_auth")).mend).toContain("Switch Socket Mode on");
    expect(judgeSocket(limited).state).toBe("poor");
  });

  it("reads as a list with the cure under each ill, and a last line that says it all", () => {
    const text = reportText([
      { check: "Token", state: "good", what: "sitrep in Acme" },
      { check: "Disk", state: "bad", what: "no room", mend: "Free some." },
    ]);
    expect(text).toBe(
      [
        "✔ Token             sitrep in Acme",
        "✖ Disk              no room",
        "                    → Free some.",
        "",
        "One thing stops Sitrep from doing its work.",
        "",
      ].join("\n"),
    );
    expect(reportText([{ check: "Token", state: "good", what: "x" }])).toMatch(/All is well\.\n$/);
  });
});
