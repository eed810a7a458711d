import type { ModalView } from "@slack/types";
import type { PublicStatus } from "../../../config/index.ts";
import { statusLabel } from "../../../core/updates/index.ts";
import { context, dateTimePicker, input, modal, select, textInput } from "../../kit/index.ts";
import { UPDATE_FIELDS, UPDATE_FORM } from "../ids.ts";

export interface UpdateFormModel {
  readonly incidentId: number;
  readonly title: string;
  readonly statuses: readonly PublicStatus[];
  readonly status: PublicStatus;
  readonly last:
    | {
        readonly situation: string;
        readonly actionsTaken: string | undefined;
        readonly nextSteps: string | undefined;
      }
    | undefined;
  /** When the rhythm of the severity asks for the next one; undefined once it is over. */
  readonly nextUpdateAt: number | undefined;
}

/** The form, filled with what was said last. */
export function updateForm({ incidentId, title, statuses, status, last, nextUpdateAt }: UpdateFormModel): ModalView {
  const choices = statuses.map((value) => ({ value, text: statusLabel(value) }));
  return modal({
    callbackId: UPDATE_FORM,
    title: `Update #${incidentId}`,
    submit: "Post",
    close: "Cancel",
    metadata: { incidentId, offeredNextAt: nextUpdateAt },
    blocks: [
      context([title]),
      input({
        blockId: UPDATE_FIELDS.status,
        label: "Status",
        element: select({ actionId: UPDATE_FIELDS.status, choices, initial: status }),
        hint: "Another status moves the incident to that stage.",
      }),
      input({
        blockId: UPDATE_FIELDS.situation,
        label: "Situation",
        element: textInput({ actionId: UPDATE_FIELDS.situation, initial: last?.situation, isMultiline: true }),
        hint: "What people see, and how many.",
      }),
      input({
        blockId: UPDATE_FIELDS.actionsTaken,
        label: "Actions taken",
        element: textInput({ actionId: UPDATE_FIELDS.actionsTaken, initial: last?.actionsTaken, isMultiline: true }),
        isOptional: true,
      }),
      input({
        blockId: UPDATE_FIELDS.nextSteps,
        label: "Next steps",
        element: textInput({ actionId: UPDATE_FIELDS.nextSteps, initial: last?.nextSteps, isMultiline: true }),
        hint: "With times, where you have them.",
        isOptional: true,
      }),
      ...(nextUpdateAt === undefined
        ? []
        : [
            input({
              blockId: UPDATE_FIELDS.nextUpdate,
              label: "Next update",
              element: dateTimePicker({ actionId: UPDATE_FIELDS.nextUpdate, initialMs: nextUpdateAt }),
              isOptional: true,
            }),
          ]),
    ],
  });
}
