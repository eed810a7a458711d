import type { ModalView } from "@slack/types";
import { context, input, LIMITS, modal, textInput } from "../../kit/index.ts";
import { callbacks } from "../ids.ts";

export interface SectionFormModel {
  readonly incidentId: number;
  readonly section: string;
  readonly title: string;
  /** How the section reads now. */
  readonly text: string;
}

const TOO_LONG =
  "The section is too long for a form. What you write here takes its place; leave it empty to keep it as drafted.";
const HINT = "Markdown works. What you write stays through every redraft; empty it to go back to the draft.";

/** A form for the words of one section, beginning with those that stand there. */
export function sectionForm({ incidentId, section, title, text }: SectionFormModel): ModalView {
  const isTooLong = text.length > LIMITS.input.text;
  return modal({
    callbackId: callbacks.section,
    title: "Edit section",
    submit: "Save",
    metadata: { incidentId, section },
    blocks: [
      input({
        blockId: "text",
        label: title,
        hint: HINT,
        isOptional: true,
        element: textInput({ actionId: "text", isMultiline: true, ...(!isTooLong && { initial: text }) }),
      }),
      ...(isTooLong ? [context([TOO_LONG])] : []),
    ],
  });
}
