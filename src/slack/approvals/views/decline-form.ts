import type { ModalView } from "@slack/types";
import { input, modal, mrkdwn, section, textInput } from "../../kit/index.ts";
import { DECLINE_FORM } from "../ids.ts";

/** Asks why, so that whoever asked knows what to change. */
export const declineForm = (incidentId: number, { id, what }: { id: string; what: string }): ModalView =>
  modal({
    callbackId: DECLINE_FORM,
    title: "Decline",
    submit: "Decline",
    close: "Back",
    metadata: { incidentId, id },
    blocks: [
      section(mrkdwn`${what}`),
      input({
        blockId: "why",
        label: "Why",
        hint: "Whoever asked reads this: what should be different?",
        element: textInput({ actionId: "why" }),
        isOptional: true,
      }),
    ],
  });
