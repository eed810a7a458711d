import type { ModalView } from "@slack/types";
import type { Criterion } from "../../../core/incidents/index.ts";
import { joinMrkdwn, type Message, modal, mrkdwn, section } from "../../kit/index.ts";
import { callbacks } from "../ids.ts";

const list = (open: readonly Criterion[]) =>
  joinMrkdwn(
    open.map(({ label }) => mrkdwn`:white_large_square: ${label}`),
    "\n",
  );

/** Asks once before a stage is left with open criteria. */
export const moveOnForm = (
  incidentId: number,
  to: { id: string; label: string },
  open: readonly Criterion[],
): ModalView =>
  modal({
    callbackId: callbacks.moveOn,
    title: "Move on?",
    submit: "Move on",
    close: "Not yet",
    metadata: { incidentId, to: to.id },
    blocks: [
      section(mrkdwn`Before *${to.label}*, this is still open:`),
      section(list(open)),
      section(mrkdwn`You can move on all the same. The record says what was skipped.`),
    ],
  });

/** Asks once before an incident is closed with something left to do. */
export const closeForm = (incidentId: number, open: readonly Criterion[]): ModalView =>
  modal({
    callbackId: callbacks.close,
    title: "Close it?",
    submit: "Close incident",
    close: "Not yet",
    metadata: { incidentId },
    blocks: [
      section(mrkdwn`This is still open:`),
      section(list(open)),
      section(mrkdwn`You can close it all the same. The record says what was skipped.`),
    ],
  });

/** What came of closing, in the place of the form. */
export const closingNotice = ({ blocks }: Message): ModalView =>
  modal({ callbackId: callbacks.close, title: "Close it?", close: "Done", blocks });
