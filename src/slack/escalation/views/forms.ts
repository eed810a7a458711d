import type { ModalView } from "@slack/types";
import { type Choice, input, modal, mrkdwn, section, select, textInput, usersSelect } from "../../kit/index.ts";
import { ESCALATE_FORM, FIELDS, PAGE_FORM } from "../ids.ts";

interface Incident {
  readonly incidentId: number;
  readonly title: string;
}

const LONGEST = 500;

const why = (initial?: string) =>
  input({
    blockId: FIELDS.why,
    label: "Why now",
    hint: "Whoever is called reads this first.",
    element: textInput({ actionId: FIELDS.why, maxLength: LONGEST, ...(initial && { initial }) }),
  });

const needs = input({
  blockId: FIELDS.needs,
  label: "What is needed",
  hint: "What they shall do or decide.",
  element: textInput({ actionId: FIELDS.needs, maxLength: LONGEST }),
  isOptional: true,
});

export interface EscalateFormModel extends Incident {
  /** Who would be called next, by rung; undefined when nobody would be. */
  readonly next: string | undefined;
}

/** Asks why the next rung shall be called. */
export const escalateForm = ({ incidentId, title, next }: EscalateFormModel): ModalView =>
  modal({
    callbackId: ESCALATE_FORM,
    title: "Escalate",
    submit: "Escalate",
    close: "Cancel",
    metadata: { incidentId },
    blocks: [
      section(
        next
          ? mrkdwn`Calls more people for #${incidentId} ${title}: ${next} first, then up the ladder until somebody acknowledges.`
          : mrkdwn`Nobody on the ladder can be called just now, so #${incidentId} ${title} asks in its channel.`,
      ),
      why(),
      needs,
    ],
  });

export interface PageFormModel extends Incident {
  /** Rotations and services, by name. */
  readonly choices: readonly Choice[];
}

/** Asks who shall be called, and why. */
export const pageForm = ({ incidentId, title, choices }: PageFormModel): ModalView =>
  modal({
    callbackId: PAGE_FORM,
    title: "Page somebody",
    submit: "Page",
    close: "Cancel",
    metadata: { incidentId },
    blocks: [
      section(mrkdwn`Calls people to #${incidentId} ${title} by direct message and in its channel.`),
      input({
        blockId: FIELDS.to,
        label: "People",
        element: usersSelect({ actionId: FIELDS.to, placeholder: "Choose people" }),
        isOptional: true,
      }),
      ...(choices.length === 0
        ? []
        : [
            input({
              blockId: FIELDS.onCall,
              label: "Or who is on call for",
              element: select({ actionId: FIELDS.onCall, placeholder: "Choose a rotation or service", choices }),
              isOptional: true,
            }),
          ]),
      why(),
      needs,
    ],
  });
