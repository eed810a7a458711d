import type { ModalView } from "@slack/types";
import { input, modal, quote, section, select, shorten } from "../../kit/index.ts";
import { ADD_FORM, FIELDS } from "../ids.ts";

export interface AddMessageModel {
  readonly incidents: readonly { readonly id: number; readonly title: string; readonly severityLabel: string }[];
  readonly text: string;
  readonly metadata: object;
}

const LONGEST_QUOTE = 500;

/** Asks which open incident a message belongs to. */
export function addMessageForm({ incidents, text, metadata }: AddMessageModel): ModalView {
  return modal({
    callbackId: ADD_FORM,
    title: "Add to a timeline",
    submit: "Add",
    metadata,
    blocks: [
      section(quote(shorten(text || "(no text)", LONGEST_QUOTE))),
      input({
        blockId: FIELDS.incident,
        label: "Incident",
        element: select({
          actionId: FIELDS.incident,
          placeholder: "Choose an open incident",
          choices: incidents.map(({ id, title, severityLabel }) => ({
            value: String(id),
            text: `#${id} ${severityLabel} ${title}`,
          })),
        }),
      }),
    ],
  });
}
