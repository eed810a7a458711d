import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../../../../src/lib/virtual-clock.ts";
import { createSlackCaller } from "../../../../src/slack/kit/speaking/caller.ts";
import { Directory, type Person } from "../../../../src/slack/kit/speaking/directory.ts";
import { answer, neverAnswer, recordedLog, until, Wire } from "../wire.ts";

const dana: Person = {
  id: "U1",
  name: "Dana",
  tz: "Europe/Berlin",
  isBot: false,
  isDeactivated: false,
  isGuest: false,
  isAdmin: false,
};

const slackDana = {
  id: "U1",
  name: "dana.k",
  real_name: "Dana Keller",
  tz: "Europe/Berlin",
  profile: { display_name: "Dana" },
};

let wire: Wire;
let clock: VirtualClock;
let stored: Map<string, Person>;
let directory: Directory;

beforeEach(async () => {
  wire = new Wire();
  clock = new VirtualClock(Date.UTC(2026, 0, 1));
  stored = new Map();
  const caller = createSlackCaller({ token: "xoxb-1", apiUrl: await wire.start(), clock, log: recordedLog().log });
  const store = {
    load: async (userId: string) => stored.get(userId),
    save: async (person: Person) => {
      stored.set(person.id, person);
    },
  };
  directory = new Directory({ caller, clock, store, teamId: () => "T1" });
});

afterEach(() => wire.stop());

