import { describe, expect, it } from "vitest";
import { loadPolicy } from "../../../src/config/load-policy.ts";
import { calendarKey, calendarPath, type Feed } from "../../../src/core/oncall/index.ts";
import { calendarRoute } from "../../../src/http/calendar/route.ts";
import { filesWith } from "../../config/fake-files.ts";
import { startWorld } from "../../support/world.ts";

const rotations = (people: string[]) => `
platform:
  name: Platform
  kind: weekly
  timeZone: Europe/Berlin
  startsOn: "2026-01-05"
  handoverAt: "09:00"
  people: [${people.join(", ")}]
`;

async function house(publicUrl?: string) {
  const world = await startWorld({
    policy: (sandbox) => {
      const people = ["dana", "sam", "kim"].map((name) => sandbox.person(name).id);
      return loadPolicy("/conf", filesWith({ "rotations.yml": rotations(people) }));
    },
    ...(publicUrl && { config: { publicUrl } }),
  });
  const { ledger, directory } = world.bot().ctx;
  const { store } = world.bot();
  const nameOf = async (id: string) => (await directory.person(id)).name;
  const route = calendarRoute({ store, world: () => ledger.world(), nameOf });
  const read = async (path: string) => route.answer({ url: new URL(`http://here/${path}`), headers: {} });
  const pathOf = async (feed: Feed) => calendarPath(await calendarKey(store), feed);
  return { world, read, pathOf };
}

describe("the on-call calendar", () => {
  it("has every shift of a rotation once, in its own instants, also over the change of clocks [ESC-4]", async () => {
    const { read, pathOf } = await house();
    const answer = await read(await pathOf({ kind: "rotation", id: "platform" }));
    expect(answer).toMatchObject({ status: 200, type: "text/calendar; charset=utf-8" });
    const body = answer?.body ?? "";
    expect(body).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
    expect(body).toContain("SUMMARY:Dana: Platform");
    // Handed over at 09:00 in Berlin: 08:00 UTC in winter, 07:00 in summer.
    expect(body).toContain("DTSTART:20260323T080000Z\r\nDTEND:20260330T070000Z");
    const uids = [...body.matchAll(/UID:(.+)\r\n/g)].map(([, uid]) => uid);
    expect(new Set(uids).size).toBe(uids.length);
    expect(uids.length).toBeGreaterThan(50);
  });

  it("has no line that somebody's name began [OPS-5]", async () => {
    const { world, read, pathOf } = await house();
    const { id } = world.person("sam");
    world.sandbox.workspace.people.change(id, { displayName: "Sam\r\nBEGIN:VALARM\nATTENDEE:eve" });
    const body = (await read(await pathOf({ kind: "person", id })))?.body ?? "";
    expect(body).toContain("NAME:On call: Sam BEGIN:VALARM ATTENDEE:eve\r\n");
    expect(body).not.toMatch(/^(?:BEGIN:VALARM|ATTENDEE)/m);
  });

  it("has a person's own shifts only [ESC-4]", async () => {
    const { world, read, pathOf } = await house();
    const body = (await read(await pathOf({ kind: "person", id: world.person("sam").id })))?.body ?? "";
    const summaries = new Set([...body.matchAll(/SUMMARY:([^:]+):/g)].map(([, name]) => name));
    expect([...summaries]).toEqual(["Sam"]);
  });

  it("shows nothing to whoever guesses an address [ESC-4] [OPS-6]", async () => {
    const { read, pathOf } = await house();
    const path = await pathOf({ kind: "rotation", id: "platform" });
    const forged = [
      path.replace(/.\.ics$/, (end) => (end.startsWith("A") ? "B.ics" : "A.ics")),
      path.replace("platform", "payments"),
      path.replace("rotation", "person"),
      "calendar/rotation/platform/.ics",
      "calendar/",
    ];
    for (const one of forged) expect(await read(one)).toBeUndefined();
  });

  it("is told by a command, or what is missing for it [ESC-4]", async () => {
    const { world, read } = await house("https://sitrep.acme.test/");
    const { ephemeral } = await world.person("dana").command("general", "/incident oncall calendar");
    const [, path = ""] = /https:\/\/sitrep\.acme\.test\/(\S+\.ics)/.exec(ephemeral[0]?.text ?? "") ?? [];
    expect((await read(path))?.body).toContain("SUMMARY:Dana");
    const unserved = await house();
    const told = await unserved.world.person("dana").command("general", "/incident oncall calendar");
    expect(told.ephemeral[0]?.plain).toContain("PUBLIC_URL");
  });
});
