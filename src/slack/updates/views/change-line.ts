import { type Message, type Mrkdwn, message, mrkdwn, quote, section, type Text } from "../../kit/index.ts";

export interface SeverityChange {
  readonly who: Text;
  readonly before: string;
  readonly after: string;
  readonly why: string | undefined;
}

/** One line for the channel: how bad it is now. */
export function severityLine({ who, before, after, why }: SeverityChange): Message {
  const head = mrkdwn`${who} changed the severity from ${before} to *${after}*.`;
  return says(why === undefined ? head : mrkdwn`${head}\n${quote(why)}`);
}

export interface StageChange {
  readonly who: Text;
  readonly before: string;
  readonly after: string;
  readonly isBack: boolean;
}

/** One line for the channel: how far it is now. */
export const stageLine = ({ who, before, after, isBack }: StageChange): Message =>
  says(mrkdwn`${who} moved it ${isBack ? "back" : "on"} from ${before} to *${after}*.`);

const says = (text: Mrkdwn): Message => message(text, [section(text)]);
