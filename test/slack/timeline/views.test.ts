import { describe, expect, it } from "vitest";
import type { TimelineLine } from "../../../src/core/timeline/index.ts";
import { InvalidInputError } from "../../../src/lib/errors.ts";
import { LINES_A_PAGE } from "../../../src/slack/timeline/pages.ts";
import { timelineWish } from "../../../src/slack/timeline/verbs.ts";
import { maskedNotice } from "../../../src/slack/timeline/views/masked-notice.ts";
import { searchResults } from "../../../src/slack/timeline/views/search-results.ts";
import { timelinePage } from "../../../src/slack/timeline/views/timeline-page.ts";

const line: TimelineLine = {
  seq: 7,
  key: "message/C1/1.0",
  kind: "message_said",
  at: 1_795_255_200_000,
  by: "person:U1",
  text: "@{U1}: <!channel> & all",
  isKey: true,
  marks: ["root_cause"],
  permalink: "https://acme.slack.com/archives/C1/p1",
  files: [],
  isEdited: true,
  isDeleted: false,
};

const page = {
  incident: { id: 12, title: "Checkout <fails>" },
  isAll: false,
  lines: [line],
  names: () => "Dana",
  trail: [],
  olderEnd: undefined,
};

const shown =
  "<!date^1795255200^{date_short_pretty} at {time}|2026-11-21 10:00 UTC>  Dana: &lt;!channel&gt; &amp; all _(root cause, edited)_ <https://acme.slack.com/archives/C1/p1|↗>";

describe("the timeline in Slack", () => {
  it("shows time, words, marks and address, and nothing that pings [TL-5] [OPS-5]", () => {
    expect(timelinePage(page)).toEqual({
      text: `*Timeline of #12 Checkout &lt;fails&gt;*\n${shown}`,
      blocks: [
        { type: "section", text: { type: "mrkdwn", verbatim: true, text: "*Timeline of #12 Checkout &lt;fails&gt;*" } },
        { type: "section", text: { type: "mrkdwn", verbatim: true, text: shown } },
        expect.objectContaining({ type: "context" }),
        {
          type: "actions",
          elements: [
            expect.objectContaining({
              action_id: "timeline_page:12:yes:newer",
              value: "",
              text: expect.objectContaining({ text: "Show everything" }),
            }),
          ],
        },
      ],
    });
  });

  it("is paged by buttons that know the way back [TL-5]", () => {
    const { blocks } = timelinePage({ ...page, isAll: true, trail: [200, 180], olderEnd: 160 });
    const elements = blocks.flatMap((block) => (block.type === "actions" ? block.elements : []));
    expect(elements.map((element) => ("value" in element ? [element.action_id, element.value] : []))).toEqual([
      ["timeline_page:12:yes:newer", "200"],
      ["timeline_page:12:yes:older", "200,180,160"],
      ["timeline_page:12:no:newer", ""],
    ]);
  });

  it("fits a page of the longest lines into one message [TL-5]", () => {
    const permalink = `https://a-long-workspace-name.slack.com/archives/C0123456789/p1795255200000100?thread_ts=1795255200.000100&cid=C0123456789`;
    const long = { ...line, permalink, text: `@{U1}: ${"&".repeat(5_000)}` };
    const { blocks } = timelinePage({
      ...page,
      isAll: true,
      lines: Array.from({ length: LINES_A_PAGE }, () => long),
      trail: [9_999, 9_984],
      olderEnd: 9_969,
    });
    expect(blocks.length).toBeLessThanOrEqual(50);
    for (const block of blocks) {
      if (block.type === "section") expect(block.text?.text.length).toBeLessThanOrEqual(3_000);
    }
    expect(JSON.stringify(blocks)).toContain("Key events only");
  });

  it.each([
    ["", { kind: "key" }],
    ["all", { kind: "all" }],
    ["ALL", { kind: "all" }],
    ["export", { kind: "export", format: "md" }],
    ["export csv", { kind: "export", format: "csv" }],
    ["export markdown", { kind: "export", format: "md" }],
  ])("understands `timeline %s` [TL-5]", (words, wish) => {
    expect(timelineWish(words)).toEqual(wish);
  });

  it.each(["al", "export pdf", "export constructor", "all please now"])(
    "answers `timeline %s` with the right form [OPS-5]",
    (words) => {
      expect(() => timelineWish(words)).toThrow(InvalidInputError);
    },
  );
});

describe("private words", () => {
  it("tell an author what was masked and what is left to do [TL-7]", () => {
    const { text } = maskedNotice({ kinds: ["AWS key", "password"], isInSlack: true });
    expect(text).toContain("(AWS key, password) and masked it");
    expect(text).toContain("still stands in Slack");
    expect(text).toContain("change the secret");
    expect(maskedNotice({ kinds: ["password"], isInSlack: false }).text).not.toContain("still stands");
  });

  it("of a search are grouped by incident with the way to each message [TL-5]", () => {
    const { text } = searchResults({
      words: "<time>out",
      isCut: false,
      groups: [
        {
          incident: { id: 3, title: "DB & API", severityLabel: "SEV-2", status: "triage" },
          hits: [{ at: line.at, text: "Dana: timeout", permalink: line.permalink }],
          moreCount: 2,
        },
      ],
    });
    expect(text).toBe(
      "*Found “&lt;time&gt;out”*\n\n*#3 DB &amp; API* · SEV-2 · triage\n• <!date^1795255200^{date_short_pretty} at {time}|2026-11-21 10:00 UTC>  Dana: timeout <https://acme.slack.com/archives/C1/p1|↗>\n… and 2 more",
    );
    expect(searchResults({ words: "x", groups: [], isCut: false }).text).toContain("Nothing on record has “x”");
  });
});
