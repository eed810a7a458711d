import { describe, expect, it } from "vitest";
import type { Approval } from "../../../src/core/approvals/index.ts";
import { approvalList, waitingSection } from "../../../src/slack/approvals/views/approval-list.ts";
import { approvalMessage, decidedReply, outcomeMessage } from "../../../src/slack/approvals/views/approval-message.ts";
import type { ApprovalModel } from "../../../src/slack/approvals/views/approval-parts.ts";
import { declineForm } from "../../../src/slack/approvals/views/decline-form.ts";
import { checkMessageBlocks, checkView } from "../kit/sandbox-rules.ts";

const HOSTILE = '<!channel> & "quotes" <http://x|y> ';
const NOW = Date.UTC(2026, 2, 12, 14, 0);

function model(asked: Partial<Approval> = {}): ApprovalModel {
  const approval: Approval = {
    id: "customer_message-1",
    step: "customer_message",
    what: HOSTILE.repeat(200),
    why: HOSTILE.repeat(200),
    subject: undefined,
    payload: {},
    requestedBy: "person:U1",
    requestedAt: NOW,
    expiresAt: NOW + 30 * 60_000,
    again: undefined,
    found: [],
    foundAt: NOW,
    ending: undefined,
    ...asked,
  };
  return { incidentId: 1, title: HOSTILE, channelId: "C0INC0001", approval, requester: HOSTILE, ender: HOSTILE };
}

const by = "person:U2" as const;

describe("whatever is asked for", () => {
  it.each([
    ["open", approvalMessage({ ...model(), isAskedAgain: false })],
    ["asked again", approvalMessage({ ...model(), isAskedAgain: true })],
    [
      "approved, and not done",
      outcomeMessage(model({ ending: { how: "approved", at: NOW, by, isOwn: true, couldNot: HOSTILE.repeat(200) } })),
    ],
    ["declined", decidedReply(model({ ending: { how: "declined", at: NOW, by, why: HOSTILE.repeat(200) } }))],
    ["expired", outcomeMessage(model({ ending: { how: "expired", at: NOW } }))],
    ["a long list", approvalList({ forMe: Array(30).fill(model()), mine: Array(30).fill(model()) })],
  ])("%s: Slack takes it, and nothing in it pings [AUTH-2] [OPS-5]", (_name, { text, blocks }) => {
    checkMessageBlocks(blocks);
    expect(text.length).toBeLessThanOrEqual(4_000);
    expect(`${text}${JSON.stringify(blocks)}`).not.toContain("<!channel>");
  });

  it("fits into the form that declines, and into a Home with much else [AUTH-2] [REP-5]", () => {
    const form = declineForm(1, model().approval);
    checkView(form);
    expect(JSON.stringify(form)).not.toContain("<!channel>");
    expect(waitingSection(Array(30).fill(model())).length).toBeLessThanOrEqual(25);
    expect(waitingSection([])).toEqual([]);
  });
});
