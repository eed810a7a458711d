import { describe, expect, it } from "vitest";
import {
  addNote,
  hearEdit,
  hearMessage,
  hearReaction,
  type TimelineExport,
  timelineCsv,
  timelineJson,
  timelineMarkdown,
} from "../../../src/core/timeline/index.ts";
import { CHANNEL, NOON, product, recordOf, says, ts } from "./record-of.ts";

const incident: TimelineExport["incident"] = {
  number: 1,
  title: "Checkout | *fails* <!channel>",
  severity: "SEV-2",
  status: "triage",
  declaredAt: NOON * 1_000,
  resolvedAt: undefined,
  isPrivate: false,
  isDrill: false,
};

const joined = (pieces: Iterable<string>): string => [...pieces].join("");

async function input(timeZone?: string): Promise<TimelineExport> {
  const { entries } = await recordOf([
    hearMessage(says(1, "=HYPERLINK(1)|x\n<b>bold</b> *now*", { permalink: "https://acme.slack.com/archives/C1/p1" })),
    hearReaction({ channelId: CHANNEL, ts: ts(1), userId: "U2", emoji: "bulb", eventTs: ts(3), isOn: true }),
    hearEdit({ before: says(4, "@{U2} look"), after: { ...says(4, "@{U2} look, please"), editedTs: ts(5) } }),
    addNote({ by: "U1", at: (NOON + 20) * 1_000, text: '=1+1, "quoted"', requestKey: "r" }),
  ]);
  const names = (userId: string) => ({ U1: "Dana", U2: "Sam" })[userId] ?? userId;
  return { incident, entries: entries.filter(({ seq }) => seq > 1), names, tell: product.tell, timeZone };
}

describe("an exported timeline", () => {
  it("is a Markdown table with real times, names, marks and links, in which no typed character means anything [TL-5]", async () => {
    expect(joined(timelineMarkdown(await input("Europe/Berlin"))).split("\n")).toEqual([
      "# Timeline of incident #1: Checkout \\| \\*fails\\* &lt;!channel&gt;",
      "",
      "SEV-2 · triage · declared 2026-11-21 10:00:00 UTC",
      "",
      "Key events are in bold.",
      "",
      "| UTC | Europe/Berlin | What happened |",
      "| --- | --- | --- |",
      "| 2026-11-21 10:00:01 | 2026-11-21 11:00:01 | **Dana: =HYPERLINK(1)\\|x<br>&lt;b&gt;bold&lt;/b&gt; \\*now\\*** _(root cause)_ [↗](https://acme.slack.com/archives/C1/p1) |",
      "| 2026-11-21 10:00:04 | 2026-11-21 11:00:04 | Dana: Sam look _(edited later)_ |",
      "| 2026-11-21 10:00:05 | 2026-11-21 11:00:05 | Dana edited a message: Sam look, please |",
      '| 2026-11-21 10:00:20 | 2026-11-21 11:00:20 | **Dana noted: =1+1, "quoted"** |',
      "",
    ]);
  });

  it("is CSV whose cells no spreadsheet runs [TL-5]", async () => {
    const { entries, ...rest } = await input();
    const named = { ...rest, entries, names: () => "=cmd|calc" };
    const rows = joined(timelineCsv(named)).split("\r\n");
    expect(rows[0]).toBe("time_utc,time_local,time_zone,kind,by,text,key_event,marks,edited,deleted,permalink,key");
    expect(rows.some((row) => /(^|,)"?[=+@-]/.test(row))).toBe(false);
    expect(joined(timelineCsv(named))).toContain(`"'=cmd|calc noted: =1+1, ""quoted"""`);
  });

  it("is JSON with every entry, its data and its hash [TL-5]", async () => {
    const whole = await input();
    const parsed = JSON.parse(joined(timelineJson(whole)));
    expect(parsed.incident).toMatchObject({ number: 1, declaredAt: "2026-11-21T10:00:00.000Z", resolvedAt: null });
    expect(parsed.entries).toHaveLength(whole.entries.length);
    expect(parsed.entries[0]).toMatchObject({
      kind: "message_said",
      at: "2026-11-21T10:00:01.000Z",
      by: "person:U1",
      text: "Dana: =HYPERLINK(1)|x\n<b>bold</b> *now*",
      isKeyEvent: true,
      marks: ["root_cause"],
      hash: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it("steers no terminal and turns no words round [OPS-5]", async () => {
    const { entries } = await recordOf([hearMessage(says(1, "\u001b]0;owned\u0007\u202egnp.exe\u0000 \u009b31m red"))]);
    const shown = { ...(await input()), entries: entries.filter(({ seq }) => seq > 1) };
    const texts = [joined(timelineMarkdown(shown)), joined(timelineCsv(shown))];
    for (const text of texts) {
      expect(text).toContain("0;ownedgnp.exe 31m red");
      expect(text).not.toMatch(/(?![\r\n])\p{Cc}|\u202e/u);
    }
  });
});
