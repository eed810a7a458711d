import type { ModalView } from "@slack/types";
import type { Policy } from "../../../config/index.ts";
import { type IncidentFacts, Moment } from "../../../core/incidents/index.ts";
import { actions, button, dateTimePicker, input, modal, textInput } from "../../kit/index.ts";
import { callbacks, ids } from "../ids.ts";
import { categorySelect, servicesField, severitySelect } from "./choices.ts";

/** Puts details right; what is not touched stays. */
export const editForm = (policy: Policy, incidentId: number, facts: IncidentFacts): ModalView =>
  modal({
    callbackId: callbacks.edit,
    title: "Edit details",
    submit: "Save",
    metadata: { incidentId },
    blocks: [
      textField("title", "Title", facts.title, { isOptional: false }),
      input({ blockId: "severity", label: "Severity", element: severitySelect(policy, facts.severity) }),
      input({
        blockId: "category",
        label: "Category",
        isOptional: true,
        element: categorySelect(policy, facts.category),
      }),
      servicesField(policy, facts.services),
      textField("description", "Description", facts.description, { isMultiline: true }),
      textField("impact", "Impact", facts.impact, { isMultiline: true }),
      timeField("started", facts),
      actions([button({ text: "Correct other times", actionId: ids.correctTimes.build({ incidentId }) })]),
    ],
  });

/** Puts the times right that durations are measured between. */
export const timesForm = (incidentId: number, facts: IncidentFacts): ModalView =>
  modal({
    callbackId: callbacks.times,
    title: "Correct times",
    submit: "Save",
    metadata: { incidentId },
    blocks: Moment.options.map((moment) => timeField(moment, facts)),
  });

const timeField = (moment: Moment, { times }: IncidentFacts) =>
  input({
    blockId: moment,
    label: `${moment[0]?.toUpperCase()}${moment.slice(1)}`,
    isOptional: true,
    element: dateTimePicker({
      actionId: moment,
      ...(times[moment] !== undefined && { initialMs: times[moment] }),
    }),
  });

const textField = (
  blockId: string,
  label: string,
  initial: string | undefined,
  options: { isMultiline?: boolean; isOptional?: boolean },
) =>
  input({
    blockId,
    label,
    isOptional: options.isOptional ?? true,
    element: textInput({
      actionId: blockId,
      isMultiline: options.isMultiline ?? false,
      ...(initial && { initial }),
    }),
  });
