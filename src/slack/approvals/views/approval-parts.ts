import type { Button, KnownBlock } from "@slack/types";
import type { Approval, ApprovalEnding } from "../../../core/approvals/index.ts";
import {
  actions,
  button,
  channelLink,
  context,
  date,
  joinMrkdwn,
  type Mrkdwn,
  mrkdwn,
  section,
} from "../../kit/index.ts";
import { approvalIds } from "../ids.ts";

/** A request as it is shown to somebody. */
export interface ApprovalModel {
  readonly incidentId: number;
  readonly title: string;
  readonly channelId: string | undefined;
  readonly approval: Approval;
  /** By name; Sitrep for what it proposes itself. */
  readonly requester: string;
  /** Who decided, withdrew or overtook it, by name. */
  readonly ender: string | undefined;
}

export interface Part {
  readonly texts: readonly Mrkdwn[];
  readonly blocks: readonly KnownBlock[];
}

/** What will be done, why, and until when it is asked; with the buttons that answer. */
export function openPart(model: ApprovalModel, buttons: readonly Button[] = answers(model)): Part {
  const { approval, requester } = model;
  const what = mrkdwn`*${requester} asks for approval:*\n${approval.what}`;
  const why = approval.why ? [mrkdwn`*Why:* ${approval.why}`] : [];
  const until = mrkdwn`Approving does it at once. Nothing is done without an answer by ${date(approval.expiresAt, "time")}.`;
  const foot = joinMrkdwn([until, ...place(model)], "  ·  ");
  return {
    texts: [what, ...why, foot],
    blocks: [
      section(what),
      ...why.map((text) => section(text)),
      context([foot]),
      ...(buttons.length > 0 ? [actions(buttons)] : []),
    ],
  };
}

/** What became of it, in the place where it was asked. */
export function overPart(model: ApprovalModel, ending: ApprovalEnding): Part {
  const line = mrkdwn`${endingLine(ending, model)}\n${model.approval.what}`;
  const about = place(model);
  return {
    texts: [line, ...about],
    blocks: [section(line), ...(about.length > 0 ? [context([joinMrkdwn(about, "  ·  ")])] : [])],
  };
}

/** "Approved by Sam 14:12." */
export function endingLine(ending: ApprovalEnding, { ender = "Somebody" }: Pick<ApprovalModel, "ender">): Mrkdwn {
  const at = date(ending.at, "time");
  switch (ending.how) {
    case "approved": {
      const alone = ending.isOwn ? " alone, since nobody else was there or answered" : "";
      if (ending.couldNot === undefined) return mrkdwn`:white_check_mark: *Approved* by ${ender}${alone} ${at}.`;
      return mrkdwn`:warning: *Approved* by ${ender} ${at}, but it could no longer be done: ${ending.couldNot}`;
    }
    case "declined":
      return ending.why === undefined
        ? mrkdwn`:no_entry_sign: *Declined* by ${ender} ${at}.`
        : mrkdwn`:no_entry_sign: *Declined* by ${ender} ${at}: ${ending.why}`;
    case "withdrawn":
      return ending.into === undefined
        ? mrkdwn`*Withdrawn* by ${ender} ${at}.`
        : mrkdwn`*Withdrawn* ${at}: ${ender} merged the incident into #${ending.into}. Whoever still needs it asks again there.`;
    case "expired":
      return mrkdwn`*Expired* ${at}: nobody answered, so nothing was done.`;
    case "overtaken":
      return mrkdwn`*Nothing left to approve:* ${ender} ${ending.what} ${at}.`;
  }
}

/** The buttons of who may say yes or no. */
export const answers = ({ incidentId, approval: { id } }: ApprovalModel): Button[] => [
  button({ text: "Approve", actionId: approvalIds.approve.build({ incidentId }), value: id, style: "primary" }),
  button({ text: "Decline", actionId: approvalIds.decline.build({ incidentId }), value: id }),
];

/** The button of whoever asked. */
export const withdrawal = ({ incidentId, approval: { id } }: ApprovalModel): Button =>
  button({ text: "Withdraw", actionId: approvalIds.withdraw.build({ incidentId }), value: id });

/** Where it belongs, as far as what is asked does not say it. */
const place = ({ incidentId, title, channelId, approval }: ApprovalModel): Mrkdwn[] => [
  ...(approval.what.includes(`#${incidentId} ${title}`) ? [] : [mrkdwn`#${incidentId} ${title}`]),
  ...(channelId ? [channelLink(channelId)] : []),
];
