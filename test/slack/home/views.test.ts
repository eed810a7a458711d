import { describe, expect, it } from "vitest";
import { answerMessage } from "../../../src/slack/home/views/answer.ts";
import { type HomeIncident, homeView } from "../../../src/slack/home/views/home.ts";

const incident = (id: number, more: Partial<HomeIncident> = {}): HomeIncident => ({
  id,
  title: "<!channel> & co",
  severityLabel: "SEV-1",
  emoji: "red_circle",
  stage: "Triage",
  channelId: `C${id}`,
  isPrivate: false,
  isDrill: false,
  roles: [],
  declaredAt: 1_773_324_000_000,
  ...more,
});

const many = (amount: number) => Array.from({ length: amount }, (_, index) => incident(index + 1));

describe("the view of a Home", () => {
  it("shows an incident with state, channel and roles, its title harmless [REP-5, OPS-5]", () => {
    const view = homeView({
      mine: [incident(12, { roles: ["Scribe"], isPrivate: true })],
      others: [],
      actions: [],
      approvals: [],
    });
    expect(JSON.stringify(view.blocks)).toContain(
      ":red_circle: *SEV-1* :lock: *#12 &lt;!channel&gt; &amp; co*\\nTriage  ·  since <!date^1773324000^{date_short_pretty} at {time}|2026-03-12 14:00 UTC>  ·  <#C12>  ·  you are *Scribe*",
    );
  });

  it("has each thing to press under the same name in every edit, whatever came before it [REP-5]", () => {
    const action = (id: string) => ({
      incidentId: 1,
      action: {
        ...{ id, text: "Do it", ownerId: "U1", dueAt: undefined, addedAt: 0, doneAt: undefined },
        ...{ from: undefined, isTouched: false },
      },
    });
    const namesOf = (actions: ReturnType<typeof action>[]) =>
      homeView({ mine: [], others: [], actions, approvals: [] }).blocks.flatMap(({ block_id }) => block_id ?? []);
    expect(namesOf([action("a"), action("b")])).toHaveLength(3);
    expect(namesOf([action("a"), action("b")])).toEqual(expect.arrayContaining(namesOf([action("b")])));
    expect(namesOf([action("a"), action("a")])).toHaveLength(2);
  });

  it("fits into a hundred blocks with 500 open incidents, and says how many more there are [FAST-4]", () => {
    const actions = Array.from({ length: 60 }, (_, index) => ({
      incidentId: 1,
      action: {
        ...{ id: `a${index}`, text: "Do it", ownerId: "U1", dueAt: undefined, addedAt: 0, doneAt: undefined },
        ...{ from: undefined, isTouched: false },
      },
    }));
    const view = homeView({ mine: many(250), others: many(250), actions, approvals: [] });
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    const text = JSON.stringify(view.blocks);
    expect(text).toContain("225 more: `/incident list`");
    expect(text).toContain("35 more in their incidents");
    expect(text).toContain("`/incident help` lists every command");
  });
});

describe("the answer to who speaks to the bot", () => {
  it("fits the place: an incident's channel or anywhere else [INC-9]", () => {
    expect(answerMessage({ incident: { id: 12, title: "<!here>" } }).text).toContain("*#12 &lt;!here&gt;*");
    expect(JSON.stringify(answerMessage({ incident: undefined }).blocks)).toContain("Declare incident");
  });
});
