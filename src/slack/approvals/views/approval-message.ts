import { actions, button, joinMrkdwn, type Message, message, mrkdwn, section } from "../../kit/index.ts";
import { approvalIds } from "../ids.ts";
import { type ApprovalModel, endingLine, openPart, overPart, type Part } from "./approval-parts.ts";

const asMessage = ({ texts, blocks }: Part): Message => message(joinMrkdwn(texts, "\n"), blocks);

/** What an approver reads, in person or in the channel: open, asked again further down, or as it ended. */
export function approvalMessage(model: ApprovalModel & { readonly isAskedAgain: boolean }): Message {
  const { approval, isAskedAgain, requester } = model;
  if (approval.ending) return asMessage(overPart(model, approval.ending));
  if (!isAskedAgain) return asMessage(openPart(model));
  const line = mrkdwn`${requester} asks for approval again below:\n${approval.what}`;
  return message(line, [section(line)]);
}

/** What came of it, for whoever asked; what nobody answered can be asked again. */
export function outcomeMessage(model: ApprovalModel): Message {
  const { approval, incidentId } = model;
  if (!approval.ending) return asMessage(openPart(model, []));
  const part = overPart(model, approval.ending);
  if (approval.ending.how !== "expired") return asMessage(part);
  const again = button({
    text: "Ask again",
    actionId: approvalIds.askAgain.build({ incidentId }),
    value: approval.id,
    style: "primary",
  });
  return asMessage({ ...part, blocks: [...part.blocks, actions([again])] });
}

/** The answer in private to who pressed a button elsewhere than where the request stands. */
export function decidedReply(model: ApprovalModel): Message {
  const line = model.approval.ending ? endingLine(model.approval.ending, model) : mrkdwn`It still waits.`;
  const text = mrkdwn`${line}\n${model.approval.what}`;
  return message(text, [section(text)]);
}
