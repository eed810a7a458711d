import type { ModalView } from "@slack/types";
import { input, modal, mrkdwn, section, textInput } from "../../kit/index.ts";
import { callbacks } from "../ids.ts";

const REASONS = {
  reopen: {
    callbackId: callbacks.reopen,
    title: "Reopen incident",
    submit: "Reopen",
    text: "It goes back to work: updates are due again.",
    label: "What brings it back",
  },
  cancel: {
    callbackId: callbacks.cancel,
    title: "Cancel incident",
    submit: "Cancel incident",
    text: "For what was declared by mistake. Reminders stop, and it counts in no figure. What was really worked on is resolved instead.",
    label: "Why it was a mistake",
  },
} as const;

/** Asks why, before an incident is brought back or taken back. */
export function reasonForm(verb: keyof typeof REASONS, incident: { id: number; title: string }): ModalView {
  const { callbackId, title, submit, text, label } = REASONS[verb];
  return modal({
    callbackId,
    title,
    submit,
    close: "Back",
    metadata: { incidentId: incident.id },
    blocks: [
      section(mrkdwn`*#${incident.id} ${incident.title}*\n${text}`),
      input({ blockId: "why", label, element: textInput({ actionId: "why" }) }),
    ],
  });
}
