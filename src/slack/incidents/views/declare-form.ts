import type { KnownBlock, ModalView } from "@slack/types";
import type { Policy } from "../../../config/index.ts";
import {
  actions,
  button,
  checkboxes,
  context,
  dateTimePicker,
  input,
  modal,
  mrkdwn,
  textInput,
} from "../../kit/index.ts";
import { type DeclareMetadata, PRIVATE_FIELD } from "../declare-metadata.ts";
import { callbacks, declareIds } from "../ids.ts";
import { categorySelect, servicesField, severitySelect } from "./choices.ts";

export interface DeclareFormModel {
  readonly policy: Policy;
  readonly metadata: DeclareMetadata;
  readonly title?: string | undefined;
  readonly severity?: string | undefined;
  readonly category?: string | undefined;
  readonly services?: readonly string[] | undefined;
  /** Something to say before the form is filled, such as a word that was not understood. */
  readonly note?: string | undefined;
  readonly description?: string | undefined;
  readonly isPrivate?: boolean | undefined;
  readonly isDrill?: boolean | undefined;
  /** Epoch milliseconds. */
  readonly startedAt?: number | undefined;
}

/** The form that declares an incident. */
export function declareForm(model: DeclareFormModel): ModalView {
  const { isRetrospective } = model.metadata;
  return modal({
    callbackId: callbacks.declare,
    title: isRetrospective ? "Declare after the fact" : "Declare an incident",
    submit: "Declare",
    metadata: model.metadata,
    blocks: [
      ...(model.note ? [context([mrkdwn`:warning: ${model.note}`])] : []),
      ...(isRetrospective ? [] : fromMessage(model)),
      ...what(model),
      ...(isRetrospective ? whenItStarted(model) : []),
      ...details(model),
      ...who(model),
      ...(isRetrospective ? [] : [overAlready]),
    ],
  });
}

const fromMessage = ({ metadata }: DeclareFormModel): KnownBlock[] =>
  metadata.source ? [context([mrkdwn`The message becomes the first entry of the timeline.`])] : [];

const what = ({ policy, title, severity }: DeclareFormModel): KnownBlock[] => [
  input({
    blockId: "title",
    label: "Title",
    element: textInput({
      actionId: "title",
      placeholder: "What is broken, in a few words",
      ...(title && { initial: title }),
    }),
  }),
  input({ blockId: "severity", label: "Severity", element: severitySelect(policy, severity) }),
];

const whenItStarted = ({ startedAt }: DeclareFormModel): KnownBlock[] => [
  input({
    blockId: "started",
    label: "Started",
    hint: "It goes on record as it was; nobody is called and no updates are asked for. Say when it ended as you resolve it.",
    element: dateTimePicker({ actionId: "started", ...(startedAt !== undefined && { initialMs: startedAt }) }),
  }),
];

const details = ({ policy, category, services, description }: DeclareFormModel): KnownBlock[] => [
  input({
    blockId: "category",
    label: "Category",
    isOptional: true,
    isDispatched: true,
    element: categorySelect(policy, category, declareIds.category),
  }),
  servicesField(policy, services ?? []),
  input({
    blockId: "description",
    label: "Description",
    isOptional: true,
    element: textInput({ actionId: "description", isMultiline: true, ...(description && { initial: description }) }),
  }),
];

function who({ policy, category, isPrivate, isDrill }: DeclareFormModel): KnownBlock[] {
  const byDefault = policy.categories.find(({ id }) => id === category)?.private === true;
  const isTicked = isPrivate ?? byDefault;
  return [
    input({
      blockId: byDefault ? PRIVATE_FIELD.byDefault : PRIVATE_FIELD.asked,
      label: "Private incident",
      isOptional: true,
      ...(byDefault && { hint: "Incidents of this category are private unless you take the tick away." }),
      element: checkboxes({
        actionId: "private",
        choices: [{ value: "private", text: "Only people who are let in may know of it" }],
        initial: isTicked ? ["private"] : [],
      }),
    }),
    input({
      blockId: "drill",
      label: "Drill",
      isOptional: true,
      element: checkboxes({
        actionId: "drill",
        choices: [{ value: "drill", text: "This is an exercise" }],
        initial: isDrill ? ["drill"] : [],
      }),
    }),
  ];
}

const overAlready = actions([
  button({ text: "Over already? Declare after the fact", actionId: declareIds.afterTheFact }),
]);
