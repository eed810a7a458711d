import type { ModalView } from "@slack/types";
import { LONGEST_ACTION } from "../../../core/postmortems/index.ts";
import { datePicker, input, modal, textInput, userSelect } from "../../kit/index.ts";
import { callbacks } from "../ids.ts";

export interface ActionFormModel {
  readonly incidentId: number;
  /** Absent for a new one. */
  readonly id?: string;
  readonly text?: string | undefined;
  readonly ownerId?: string | undefined;
  /** `2026-03-20`, in the person's own zone. */
  readonly due?: string | undefined;
}

/** Says what is to be done, by whom and until when. */
export function actionForm({ incidentId, id, text, ownerId, due }: ActionFormModel): ModalView {
  return modal({
    callbackId: callbacks.action,
    title: id === undefined ? "Add action item" : "Edit action item",
    submit: id === undefined ? "Add" : "Save",
    metadata: { incidentId, ...(id !== undefined && { id }) },
    blocks: [
      input({
        blockId: "text",
        label: "What is to be done",
        hint: "One thing that somebody can finish, such as “Alert when the pool is 80 % full”.",
        element: textInput({ actionId: "text", maxLength: LONGEST_ACTION, ...(text && { initial: text }) }),
      }),
      input({
        blockId: "owner",
        label: "Owner",
        isOptional: true,
        element: userSelect({ actionId: "owner", ...(ownerId && { initial: ownerId }) }),
      }),
      input({
        blockId: "due",
        label: "Due",
        isOptional: true,
        element: datePicker({ actionId: "due", ...(due && { initial: due }) }),
      }),
    ],
  });
}
