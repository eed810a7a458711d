import type { ModalView } from "@slack/types";
import { type Choice, input, modal, mrkdwn, section, select, textInput, userSelect } from "../../kit/index.ts";
import { callbacks } from "../ids.ts";

const why = (initial: string | undefined) =>
  input({
    blockId: "why",
    label: "Why",
    isOptional: true,
    element: textInput({ actionId: "why", ...(initial && { initial }) }),
  });

const incidentField = (
  blockId: string,
  label: string,
  choices: readonly Choice[],
  known: number | undefined,
  hint?: string,
) => {
  const initial = known === undefined ? undefined : choices.find(({ value }) => value === String(known))?.value;
  return input({
    blockId,
    label,
    ...(hint && { hint }),
    element: select({ actionId: blockId, placeholder: "Choose an incident", choices, ...(initial && { initial }) }),
  });
};

export interface MergeFormModel {
  readonly loserId: number | undefined;
  readonly intoId: number | undefined;
  readonly why: string | undefined;
}

/** Which one goes into which. */
export const mergeForm = (choices: readonly Choice[], model: MergeFormModel): ModalView =>
  modal({
    callbackId: callbacks.merge,
    title: "Merge incidents",
    submit: "Merge",
    blocks: [
      incidentField("incident", "Merge", choices, model.loserId, "Its channel is told where it goes on, and archived."),
      incidentField(
        "into",
        "Into",
        choices,
        model.intoId,
        "It keeps its channel; everything from the other moves over.",
      ),
      why(model.why),
    ],
  });

interface OfIncident {
  readonly incidentId: number;
  readonly title: string;
}

export const linkForm = ({
  incidentId,
  title,
  choices,
  why: reason,
}: OfIncident & { readonly choices: readonly Choice[]; readonly why: string | undefined }): ModalView =>
  modal({
    callbackId: callbacks.link,
    title: "Link incident",
    submit: "Link",
    metadata: { incidentId },
    blocks: [
      section(mrkdwn`*#${incidentId} ${title}*`),
      incidentField("other", "Belongs together with", choices, undefined),
      why(reason),
    ],
  });

export const splitForm = ({
  incidentId,
  title,
  leadId,
}: OfIncident & { readonly leadId: string | undefined }): ModalView =>
  modal({
    callbackId: callbacks.split,
    title: "Split off a workstream",
    submit: "Split off",
    metadata: { incidentId },
    blocks: [
      section(mrkdwn`*#${incidentId} ${title}*\nThe workstream gets a channel of its own. Its updates show here too.`),
      input({ blockId: "title", label: "What it is about", element: textInput({ actionId: "title" }) }),
      input({
        blockId: "lead",
        label: "Lead",
        isOptional: true,
        element: userSelect({
          actionId: "lead",
          placeholder: "Who leads it",
          ...(leadId !== undefined && { initial: leadId }),
        }),
      }),
    ],
  });
