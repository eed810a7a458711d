import { describe, expect, it } from "vitest";
import type { ActionItem } from "../../../src/core/postmortems/index.ts";
import { actionForm } from "../../../src/slack/postmortems/views/action-form.ts";
import { actionList } from "../../../src/slack/postmortems/views/action-list.ts";
import { announcement } from "../../../src/slack/postmortems/views/announcement.ts";
import { piecesOf } from "../../../src/slack/postmortems/views/pieces.ts";
import { sectionForm } from "../../../src/slack/postmortems/views/section-form.ts";

const HOSTILE = "<!channel> & <@U1>";

const action = (more: Partial<ActionItem> = {}): ActionItem => ({
  id: "a1",
  text: HOSTILE,
  ownerId: "U2",
  dueAt: Date.UTC(2026, 2, 20, 17),
  addedAt: 0,
  doneAt: undefined,
  from: undefined,
  isTouched: false,
  ...more,
});

describe("the announcement of a post-mortem", () => {
  const model = {
    incidentId: 12,
    title: HOSTILE,
    state: "draft" as const,
    dueAt: Date.UTC(2026, 2, 15, 15, 20),
    document: { as: "canvas" as const, fileId: "F1", permalink: "https://acme.test/docs/T1/F1", postedAt: 0 },
    questions: 1,
    news: "drafted" as const,
  };

  it("says all in its text, with a link, and mentions nobody [OPS-5]", () => {
    expect(announcement(model).text).toBe(
      "*The post-mortem is drafted:* <https://acme.test/docs/T1/F1|#12 &lt;!channel&gt; &amp; &lt;@U1&gt;>. It is due <!date^1773588000^{date_short_pretty} at {time}|2026-03-15 15:20 UTC>. It asks 1 question that the record cannot answer.",
    );
  });

  it("asks nothing more of a published one", () => {
    const text = announcement({ ...model, state: "published", news: "published" }).text;
    expect(text).toBe(
      "*The post-mortem is published:* <https://acme.test/docs/T1/F1|#12 &lt;!channel&gt; &amp; &lt;@U1&gt;>.",
    );
  });

  it("says where it is when there is no link [OPS-9]", () => {
    const text = announcement({ ...model, document: { as: "messages", fileId: "1.1", postedAt: 0 } }).text;
    expect(text).toContain("(in a thread here)");
  });
});

describe("the list of action items", () => {
  it("shows hostile words as they were typed [OPS-5]", () => {
    const { text } = actionList({ incidentId: 12, title: HOSTILE, actions: [action()] });
    expect(text).not.toContain("<!channel>");
    expect(text).toContain("&lt;!channel&gt; &amp; &lt;@U1&gt;  ·  <@U2>  ·  due <!date^");
  });

  it("fits into one message however many there are", () => {
    const actions = Array.from({ length: 80 }, (_, index) => action({ id: `a${index}`, text: "x".repeat(300) }));
    const list = actionList({ incidentId: 12, title: "Checkout", actions, news: "Added" });
    expect(list.blocks.length).toBeLessThanOrEqual(50);
    expect(JSON.stringify(list.blocks)).toContain("65 more are in the post-mortem");
  });

  it("puts what is open first, and teaches when it is empty", () => {
    const done = action({ id: "a2", text: "Done thing", doneAt: 1 });
    const { text } = actionList({ incidentId: 12, title: "Checkout", actions: [done, action({ text: "Open thing" })] });
    expect(text.indexOf("Open thing")).toBeLessThan(text.indexOf("Done thing"));
    expect(actionList({ incidentId: 12, title: "Checkout", actions: [] }).text).toContain("There are none yet.");
  });
});

describe("forms", () => {
  it("begin with what stands there", () => {
    const form = actionForm({ incidentId: 12, id: "a1", text: "Raise", ownerId: "U2", due: "2026-03-20" });
    expect(JSON.parse(form.private_metadata ?? "")).toEqual({ incidentId: 12, id: "a1" });
    expect(form.blocks.map((block) => ("element" in block ? block.element : undefined))).toMatchObject([
      { initial_value: "Raise" },
      { initial_user: "U2" },
      { initial_date: "2026-03-20" },
    ]);
  });

  it("do not cut a section that is too long for them, but say so [PM-7]", () => {
    const form = sectionForm({ incidentId: 12, section: "summary", title: "Summary", text: "x".repeat(3_001) });
    expect(JSON.stringify(form.blocks)).toContain("too long for a form");
    expect(JSON.stringify(form.blocks)).not.toContain("initial_value");
  });
});

describe("a document in pieces", () => {
  it("is cut between lines and loses nothing [OPS-9]", () => {
    const document = Array.from({ length: 1_000 }, (_, index) => `- line ${index} of the record`).join("\n");
    const pieces = piecesOf(document);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(9_000);
    expect(pieces.join("\n")).toBe(document);
  });
});
