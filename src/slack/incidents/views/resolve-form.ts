import type { KnownBlock, ModalView } from "@slack/types";
import type { Severity } from "../../../config/index.ts";
import { type Criterion, type IncidentFacts, VERIFICATION } from "../../../core/incidents/index.ts";
import {
  checkboxes,
  context,
  dateTimePicker,
  durationWords,
  input,
  joinMrkdwn,
  modal,
  mrkdwn,
  section,
  shorten,
  textInput,
} from "../../kit/index.ts";
import { callbacks } from "../ids.ts";

export interface ResolveFormModel {
  readonly incidentId: number;
  readonly facts: IncidentFacts;
  readonly severity: Severity | undefined;
  /** What was typed after the command. */
  readonly fix: string | undefined;
  readonly open: readonly Criterion[];
  /** Parts of the work that are not over. */
  readonly workstreams?: readonly { readonly incidentId: number; readonly title: string }[];
}

/** Asks how it ended. */
export function resolveForm(model: ResolveFormModel): ModalView {
  return modal({
    callbackId: callbacks.resolve,
    title: "Resolve incident",
    submit: "Resolve",
    metadata: { incidentId: model.incidentId },
    blocks: [
      ...story(model),
      ...end(model.facts),
      ...verification(model.severity),
      followUps,
      ...stillOpen(model.open),
      ...stillRunning(model.workstreams ?? []),
    ],
  });
}

const textField = (blockId: string, label: string, initial: string | undefined, isOptional: boolean, hint?: string) =>
  input({
    blockId,
    label,
    isOptional,
    ...(hint && { hint }),
    element: textInput({ actionId: blockId, isMultiline: true, ...(initial && { initial }) }),
  });

const story = ({ facts, fix }: ResolveFormModel): KnownBlock[] => [
  textField("fix", "What fixed it", fix, false),
  textField("root_cause", "Root cause", undefined, true, "Leave it empty while it is not known."),
  textField("impact", "Impact", facts.impact, true, "In numbers: how many users, for how long, what it cost."),
];

const end = ({ isRetrospective, times }: IncidentFacts): KnownBlock[] =>
  isRetrospective
    ? [
        input({
          blockId: "ended",
          label: "Ended",
          element: dateTimePicker({
            actionId: "ended",
            ...(times.started !== undefined && { initialMs: times.started }),
          }),
        }),
      ]
    : [];

function verification(severity: Severity | undefined): KnownBlock[] {
  const claims: Record<(typeof VERIFICATION)[number]["field"], string> = {
    restored: "Yes, the service works again",
    metrics: `Yes, for ${durationWords(severity?.watchPeriodMs ?? 0)} or longer`,
    users: "Yes, users say that it works",
  };
  return VERIFICATION.map(({ field, label }) =>
    input({
      blockId: field,
      label,
      isOptional: true,
      element: checkboxes({ actionId: field, choices: [{ value: "yes", text: claims[field] }] }),
    }),
  );
}

const followUps = textField(
  "follow_ups",
  "Follow-ups",
  undefined,
  true,
  "One on each line; each becomes an action item.",
);

const stillOpen = (open: readonly Criterion[]): KnownBlock[] =>
  open.length === 0
    ? []
    : [context([mrkdwn`:warning: Still open, and on record as skipped once you resolve: ${labels(open)}`])];

const stillRunning = (workstreams: NonNullable<ResolveFormModel["workstreams"]>): KnownBlock[] =>
  workstreams.length === 0
    ? []
    : [
        section(
          mrkdwn`:warning: *Is all of it over?* These workstreams are still open: ${joinMrkdwn(
            workstreams.map(({ incidentId, title }) => mrkdwn`#${incidentId} ${shorten(title, 80)}`),
            ", ",
          )}. They go on by themselves once you resolve this.`,
        ),
      ];

const labels = (open: readonly Criterion[]) =>
  joinMrkdwn(
    open.map(({ label }) => label),
    "; ",
  );
