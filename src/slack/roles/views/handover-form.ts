import type { ModalView } from "@slack/types";
import { input, modal, mrkdwn, section, textInput, userSelect } from "../../kit/index.ts";
import { HANDOVER_FIELDS, HANDOVER_FORM } from "../ids.ts";

export interface HandoverFormModel {
  readonly incidentId: number;
  readonly title: string;
  readonly role: { readonly id: string; readonly label: string };
  /** Who was named already. */
  readonly to: string | undefined;
}

const LONGEST_LINE = 500;

/** Asks who shall take over, and what they should know. */
export function handoverForm({ incidentId, title, role, to }: HandoverFormModel): ModalView {
  const text = mrkdwn`You are *${role.label.toLowerCase()}* of #${incidentId} ${title}. You stay so until the other person accepts.`;
  return modal({
    callbackId: HANDOVER_FORM,
    title: "Hand over",
    submit: "Hand over",
    close: "Cancel",
    metadata: { incidentId, role: role.id },
    blocks: [
      section(text),
      input({
        blockId: HANDOVER_FIELDS.to,
        label: "To",
        element: userSelect({ actionId: "to", placeholder: "Choose a person", ...(to && { initial: to }) }),
      }),
      input({
        blockId: HANDOVER_FIELDS.text,
        label: "What they should know",
        hint: "One line: what is going on, and what comes next.",
        element: textInput({ actionId: "text", maxLength: LONGEST_LINE }),
      }),
    ],
  });
}
