import type { ModalView } from "@slack/types";
import { input, modal, section, textInput } from "../../kit/index.ts";
import { FIELDS, NOTE_FORM } from "../ids.ts";

/** The form for a note; `when` is read in the person's own time zone. */
export function noteForm(incident: { readonly id: number; readonly title: string }): ModalView {
  return modal({
    callbackId: NOTE_FORM,
    title: `Note for #${incident.id}`,
    submit: "Add note",
    metadata: { incidentId: incident.id },
    blocks: [
      section(`#${incident.id} ${incident.title}`),
      input({
        blockId: FIELDS.text,
        label: "What happened",
        element: textInput({ actionId: FIELDS.text, isMultiline: true, placeholder: "Deploy of api 2.3.1 finished" }),
      }),
      input({
        blockId: FIELDS.when,
        label: "When",
        isOptional: true,
        hint: "In your own time zone: 14:05, 10m ago, yesterday 23:50. Leave it empty for now.",
        element: textInput({ actionId: FIELDS.when, placeholder: "now", maxLength: 60 }),
      }),
    ],
  });
}
