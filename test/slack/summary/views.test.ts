import { describe, expect, it } from "vitest";
import type { NewEntry } from "../../../src/core/ledger/index.ts";
import { summaryOf } from "../../../src/core/summary/index.ts";
import { LIMITS, type Message } from "../../../src/slack/kit/index.ts";
import { announcement } from "../../../src/slack/summary/views/announcement.ts";
import { catchUp } from "../../../src/slack/summary/views/catch-up.ts";
import { summaryCard } from "../../../src/slack/summary/views/summary-card.ts";
import { DECLARED, incidentAfter, NOW, OPENED, POLICY } from "../../core/roles/incident-after.ts";

const model = (...entries: NewEntry[]) => summaryOf(incidentAfter([DECLARED, OPENED, ...entries]), POLICY, NOW);

const by = "person:U0DANA" as const;

const date = (ms: number, format: string) =>
  `<!date^${ms / 1000}^${format}|${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC>`;

const DECLARED_WORDS = date(DECLARED.at ?? 0, "{date_short_pretty} at {time}");

describe("the announcement [INC-2]", () => {
  it("says what, how bad, where and by whom", () => {
    expect(announcement(model())).toEqual({
      text: [
        "*:red_circle: SEV-1 · #12 Checkout errors*",
        "Investigating (detection)",
        "Join <#C0CHANNEL>",
        `Declared by <@U0DECLARER> ${DECLARED_WORDS}`,
      ].join("\n"),
      blocks: [
        marked("*:red_circle: SEV-1 · #12 Checkout errors*\nInvestigating (detection)"),
        marked("Join <#C0CHANNEL>"),
        {
          type: "context",
          elements: [{ type: "mrkdwn", text: `Declared by <@U0DECLARER> ${DECLARED_WORDS}`, verbatim: true }],
        },
        {
          type: "actions",
          elements: [
            {
              type: "button",
              text: { type: "plain_text", text: "Request an update", emoji: true },
              action_id: "request_update:12",
            },
          ],
        },
      ],
    });
  });

  it("gives no way into a private incident but to ask [INC-4]", () => {
    const declared: NewEntry = { ...DECLARED, data: { ...Object(DECLARED.data), isPrivate: true } };
    const { text, blocks } = announcement(summaryOf(incidentAfter([declared, OPENED]), POLICY, NOW));
    expect(text).not.toContain("C0CHANNEL");
    expect(JSON.stringify(blocks)).not.toContain("request_update");
    expect(text).toContain("Ask <@U0DECLARER> to be let in");
  });
});

const marked = (text: string) => ({ type: "section", text: { type: "mrkdwn", text, verbatim: true } });

describe("everything that people may type [OPS-5]", () => {
  const long = '<!channel> & "quotes" <http://x|y> <@U1> 🔥 שלום '.repeat(70).slice(0, 3_000);
  const full = model(
    { kind: "title_changed", by, data: { before: "Checkout errors", title: long.slice(0, 250) } },
    { kind: "services_changed", by, data: { before: [], services: Array(20).fill(long.slice(0, 80)) } },
    { kind: "description_changed", by, data: { text: long } },
    { kind: "impact_changed", by, data: { text: long } },
    { kind: "update_posted", by, data: { status: "identified", text: long, nextSteps: long, nextUpdateAt: NOW } },
    ...POLICY.roles.map(
      ({ id }): NewEntry => ({ kind: "role_taken", by, data: { role: id, userId: "U0DANA", how: "claimed" } }),
    ),
  );
  const moments = Array.from({ length: 8 }, (_, index) => ({ at: NOW + index, text: `@{U0DANA} noted: ${long}` }));
  const views: [string, Message][] = [
    ["card", summaryCard(full, long)],
    ["announcement", announcement(full)],
    ["catch-up", catchUp({ summary: full, moments })],
  ];

  it.each(views)("fits into Slack's limits on the %s", (_name, { text, blocks }) => {
    expect(text.length).toBeLessThanOrEqual(LIMITS.message.text);
    expect(blocks.length).toBeLessThanOrEqual(LIMITS.message.blocks);
    expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(LIMITS.message.blockCharacters + 500);
  });

  it.each(views)("pings and links nothing on the %s", (_name, { text, blocks }) => {
    // A header is plain text, in which Slack finds neither mentions nor links.
    const marked = JSON.stringify(blocks.filter((block) => block.type !== "header"));
    const harmful = ["<!channel", "<@U1>", "<http://x|y>"].filter((part) => `${text}${marked}`.includes(part));
    expect(harmful).toEqual([]);
  });

  it("keeps every button of the card", () => {
    const buttons = summaryCard(full, long).blocks.flatMap((block) => (block.type === "actions" ? block.elements : []));
    expect(buttons).toHaveLength(8);
  });

  it("shows the people of a telling as people", () => {
    expect(catchUp({ summary: full, moments }).text).toContain("<@U0DANA>");
  });
});