describe("Directory", () => {
  it("asks once for many, remembers for an hour and keeps for the next start", async () => {
    wire.on("users.info", answer({ ok: true, user: slackDana }));
    expect(await directory.people(["U1", "U1"])).toEqual([dana, dana]);
    expect(await directory.person("U1")).toEqual(dana);
    expect(wire.calls).toHaveLength(1);
    expect(stored.get("U1")).toEqual(dana);
    await clock.advance(3_600_001, async () => undefined);
    await directory.person("U1");
    await until(() => wire.calls.length === 2);
  });

  it("takes a name as one line that says nothing to a program [OPS-5]", async () => {
    const typed = "Dana\r\nATTENDEE:mailto:eve@evil.example\u202e\u0000 ".padEnd(500, "x");
    wire.on("users.info", answer({ ok: true, user: { ...slackDana, profile: { display_name: typed } } }));
    const { name } = await directory.person("U1");
    expect(name).toMatch(/^Dana ATTENDEE:mailto:eve@evil\.example x+…$/);
    expect(name).toHaveLength(80);
  });

  it.each([
    [{ is_admin: true }, true],
    [{ is_owner: true }, true],
    [{}, false],
  ])("knows admins and owners: %j [OPS-4]", async (flags, isAdmin) => {
    wire.on("users.info", answer({ ok: true, user: { ...slackDana, ...flags } }));
    expect((await directory.person("U1")).isAdmin).toBe(isAdmin);
  });

  it("waits for Slack to tell anew where old standing must not count, and no longer than a second [OPS-4]", async () => {
    stored.set("U1", { ...dana, isAdmin: true });
    wire.on("users.info", answer({ ok: true, user: slackDana }));
    expect((await directory.personAsTold("U1")).isAdmin).toBe(false);
    stored.set("U2", { ...dana, id: "U2", isAdmin: true });
    wire.on("users.info", neverAnswer);
    const asked = directory.personAsTold("U2");
    await until(() => wire.calls.length === 2);
    await clock.advance(1_000, async () => undefined);
    expect((await asked).isAdmin).toBe(true);
  });

  it("takes nobody for an admin whom Slack will not tell of, whatever was known [OPS-4]", async () => {
    stored.set("U1", { ...dana, isAdmin: true });
    wire.on("users.info", answer({ ok: false, error: "missing_scope", needed: "users:read" }));
    expect(await directory.personAsTold("U1")).toEqual(dana);
  });

  it.each([
    ["of our workspace", { team_id: "T1" }, undefined],
    ["of another", { team_id: "T2", is_admin: true }, true],
    ["of another of our organisation", { team_id: "T2", enterprise_user: { teams: ["T2", "T3"] } }, true],
    ["of several of our organisation", { team_id: "T2", enterprise_user: { teams: ["T2", "T1"] } }, undefined],
  ])("knows who is %s [OPS-6]", async (_who, of, isOutside) => {
    wire.on("users.info", answer({ ok: true, user: { ...slackDana, ...of } }));
    const person = await directory.person("U1");
    expect([person.isOutside, person.isGuest, person.isAdmin]).toEqual([isOutside, isOutside ?? false, false]);
  });

  it("asks at once of who comes with the name of another workspace, and trusts nobody whom Slack does not tell of [OPS-6]", async () => {
    wire.on("users.info", answer({ ok: false, error: "user_not_found" }));
    directory.heardOf("U2", "sam", "T1");
    expect(await directory.known("U2")).toBeUndefined();
    directory.heardOf("U1", "eve", "T2");
    expect(await directory.known("U1")).toMatchObject({ name: "eve", isOutside: true, isGuest: true });
  });

  it("calls a stranger by their handle as soon as it is heard, also who was asked for before", async () => {
    wire.on("users.info", answer({ ok: false, error: "missing_scope", needed: "users:read" }));
    expect((await directory.person("U1")).name).toBe("U1");
    directory.heardOf("U1", "dana.k");
    expect((await directory.person("U1")).name).toBe("dana.k");
  });

  it("answers from the store at once and refreshes behind", async () => {
    stored.set("U1", { ...dana, name: "Dee" });
    wire.on("users.info", answer({ ok: true, user: slackDana }));
    expect((await directory.person("U1")).name).toBe("Dee");
    await until(() => stored.get("U1")?.name === "Dana");
    expect((await directory.person("U1")).name).toBe("Dana");
  });

  it.each([
    [{ ...slackDana, profile: { display_name: "" } }, { name: "Dana Keller" }],
    [{ ...slackDana, deleted: true }, { isDeactivated: true }],
    [{ ...slackDana, is_restricted: true }, { isGuest: true }],
    [{ ...slackDana, is_bot: true }, { isBot: true }],
    [{ ...slackDana, tz: "Mars/Olympus" }, { tz: "UTC" }],
  ])("reads %j", async (user, expected) => {
    wire.on("users.info", answer({ ok: true, user }));
    expect(await directory.person("U1")).toMatchObject(expected);
  });

  it("calls strangers by their id, and does not ask again at once", async () => {
    wire.on("users.info", answer({ ok: false, error: "user_not_found" }));
    expect(await directory.person("U9")).toMatchObject({ id: "U9", name: "U9", tz: "UTC" });
    await directory.person("U9");
    expect(wire.calls).toHaveLength(1);
  });

  it("does not keep a person waiting when Slack is slow", async () => {
    wire.on("users.info", neverAnswer);
    const asked = directory.person("U1");
    await until(() => wire.calls.length === 1);
    await clock.advance(1_000, async () => undefined);
    expect(await asked).toMatchObject({ name: "U1", isUnheard: true });
  });

  it("waits once for the same answer, however often it is needed", async () => {
    wire.on("users.info", neverAnswer);
    const asked = directory.person("U1");
    await until(() => wire.calls.length === 1);
    await clock.advance(1_000, async () => undefined);
    await asked;
    expect(await directory.person("U1")).toMatchObject({ name: "U1", isUnheard: true });
  });

  it("takes a refusal for an answer: nothing more will be heard of them", async () => {
    wire.on("users.info", answer({ ok: false, error: "missing_scope" }));
    expect(await directory.person("U1")).toMatchObject({ isUnknown: true });
    expect(await directory.person("U1")).not.toHaveProperty("isUnheard");
  });

  it("says why the members of a user group are not known, so that nobody is forgotten [OPS-9]", async () => {
    wire.on(
      "usergroups.users.list",
      answer({ ok: true, users: ["U1", "U2"] }),
      answer({ ok: false, error: "plan_upgrade_required" }),
    );
    expect(await directory.groupMembers("S1")).toEqual(["U1", "U2"]);
    await expect(directory.groupMembers("S1")).rejects.toThrow("plan_upgrade_required");
  });
});
