import { describe, expect, it } from "vitest";
import type { OutboxRow } from "../../src/db/rows.ts";
import { judgeBacklog } from "../../src/doctor/backlog.ts";
import { judgeChannel, judgeRooms } from "../../src/doctor/channels.ts";
import { judgeClock } from "../../src/doctor/clock.ts";
import { judgeBackups, judgeDisk } from "../../src/doctor/files.ts";
import { problemsIn } from "../../src/doctor/finding.ts";
import { judgeConnection } from "../../src/doctor/from-within.ts";
import { reportText } from "../../src/doctor/report.ts";
import { judgeScopes, wantedScopes } from "../../src/doctor/scopes.ts";
import { judgeSocket, judgeToken } from "../../src/doctor/slack.ts";

const NOW = Date.UTC(2026, 2, 12, 14, 0);
const HOUR = 3_600_000;
const backups = { dir: "/backups", schedule: "17 * * * *", keep: { hours: 6, days: 7, weeks: 4 } };
const refused = (code: string) => ({ kind: "refused", code, words: `auth.test: ${code}` }) as const;
const givenUp = (over: Pick<OutboxRow, "key" | "incidentId" | "lastError">): OutboxRow => ({
  ...{ id: 1, kind: "invite", lane: "C1", priority: 2, data: "{}", isLive: false, notBefore: 0, createdAt: 0 },
  ...{ state: "given_up", attempts: 1, firstTriedAt: 0, finishedAt: NOW, isInDoubt: false, isDirty: false, ...over },
});
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
      { number: 1, isPrivate: false, seen: room },
      { number: 2, isPrivate: false, seen: { ...room, name: "inc-2", is_member: false } },
      { number: 3, isPrivate: false, seen: undefined },
      { number: 4, isPrivate: false, seen: { ...room, name: "inc-4", is_archived: true } },
    ]);
    expect(findings.map(({ what }) => what)).toEqual([
      "the bot is not in #inc-2, so the record of #2 has a gap",
      "the channel of #3 is gone",
      "#inc-4 of #4 is archived",
    ]);
    expect(judgeRooms([{ number: 1, isPrivate: false, seen: room }])).toMatchObject([{ state: "good" }]);
  });

  it("gives a private incident its number alone where people in Slack read it [INC-4]", () => {
    const seen = { ...room, name: "inc-2-leaked-payroll", is_private: true, is_member: false };
    const rooms = [
      { number: 2, isPrivate: true, seen },
      { number: 3, isPrivate: false, seen: { ...seen, is_archived: true } },
    ];
    expect(JSON.stringify(judgeRooms(rooms))).toContain("#inc-2-leaked-payroll");
    expect(judgeRooms(rooms, "bot")).toEqual([
      {
        check: "Open incidents",
        state: "poor",
        what: "the bot is not in the channel of #2, so the record of #2 has a gap",
        mend: "Type /invite @Sitrep in the channel of #2; what was said meanwhile is then read.",
      },
      {
        check: "Open incidents",
        state: "poor",
        what: "the channel of #3 is archived",
        mend: "Unarchive it, or resolve #3.",
      },
    ]);
  });

  it("tells of deeds that wait whoever is to take them, and of those given up without names in Slack", () => {
    const row = { key: "2/invite/U0SECRET01", incidentId: 2, lastError: "cant_invite" };
    const backlog = {
      waiting: 1,
      waitingSince: NOW - HOUR,
      givenUp: [givenUp(row), givenUp({ ...row, incidentId: null })],
    };
    expect(judgeBacklog(backlog, NOW, "terminal").map(({ what }) => what)).toEqual([
      "1 deed waits to go out, the oldest for 1 hour",
      "2 deeds given up in the last week: 2/invite/U0SECRET01 (cant_invite); 2/invite/U0SECRET01 (cant_invite)",
    ]);
    expect(judgeBacklog(backlog, NOW, "bot").map(({ what }) => what)).toEqual([
      "1 deed waits to go out, the oldest for 1 hour",
      "2 deeds given up in the last week: one of no incident (cant_invite); one of #2 (cant_invite)",
    ]);
    expect(judgeBacklog(backlog, NOW, "bot")[0]?.mend).toContain("PagerDuty");
  });

  it("asks its sockets whether Slack reaches the bot that runs", () => {
    const socket = { kind: "socket", appToken: "xapp-1", healthPort: undefined } as const;
    expect(judgeConnection(socket, true).state).toBe("good");
    expect(judgeConnection(socket, false).state).toBe("bad");
    expect(judgeConnection({ kind: "http", signingSecret: "s", port: 3000 }, false).state).toBe("good");
  });

  it("puts what stops the bot before what could be better", () => {
    const findings = [
      { check: "A", state: "poor", what: "a", mend: "A." },
      { check: "B", state: "good", what: "b" },
      { check: "C", state: "bad", what: "c", mend: "C." },
    ] as const;
    expect(problemsIn(findings).map(({ check }) => check)).toEqual(["C", "A"]);
  });

  it("tells a refused token from a Slack that is not there", () => {
    expect(judgeToken(refused("invalid_auth"), "https://slack.com/api/").mend).toContain("OAuth & Permissions");
    const gone = { kind: "silent", words: "auth.test: Slack not reached (ENOTFOUND)" } as const;
    expect(judgeToken(gone, "https://slack.com/api/")).toMatchObject({
      state: "bad",
      mend: expect.stringContaining("SLACK_API_URL"),
    });
    const limited = { kind: "later", words: "auth.test: rate limited" } as const;
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
