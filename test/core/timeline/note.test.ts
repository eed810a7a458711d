import { describe, expect, it } from "vitest";
import { addMessage, addNote, parseMoment, parseNote } from "../../../src/core/timeline/index.ts";
import { InvalidInputError } from "../../../src/lib/errors.ts";
import { NOON, recordOf, says } from "./record-of.ts";

/** A Saturday, 11:00 in Berlin. */
const NOW = "2026-11-21T10:00:00Z";
const parse = (text: string, now = NOW, tz = "Europe/Berlin") => {
  const { at, text: words } = parseNote(text, Date.parse(now), tz);
  return [new Date(at).toISOString().slice(0, 16), words];
};

describe("the time of a note", () => {
  it.each([
    ["10:05 deploy of api 2.3.1 finished", "2026-11-21T09:05", "deploy of api 2.3.1 finished"],
    ["at 9:15, call with vendor", "2026-11-21T08:15", "call with vendor"],
    ["9am call", "2026-11-21T08:00", "call"],
    ["10m ago failover", "2026-11-21T09:50", "failover"],
    ["1h 20m ago – it began", "2026-11-21T08:40", "it began"],
    ["half an hour ago it began", "2026-11-21T09:30", "it began"],
    ["yesterday 23:50 it began", "2026-11-20T22:50", "it began"],
    ["yesterday at 23:50 it began", "2026-11-20T22:50", "it began"],
    ["2026-11-20 14:05 it began", "2026-11-20T13:05", "it began"],
    ["Nov 20 14:05 it began", "2026-11-20T13:05", "it began"],
    ["monday 14:05 it began", "2026-11-16T13:05", "it began"],
    ["10:05 - 10:10 failover", "2026-11-21T09:05", "10:05 - 10:10 failover"],
  ])("%s [TL-4]", (text, at, words) => {
    expect(parse(text)).toEqual([at, words]);
  });

  it.each(["5 nodes are down", "May be the cache", "2 deploys today", "now it works", "api 2.3.1 at 14:05 was fine"])(
    "is now for: %s [TL-4]",
    (text) => {
      expect(parse(text)).toEqual(["2026-11-21T10:00", text]);
    },
  );

  it.each([
    ["14:05 deploy", /still to come.*yesterday 14:05/],
    ["tomorrow 10:00 deploy", /still to come/],
    ["25:99 deploy", /25:99 is not a time of day/],
    ["10:05", /What happened at 10:05/],
  ])("%s is answered with a sentence [TL-4]", (text, sentence) => {
    expect(() => parse(text)).toThrow(InvalidInputError);
    expect(() => parse(text)).toThrow(sentence);
  });

  it("is the person's own, not the server's [TL-4]", () => {
    expect(parse("03:00 it began", NOW, "America/New_York")).toEqual(["2026-11-21T08:00", "it began"]);
    expect(parse("15:00 it began", NOW, "Asia/Kolkata")).toEqual(["2026-11-21T09:30", "it began"]);
  });

  it("does not exist while the clocks are put forward [TL-4]", () => {
    expect(() => parse("02:30 it began", "2026-03-29T10:00:00Z")).toThrow(/clocks were put forward/);
    expect(parse("03:30 it began", "2026-03-29T10:00:00Z")).toEqual(["2026-03-29T01:30", "it began"]);
  });

  it("is the later of two when the clocks are put back, unless that is to come [TL-4]", () => {
    expect(parse("02:30 it began", "2026-10-25T10:00:00Z")).toEqual(["2026-10-25T01:30", "it began"]);
    expect(parse("02:30 it began", "2026-10-25T00:45:00Z")).toEqual(["2026-10-25T00:30", "it began"]);
  });

  it("stands alone in the form, where empty is now and words are refused under their field [TL-4]", () => {
    const now = Date.parse(NOW);
    expect(parseMoment("", now, "UTC", "when")).toBe(now);
    expect(parseMoment("09:30", now, "UTC", "when")).toBe(now - 30 * 60_000);
    expect(() => parseMoment("soonish", now, "UTC", "when")).toThrow(expect.objectContaining({ field: "when" }));
  });
});

describe("notes and messages added by hand", () => {
  const at = (NOON + 60) * 1_000;

  it("are key events at their own time, their secrets masked [TL-4] [TL-7]", async () => {
    const { entries } = await recordOf([addNote({ by: "U1", at, text: "password=hunter22", requestKey: "r1" })]);
    expect(entries.slice(1).map(({ kind, data }) => [kind, data])).toEqual([
      ["note_added", { text: "password=[masked password]" }],
      ["secrets_masked", { kinds: ["password"] }],
    ]);
    expect(entries[1]?.at).toBe(at);
  });

  it("refuse nothing said and the future [TL-4]", async () => {
    const told = await recordOf([]);
    await expect(told.record(addNote({ by: "U1", at, text: "  ", requestKey: "r1" }))).rejects.toThrow(
      "Write what happened",
    );
    const future = (NOON + 7_200) * 1_000;
    await expect(told.record(addNote({ by: "U1", at: future, text: "x", requestKey: "r1" }))).rejects.toThrow(
      "still to come",
    );
  });

  it("put a message on the timeline once, with who added it [TL-4]", async () => {
    const message = says(5, "disk is full", { channelId: "C9", by: "person:U7" });
    const { entries } = await recordOf([addMessage(message, "U2", false), addMessage(message, "U3", false)]);
    expect(entries.slice(1)).toHaveLength(1);
    expect(entries[1]).toMatchObject({ kind: "message_added", by: "person:U7", data: { addedBy: "U2" } });
  });
});
