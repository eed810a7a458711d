import type { KnownBlock } from "@slack/types";
import { context, divider, joinMrkdwn, type Message, message, mrkdwn, section } from "../../kit/index.ts";
import { type ApprovalModel, answers, openPart, type Part, withdrawal } from "./approval-parts.ts";

export interface ApprovalListModel {
  /** What waits for the person's answer. */
  readonly forMe: readonly ApprovalModel[];
  /** What they asked for themselves and may not answer. */
  readonly mine: readonly ApprovalModel[];
}

/** More than these nobody answers at once; the rest is a number. A Home has a hundred blocks for everything. */
const MOST = { listed: 10, atHome: 5 } as const;

/** What waits for this person's yes or no, and what they wait for. */
export function approvalList({ forMe, mine }: ApprovalListModel): Message {
  if (forMe.length + mine.length === 0) {
    const nothing = mrkdwn`Nothing waits for your approval.`;
    return message(nothing, [section(nothing)]);
  }
  const head = mrkdwn`*Waiting for your approval*`;
  const none = mrkdwn`Nothing waits for your approval.`;
  const heads: Part = forMe.length > 0 ? said(head) : said(none);
  const own = mine.length > 0 ? [said(mrkdwn`*You asked for*`)] : [];
  const parts = [
    heads,
    ...forMe.slice(0, MOST.listed).map((model) => openPart(model, answers(model))),
    ...own,
    ...mine.slice(0, MOST.listed).map((model) => openPart(model, [withdrawal(model)])),
  ];
  const left = Math.max(0, forMe.length - MOST.listed) + Math.max(0, mine.length - MOST.listed);
  const more = left > 0 ? [context([mrkdwn`${left} more; answer these first.`])] : [];
  return message(
    joinMrkdwn(
      parts.flatMap(({ texts }) => texts),
      "\n",
    ),
    [...parts.flatMap(({ blocks }, index) => [...(index > 1 ? [divider()] : []), ...blocks]), ...more],
  );
}

/** The section of a Home; empty where nothing waits. */
export function waitingSection(forMe: readonly ApprovalModel[]): KnownBlock[] {
  if (forMe.length === 0) return [];
  const left = forMe.length - MOST.atHome;
  return [
    section(mrkdwn`*Approvals waiting for me*`),
    ...forMe.slice(0, MOST.atHome).flatMap((model) => openPart(model).blocks),
    ...(left > 0 ? [context([mrkdwn`${left} more: \`/incident approve\``])] : []),
  ];
}

const said = (text: ReturnType<typeof mrkdwn>): Part => ({ texts: [text], blocks: [section(text)] });
