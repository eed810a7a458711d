import { InvalidInputError } from "../../lib/errors.ts";
import { type Decision, person } from "../ledger/index.ts";
import type { NewTimelineEntry } from "./entries.ts";
import type { WithTimeline } from "./facet.ts";
import { type HeardMessage, maskedEntry, storable } from "./heard.ts";
import { messageKey, tsToMs } from "./keys.ts";

export interface NoteInput {
  readonly by: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly text: string;
  /** Names the request, and so the note. */
  readonly requestKey: string;
}

/** Writes down what a person tells, at the time when it happened. */
export const addNote =
  ({ by, at, text, requestKey }: NoteInput): Decision<WithTimeline, NewTimelineEntry> =>
  (_incident, { policy, now }) => {
    const words = text.trim();
    if (words === "") throw new InvalidInputError("Write what happened.", "text");
    if (at > now) throw new InvalidInputError("That is still to come; a note tells what has happened.", "when");
    const masked = storable(words, policy);
    const key = `note/${requestKey}`;
    return [
      { kind: "note_added", by: person(by), at, key, data: { text: masked.text } },
      ...maskedEntry({ key, by: person(by), at: now, kinds: masked.kinds }),
    ];
  };

/** Puts a message from anywhere on the timeline, once; `isSaid` when the record has it as said in its own channel. */
export const addMessage =
  (
    message: HeardMessage,
    addedBy: string,
    isSaid: boolean,
    isContext = false,
  ): Decision<WithTimeline, NewTimelineEntry> =>
  (_incident, { policy }) => {
    const { channelId, ts, threadTs, by, permalink, files } = message;
    const { text, kinds } = storable(message.text, policy);
    const said = messageKey(channelId, ts);
    const key = isSaid ? `added/${channelId}/${ts}` : said;
    const place = { channelId, ts, ...(threadTs && { threadTs }) };
    const data = {
      ...place,
      text,
      ...(permalink && { permalink }),
      files: [...files],
      addedBy,
      ...(isContext && { isContext }),
    };
    return [
      { kind: "message_added", by, at: tsToMs(ts), key, data, ...(isSaid && { about: said }) },
      ...maskedEntry({ key: said, by, at: tsToMs(ts), kinds }, place),
    ];
  };
