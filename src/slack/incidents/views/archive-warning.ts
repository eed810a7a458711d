import { actions, button, date, type Message, message, mrkdwn, section } from "../../kit/index.ts";
import { ids } from "../ids.ts";

export interface ArchiveWarningModel {
  readonly incidentId: number;
  /** Epoch milliseconds. */
  readonly archiveAt: number;
}

/** Tells the channel that it goes, and how to keep it. */
export function archiveWarning({ incidentId, archiveAt }: ArchiveWarningModel): Message {
  const text = mrkdwn`:file_cabinet: Incident #${incidentId} is over, so this channel will be archived ${date(archiveAt, "dateTime")}. Everything in it stays readable. Is somebody still working here?`;
  return message(mrkdwn`${text} Press “Keep this channel” if so.`, [
    section(text),
    actions([button({ text: "Keep this channel", actionId: ids.keepChannel.build({ incidentId }) })]),
  ]);
}
